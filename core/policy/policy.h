#pragma once
// A guardian document: policy, baseline, fingerprint or deviation share one shape.

#include "core/policy/kinds.h"
#include "core/policy/network.h"
#include "core/policy/process.h"
#include "core/policy/response.h"
#include "core/policy/selectors.h"
#include "core/policy/where.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::policy {

/// The disable… options: `all`, `ingress` or `egress` (processes: `all`), absent when not set.
struct Options
{
    std::optional<std::string> disableProcesses;
    std::optional<std::string> disableConnections;
    std::optional<std::string> disablePrivateConnections;
    std::optional<std::string> disablePublicConnections;
    bool operator==(const Options&) const = default;
};

struct Spec
{
    std::vector<Selector> selectors; ///< in the order of the text
    std::optional<std::string> mode; ///< `audit`, `enforce`
    std::optional<bool> enabled; ///< absent means true
    Options options;
    std::optional<std::vector<ProcessNode>> processPolicy;
    std::optional<NetworkPolicy> networkPolicy;
    std::optional<Response> response;
    /// Keys that this table does not know, kept as they are (rulesets, rules, matches, …).
    std::vector<std::pair<std::string, yaml::Value>> others;
    Where where;

    [[nodiscard]] const Selector* selector(std::string_view key) const
    {
        for (const Selector& candidate : selectors) {
            if (candidate.key == key)
                return &candidate;
        }
        return nullptr;
    }
    bool operator==(const Spec&) const = default;
};

/// The spelling of one document that is not its meaning: kept so that a rewrite looks familiar.
struct Layout
{
    std::vector<std::string> specKeys; ///< in the order of the text; empty for a new document
    bool egressFirst = false; ///< networkPolicy has egress before ingress
    constexpr bool operator==(const Layout&) const { return true; }
};

struct GuardianDocument
{
    Kind kind = Kind::Policy;
    yaml::Value metadata = yaml::Value::map(); ///< every entry, in the order of the text
    Spec spec;
    Layout layout;
    Where where;

    [[nodiscard]] std::string metadataText(std::string_view key) const
    {
        const yaml::Value* found = metadata.find(key);
        return found != nullptr ? found->text : std::string();
    }
    [[nodiscard]] std::string name() const { return metadataText("name"); }
    [[nodiscard]] std::string type() const { return metadataText("type"); }
    [[nodiscard]] std::string uid() const { return metadataText("uid"); }
    bool operator==(const GuardianDocument&) const = default;
};

} // namespace pw::policy
