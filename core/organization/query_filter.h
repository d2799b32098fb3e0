#pragma once
// The filters of the older generation: `{"or": [{"property": "image", "re_match": "^.*a.*$"}, …]}`.

#include "core/organization/query_language.h"

namespace pw::organization {

/// `and`, `or` and `not` of filters; `{"property", "equals" | "re_match"}`, where the expression
/// fits from the value's beginning on; any other key is a field that is equal to its value, but
/// `{"schema": "event_audit"}` fits a schema and all below it (`event_audit:guardian_action:1.0`).
/// Error code `wrong-query`.
[[nodiscard]] Result<Query> queryOfFilter(const yaml::Value& filter);

/// The filters of a pipeline, all of which must fit; other steps (`latest_model`) choose nothing
/// here, since each record is kept in its latest form. Error code `wrong-query`.
[[nodiscard]] Result<Query> queryOfPipeline(const yaml::Value& pipeline);

} // namespace pw::organization
