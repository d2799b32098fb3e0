#include "app/connections/deviation_records.h"

#include "core/ops/timestamp.h"
#include "core/ops/workload.h"

namespace pw::connections {

DeviationsByPolicy byPolicy(const std::vector<api::Deviation>& deviations)
{
    DeviationsByPolicy out;
    for (const api::Deviation& deviation : deviations) {
        ops::DeviationRecord record;
        record.id = deviation.id;
        record.policyUid = deviation.policyUid;
        record.policyName = deviation.policyName;
        record.checksum = deviation.checksum;
        record.description = deviation.description;
        record.ref = deviation.ref;
        record.time = ops::timestampValue(deviation.time).value_or(0);
        record.document = ops::guardianOf(deviation.record);
        out[deviation.policyUid].push_back(std::move(record));
    }
    for (auto& [uid, records] : out)
        ops::sortDeviations(records);
    return out;
}

} // namespace pw::connections
