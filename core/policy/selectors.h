#pragma once
// Selectors: what a policy, an action or a rule is for. All present ones are ANDed.

#include "core/policy/where.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pw::policy {

/// A field such as `image` or `hostname`: one text or a list of texts, wildcards allowed.
struct SelectorField
{
    std::string name;
    std::vector<std::string> values;
    bool isList = false; ///< written as a list, also with one value
    Where where;
    bool operator==(const SelectorField&) const = default;
};

/// An entry of matchExpressions or matchFieldsExpressions.
struct Expression
{
    std::string key;
    std::string op; ///< `In`, `NotIn`, `Exists`, `DoesNotExist`
    std::vector<std::string> values;
    Where where;
    bool operator==(const Expression&) const = default;
};

using Labels = std::vector<std::pair<std::string, std::string>>; ///< in the order of the text

struct Selector
{
    std::string key; ///< `containerSelector`, `podSelector`, …
    std::vector<SelectorField> fields; ///< the flat ones: image, cgroup, hostname, name, exe, …
    Labels matchFields;
    std::vector<Expression> matchFieldsExpressions;
    Labels matchLabels;
    std::vector<Expression> matchExpressions;
    Where where;

    [[nodiscard]] bool empty() const
    {
        return fields.empty() && matchFields.empty() && matchFieldsExpressions.empty()
            && matchLabels.empty() && matchExpressions.empty();
    }
    [[nodiscard]] const SelectorField* field(std::string_view name) const
    {
        for (const SelectorField& candidate : fields) {
            if (candidate.name == name)
                return &candidate;
        }
        return nullptr;
    }
    bool operator==(const Selector&) const = default;
};

} // namespace pw::policy
