#pragma once
// Rows of an organization for the page Fingerprints: two images of which one is covered.

#include "ui/fingerprints/fingerprint_change.h"

#include <string>
#include <vector>

namespace pw::test {

inline policy::FingerprintFacts sampleRow(const std::string& pod, const std::string& image,
                                          const std::string& space, const std::string& policy = {})
{
    policy::FingerprintFacts facts;
    facts.id = "fprint:" + pod;
    facts.type = "container";
    facts.image = "docker.io/library/" + image;
    facts.imageId = "sha256:68248f2793e077e818710fc5d6f6f93f";
    facts.podName = pod;
    facts.containerId = "3f1e0c9a7b52aa";
    facts.namespaceName = space;
    facts.clusterName = "production";
    facts.machine = "mach:a1K9";
    facts.hostname = "node-1";
    facts.status = "active";
    facts.time = "1705417243.5";
    facts.podLabels = policy::SharedTexts({"app=" + image.substr(0, image.find(':'))});
    facts.covered = !policy.empty();
    if (!policy.empty())
        facts.coveredBy = policy::SharedTexts({policy});
    return facts;
}

inline std::vector<policy::FingerprintFacts> sampleRows()
{
    return {sampleRow("mongo-1", "mongo:latest", "dev", "pol:1"),
            sampleRow("mongo-2", "mongo:latest", "prod", "pol:1"),
            sampleRow("nginx-1", "nginx:latest", "dev", "pol:2"),
            sampleRow("nginx-2", "nginx:latest", "dev"), sampleRow("nginx-3", "nginx:latest", {})};
}

inline ui::FingerprintListPtr sampleList(std::vector<policy::FingerprintFacts> rows = sampleRows())
{
    ops::FingerprintList list;
    ops::addRows(list, std::move(rows), "sample");
    ops::prepare(list);
    return std::make_shared<const ops::FingerprintList>(std::move(list));
}

} // namespace pw::test
