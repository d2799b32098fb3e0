#pragma once
// The facts of one fingerprint that lists, filters and selectors look at, without its behaviour.

#include "core/policy/shared_texts.h"
#include "core/policy/where.h"

#include <optional>
#include <string>

namespace pw::policy {

/// A small row: 100,000 of them are held at once, documents are decoded when they are needed.
struct FingerprintFacts
{
    std::string id; ///< `fprint:…`, empty when the file has none
    std::string type; ///< `container` or `linux-service`
    std::string name; ///< metadata.name
    std::string image; ///< `docker.io/library/mongo:latest`
    std::string imageId; ///< `sha256:…`
    std::string containerName;
    std::string containerId;
    std::string cgroup; ///< `systemd:/system.slice/nginx.service`
    std::string serviceName;
    std::string clusterName;
    std::string clusterUid; ///< `clus:…`
    std::string namespaceName;
    std::string podName; ///< from the record or the pod's own label, else empty
    std::string machine; ///< muid or hostname
    std::string hostname; ///< of the machine
    std::string status; ///< `active` or `closed`; documents do not say
    std::string firstTime; ///< first timestamp as it is written; empty when there is none
    std::string time; ///< the latest one
    SharedTexts podLabels; ///< `key=value`, in the order of the keys
    SharedTexts coveredBy; ///< names or uids of policies, where the source says so
    std::optional<bool> covered; ///< `covered_by_policy`, absent in files made by hand
    Where where; ///< the record or document in its text
    bool operator==(const FingerprintFacts&) const = default;
};

} // namespace pw::policy
