#pragma once
// Where the parts of a plan meet: the text as the wishes so far have made it.

#include "core/policy/policy_edit.h"
#include "core/policy/schema.h"

#include <memory>
#include <optional>

namespace pw::policy {

class EditStage
{
public:
    explicit EditStage(const yaml::Document& document);

    [[nodiscard]] const yaml::Document& document() const { return *m_document; }
    [[nodiscard]] const std::vector<Unit>& units() const { return m_units; }
    [[nodiscard]] yaml::NodeRef at(const Place& place) const;
    /// As `at`. Error code: `gone`.
    [[nodiscard]] Result<yaml::NodeRef> existing(const Place& place) const;
    /// The root's; null for a document of no known kind.
    [[nodiscard]] const ObjectType* schema(std::size_t unit) const;

    /// From now on the text is what the wishes make it.
    [[nodiscard]] std::optional<Error> apply(const yaml::TriedEdit& edit);
    void apply(yaml::TriedText tried);
    void note(std::string sentence) { m_notes.push_back(std::move(sentence)); }

    [[nodiscard]] PlannedEdit take();

private:
    const yaml::Document* m_first;
    const yaml::Document* m_document;
    std::shared_ptr<const yaml::Document> m_kept; ///< null: nothing was applied yet
    std::vector<Unit> m_units;
    text::TextEdits m_edits; ///< of the only stage
    int m_stages = 0;
    std::vector<std::string> m_notes;
};

// Each plans one kind of wish on the stage.
// plan_edits.cpp
[[nodiscard]] std::optional<Error> plan(const SetValue& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const Clear& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const InsertItems& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const MoveItems& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const RenameKey& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const Restyle& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const ExpandAlias& wish, EditStage& stage);
// plan_start.cpp
[[nodiscard]] std::optional<Error> plan(const StartDocument& wish, EditStage& stage);
// plan_processes.cpp
[[nodiscard]] std::optional<Error> plan(const AddProcess& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const RemoveProcesses& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const MoveProcesses& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const DuplicateProcess& wish, EditStage& stage);
// plan_rules.cpp
[[nodiscard]] std::optional<Error> plan(const RenameProcessId& wish, EditStage& stage);
[[nodiscard]] std::optional<Error> plan(const SplitRule& wish, EditStage& stage);

} // namespace pw::policy
