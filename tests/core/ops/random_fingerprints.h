#pragma once
// Random lists and queries from few words, so that values meet.

#include "core/ops/fingerprint_list.h"

#include <initializer_list>
#include <random>

namespace pw::test {

class RandomFingerprints
{
public:
    explicit RandomFingerprints(unsigned seed) : m_random(seed) { }

    ops::FingerprintList list(std::size_t rows)
    {
        std::vector<policy::FingerprintFacts> all;
        for (std::size_t row = 0; row < rows; ++row)
            all.push_back(facts(row));
        ops::FingerprintList out;
        ops::addRows(out, std::move(all), "random");
        return out;
    }

    ops::FingerprintQuery query()
    {
        ops::FingerprintQuery out;
        out.filter.type = oneOf({"container", "container", "linux-service"});
        if (chance(3))
            out.filter.text = word();
        if (chance(8))
            out.filter.text += " " + word();
        out.filter.onlyUncovered = chance(4);
        for (const ops::FingerprintField field : ops::fingerprintFields) {
            if (!chance(5))
                continue;
            out.filter.fields[field].push_back(pattern(field));
            if (chance(2))
                out.filter.fields[field].push_back(pattern(field));
        }
        if (chance(2))
            out.groupBy.push_back(static_cast<ops::GroupField>(number(3)));
        return out;
    }

private:
    std::size_t number(std::size_t below)
    {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(m_random);
    }
    bool chance(std::size_t oneIn) { return number(oneIn) == 0; }
    std::string oneOf(std::initializer_list<const char*> words)
    {
        return words.begin()[number(words.size())];
    }

    policy::FingerprintFacts facts(std::size_t row)
    {
        policy::FingerprintFacts out;
        out.id = "fprint:" + oneOf({"a", "B"}) + std::to_string(row);
        out.clusterName = oneOf({"", "east", "West"});
        out.clusterUid
            = out.clusterName.empty() ? oneOf({"", "clus:0"}) : "clus:" + out.clusterName;
        out.machine = oneOf({"mach:1", "mach:2", ""});
        out.hostname = out.machine.empty() ? oneOf({"", "h0"}) : "h" + out.machine.substr(5);
        out.status = oneOf({"", "active", "closed"});
        out.time = oneOf({"", "1.5", "2", "10.25", "never"});
        if (chance(2))
            out.covered = chance(2);
        if (chance(3)) {
            out.type = "linux-service";
            out.cgroup = oneOf({"systemd:/a.service", "systemd:/b/a.service", "/c"});
            return out;
        }
        out.type = "container";
        out.image = oneOf({"r/x:1", "q/R/x:1", "x:1", "r/y:2", "q/z"});
        out.imageId = oneOf({"sha256:1234567890abcdef", "sha256:1234567890ABCDEF", "99"});
        out.namespaceName = oneOf({"", "dev", "Dev", "prod"});
        out.podName = chance(2) ? out.namespaceName + "-pod" : std::string();
        std::vector<std::string> labels;
        for (const char* const label : {"app=x", "app=y", "tier=Back"}) {
            if (chance(3))
                labels.emplace_back(label);
        }
        out.podLabels = policy::SharedTexts(std::move(labels));
        return out;
    }

    std::string word()
    {
        return oneOf({"x", "X:1", "r/*", "*a*", "dev", "clus", "mach:?", "h1", "12345*", "pod", "q",
                      "fprint:[ab]1*", "zzz"});
    }

    std::string pattern(ops::FingerprintField field)
    {
        if (chance(4))
            return oneOf({"", "*", "zzz", "?*"});
        switch (field) {
        case ops::FingerprintField::Namespace:
            return oneOf({"dev", "Dev", "[dp]*"});
        case ops::FingerprintField::Cluster:
            return oneOf({"east", "clus:West", "clus:*"});
        case ops::FingerprintField::Image:
            return oneOf({"r/x:1", "*/x:1", "x:1"});
        case ops::FingerprintField::ImageId:
            return oneOf({"sha256:1234567890abcdef", "1234567890ab", "12*EF", "99"});
        case ops::FingerprintField::Id:
            return oneOf({"fprint:a1", "fprint:B*", "*7"});
        case ops::FingerprintField::Machine:
            return oneOf({"mach:1", "h2", "h*"});
        case ops::FingerprintField::Pod:
            return oneOf({"dev-pod", "*-pod"});
        case ops::FingerprintField::Cgroup:
            return oneOf({"systemd:*", "/c"});
        case ops::FingerprintField::Status:
            return oneOf({"active", "closed"});
        case ops::FingerprintField::Label:
            break;
        }
        return oneOf({"app", "app=x", "tier=*", "t*"});
    }

    std::mt19937 m_random;
};

} // namespace pw::test
