#pragma once
// Which fingerprints of a list a person wants to see, as a value.

#include "core/ops/word_filter.h"
#include "core/policy/fingerprint.h"

#include <optional>
#include <string>

namespace pw::ops {

struct FingerprintFilter
{
    std::string type; ///< `container` or `linux-service`; empty: both
    std::string text; ///< see WordFilter
    std::optional<std::string> namespaceName; ///< empty text: those without one
    std::optional<std::string> clusterName; ///< empty text: those without one
    bool onlyUncovered = false;

    [[nodiscard]] bool matches(const policy::FingerprintFacts& facts) const;
    /// Nothing but the type is asked for.
    [[nodiscard]] bool empty() const;
    bool operator==(const FingerprintFilter&) const = default;
};

/// The words of a filter line, ready to be asked many times.
class FingerprintTextFilter
{
public:
    explicit FingerprintTextFilter(std::string_view text) : m_words(text) { }
    /// Looks at image, name and tag, repository, image id, id, container, cgroup, service,
    /// cluster, namespace, pod and machine.
    [[nodiscard]] bool matches(const policy::FingerprintFacts& facts) const;

private:
    WordFilter m_words;
};

} // namespace pw::ops
