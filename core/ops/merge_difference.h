#pragma once
// The difference between two states of a policy, wished of the tree of its text.

#include "core/ops/merge_edits.h"
#include "core/yaml/tree_edit.h"

#include <optional>

namespace pw::ops {

/// Wishes what leads from `base` to `outcome` of the text that `target` was decoded from. With the
/// normal form of the target as base, what is not normal in the text but unchanged stays as it is;
/// with the target itself, everything that the outcome does not say goes. Error codes:
/// `ambiguous-id`, `moved-process`, `cannot-change`.
[[nodiscard]] std::optional<Error> wishDifference(const yaml::Document& document,
                                                  const policy::GuardianDocument& target,
                                                  const policy::GuardianDocument& base,
                                                  const policy::GuardianDocument& outcome,
                                                  yaml::TreeEdit& edit);

/// Times and the like: entries whose value is another one.
void wishMetadata(const yaml::Document& document, const policy::GuardianDocument& target,
                  const policy::GuardianDocument& outcome, yaml::TreeEdit& edit);

/// A part of the spec as it is written: `processPolicy`, `networkPolicy`.
[[nodiscard]] yaml::Value specPart(const policy::GuardianDocument& document, std::string_view key);

/// What `outcome` allows and `base` does not.
[[nodiscard]] std::vector<MergeAddition> additions(const policy::GuardianDocument& base,
                                                   const policy::GuardianDocument& outcome);

/// The processes of a document by id, with the users that count for each.
struct ListedProcess
{
    const policy::ProcessNode* node = nullptr;
    const policy::ProcessNode* parent = nullptr;
    std::vector<std::string> users;
};
struct ProcessList
{
    std::map<std::string, ListedProcess, std::less<>> byId;
    std::vector<std::string> order; ///< ids in the order of the text
    std::string twice; ///< an id that two processes have

    explicit ProcessList(const policy::Spec& spec);
    [[nodiscard]] const ListedProcess* find(std::string_view id) const;

private:
    void add(const policy::ProcessNode& node, const policy::ProcessNode* parent,
             const std::vector<std::string>& users);
};

} // namespace pw::ops
