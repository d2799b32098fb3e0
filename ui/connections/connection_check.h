#pragma once
// Whether what was filled in makes a connection: what is missing, and what is wrong and why.

#include "core/api/context.h"

#include <QString>
#include <QStringList>

namespace pw::ui {

/// What a person asks for. Never keep it longer than needed: the key is in it.
struct ConnectionWish
{
    std::string originalName; ///< of the context that is edited; empty: a new one
    api::Context context; ///< addresses checked; its secret's name is that of the edited one
    api::Secret key; ///< empty: keep the stored one
};

/// What is known beside the fields.
struct ConnectionSurroundings
{
    QStringList otherNames; ///< of the contexts there are, without the edited one
    bool keyStored = false; ///< for the edited context
    std::string storedUrl; ///< where the stored key may go; with another server it is asked anew
};

struct ConnectionFindings
{
    QStringList missing; ///< names of fields
    QStringList problems; ///< sentences; never with a piece of the key
    [[nodiscard]] bool good() const { return missing.isEmpty() && problems.isEmpty(); }
};

[[nodiscard]] ConnectionFindings checkConnection(const ConnectionWish& wish,
                                                 const ConnectionSurroundings& surroundings);

} // namespace pw::ui
