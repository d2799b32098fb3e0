#include "tests/bench/fingerprint_rows.h"

#include <array>
#include <cstdio>
#include <random>

namespace pw::bench {
namespace {

constexpr std::size_t namespaces = 60;
constexpr std::size_t machines = 400;

std::string hex(std::mt19937_64& random, std::size_t digits)
{
    std::string out;
    while (out.size() < digits) {
        std::array<char, 17> part{};
        std::snprintf(part.data(), part.size(), "%016llx",
                      static_cast<unsigned long long>(random()));
        out += part.data();
    }
    return out.substr(0, digits);
}

policy::FingerprintFacts rowOf(std::size_t image, std::size_t instance)
{
    std::mt19937_64 random(image * 7919 + instance);
    const std::string number = std::to_string(image);
    policy::FingerprintFacts facts;
    facts.id = "fprint:" + hex(random, 12) + "." + hex(random, 16);
    facts.type = "container";
    facts.name = "service-" + number;
    facts.image = "registry.example.org/team/service-" + number + ":1." + std::to_string(image % 9);
    std::mt19937_64 imageRandom(image);
    facts.imageId = "sha256:" + hex(imageRandom, 64);
    facts.namespaceName = "team-" + std::to_string(image % namespaces);
    facts.clusterName = image % 3 == 0 ? "production" : "integration";
    facts.clusterUid = "clus:" + facts.clusterName;
    facts.podName = "service-" + number + "-" + hex(random, 10) + "-" + hex(random, 5);
    facts.containerName = "k8s_service-" + number + "_" + facts.podName;
    facts.containerId = hex(random, 64);
    facts.machine = "mach:" + std::to_string(random() % machines) + "-abcdefgh";
    facts.hostname = "ip-10-0-" + facts.machine.substr(5, 3) + ".internal";
    facts.status = instance % 5 == 0 ? "closed" : "active";
    facts.firstTime = "1705417243.327981";
    facts.time = "17054" + std::to_string(10000 + random() % 80000) + ".25";
    facts.podLabels = policy::SharedTexts({"app=service-" + number,
                                           "tier=" + std::string(image % 2 == 0 ? "back" : "front"),
                                           "version=1." + std::to_string(image % 9)});
    return facts;
}

} // namespace

ops::FingerprintList fingerprintRows(std::size_t rows, std::size_t images, unsigned round)
{
    std::vector<policy::FingerprintFacts> all;
    all.reserve(rows);
    const std::size_t each = rows / images;
    for (std::size_t at = 0; at < rows; ++at) {
        // The service answers by time: instances of one image stand apart.
        const std::size_t image = at % images;
        policy::FingerprintFacts facts = rowOf(image, at / images + round % each);
        facts.covered = (image + round) % 3 == 0;
        if (*facts.covered)
            facts.coveredBy = policy::SharedTexts({"pol:policy-" + std::to_string(image % 200)});
        all.push_back(std::move(facts));
    }
    ops::FingerprintList out;
    ops::addRows(out, std::move(all), "bench");
    return out;
}

} // namespace pw::bench
