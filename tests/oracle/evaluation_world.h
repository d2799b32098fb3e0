#pragma once
// A small organization at random: few images, few processes, so that policies and fingerprints
// meet.

#include "core/yaml/value.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace pw::oracle {

class EvaluationWorld
{
public:
    explicit EvaluationWorld(std::uint64_t seed) : m_engine(seed) { }

    std::size_t below(std::size_t n) { return m_engine() % n; }
    bool chance(std::size_t percent) { return below(100) < percent; }
    template <typename List> auto pick(const List& list)
    {
        return *std::next(list.begin(), static_cast<std::ptrdiff_t>(below(list.size())));
    }

    /// A record; a greater version replaces a smaller one of the same id.
    yaml::Value fingerprint(const std::string& id, std::size_t version);
    /// A policy without a uid.
    yaml::Value policy(const std::string& name);

private:
    yaml::Value text(const std::vector<const char*>& choices);
    yaml::Value process(const std::string& name, std::vector<yaml::Value> children, bool inPolicy);
    yaml::Value processes(bool inPolicy);
    yaml::Value rules(bool ingress, bool inPolicy);
    void addScope(yaml::Value& spec, bool service, bool inPolicy);

    std::mt19937_64 m_engine;
};

} // namespace pw::oracle
