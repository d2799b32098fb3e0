#include "core/policy/schema.h"

#include "core/policy/schema_types.h"

#include <algorithm>

namespace pw::policy {

const Field* ObjectType::field(std::string_view key) const
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& candidate) { return candidate.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

const ObjectType* schemaOf(Kind kind)
{
    switch (kind) {
    case Kind::Fingerprint:
        return &types::fingerprint;
    case Kind::FingerprintRecord:
        return &types::fingerprintRecord;
    case Kind::FingerprintGroup:
        return &types::fingerprintGroup;
    case Kind::Baseline:
        return &types::baseline;
    case Kind::Policy:
        return &types::policy;
    case Kind::ClusterPolicy:
        return &types::clusterPolicy;
    case Kind::TracePolicy:
        return &types::tracePolicy;
    case Kind::Ruleset:
        return &types::ruleset;
    case Kind::Deviation:
        return &types::deviation;
    case Kind::DeviationRecord:
        return &types::deviationRecord;
    case Kind::UidList:
        return &types::uidList;
    case Kind::Config:
        return &types::config;
    case Kind::ApiSecret:
        return &types::apiSecret;
    case Kind::OutOfScope:
    case Kind::Unknown:
        break;
    }
    return nullptr;
}

const ObjectType& itemsListSchema()
{
    return types::itemsList;
}

} // namespace pw::policy
