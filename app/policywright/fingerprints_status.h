#pragma once
// What the bars say of the fingerprints that are shown.

#include "core/ops/fingerprint_list.h"

#include <QString>

namespace pw::app {

class FingerprintsController;

struct FingerprintsStatus
{
    QString status; ///< `17 fingerprints in 3 images`
    QString command; ///< the same table on the command line
    QString times; ///< of the earliest and the latest one
};

[[nodiscard]] FingerprintsStatus statusOf(const ops::FingerprintTable& table,
                                          const ops::FingerprintQuery& query,
                                          const FingerprintsController& from);

} // namespace pw::app
