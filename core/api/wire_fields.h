#pragma once
// Keys of requests and replies, once.

#include <string_view>

namespace pw::api::wire {

using Key = std::string_view;

// Of errors.
inline constexpr Key msg = "msg", errMsg = "err_msg", errorKey = "error";

// Of records of any kind.
inline constexpr Key id = "id", uid = "uid", name = "name", type = "type", schema = "schema",
                     timeKey = "time", version = "version", validFrom = "valid_from",
                     validTo = "valid_to", status = "status", description = "description",
                     metadata = "metadata", spec = "spec", kind = "kind", apiVersion = "apiVersion";

// Of the search and of objects.
inline constexpr Key query = "query", startTime = "start_time", endTime = "end_time",
                     outputFields = "output_fields", orderBy = "order_by", limit = "limit",
                     token = "token", results = "results", resultCount = "result_count",
                     retry = "retry", searchFailure = "athena error", ids = "ids",
                     failedIds = "err_array", retryableIds = "retryable", projection = "projection";

// Of the older generation's queries.
inline constexpr Key orgUid = "org_uid", srcUid = "src_uid", dataType = "data_type",
                     pipeline = "pipeline", latestModel = "latest_model", filter = "filter",
                     property = "property", equals = "equals", reMatch = "re_match",
                     fingerprintType = "fingerprint_type", unique = "unique", expr = "expr",
                     imageName = "image_name";

// Of fingerprints.
inline constexpr Key metadataType = "metadata.type", image = "image", imageId = "image_id",
                     containerName = "container_name", containerId = "container_id",
                     cgroup = "cgroup", serviceName = "service_name", clusterName = "cluster_name",
                     clusterUid = "cluster_uid", namespaceKey = "namespace", podName = "pod_name",
                     muid = "muid", hostname = "hostname", coveredByPolicy = "covered_by_policy",
                     coveredBy = "covered_by", podLabels = "pod_labels";

// Of policies and rulesets.
inline constexpr Key policy = "policy", ruleset = "ruleset", selectors = "selectors", tags = "tags",
                     lastUpdated = "last_updated", lastUpdatedBy = "last_updated_by",
                     createdBy = "created_by", fromArchive = "from_archive",
                     archiveVersion = "archive_version", nameOrUidContains = "name_or_uid_contains",
                     inPolicy = "in_policy", hasTags = "has_tags", selectorHash = "selector_hash",
                     object = "object", invalidMessage = "invalid_message";

// Of deviations and audit events.
inline constexpr Key policyUid = "policy_uid", policyName = "policy_name",
                     policyMode = "policy_mode", policyType = "policy_type", checksum = "checksum",
                     deviation = "deviation", ref = "ref", message = "message",
                     containerUid = "container_uid";

// Of sources and agents.
inline constexpr Key runtimeDetails = "runtime_details", lastData = "last_data",
                     sourceUid = "src_uid";

} // namespace pw::api::wire
