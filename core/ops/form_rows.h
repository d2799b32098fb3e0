#pragma once
// What a form shows of a text: a row for every field that the schema knows, also where nothing
// stands yet, and one for everything else that stands there.

#include "core/policy/place.h"
#include "core/policy/schema.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

struct FormRow
{
    enum class Role : std::uint8_t {
        Field, ///< of the schema
        Unknown, ///< an entry that the schema does not know
        Label, ///< an entry of a mapping with keys of its own
        Item, ///< of a list
        Add, ///< behind the last item or label: where the next one goes
    };
    Role role = Role::Field;
    policy::Step step; ///< from the row above; an item's index of Add
    const policy::Field* field
        = nullptr; ///< of labels, items and Add that of their mapping or list
    const policy::ObjectType* type = nullptr; ///< of the mapping there
    const policy::ObjectType* owner = nullptr; ///< of the mapping that the field stands in
    yaml::NodeRef node; ///< nothing where nothing stands

    /// It stands in a list of processes, or is one.
    [[nodiscard]] bool isProcessList() const;
    [[nodiscard]] bool isProcess() const;
};

/// How a person changes the value.
enum class FormEditor : std::uint8_t {
    None, ///< by the rows below it
    Words, ///< one of a few
    Switch, ///< true, false
    Number,
    Text,
    Raw, ///< as YAML on one line
};

/// A mapping (or nothing where one may stand) as a row of its own.
[[nodiscard]] FormRow formRow(yaml::NodeRef mapping, const policy::ObjectType* type);
/// What is below it, in the order of the schema, then in that of the text.
[[nodiscard]] std::vector<FormRow> formRows(const FormRow& above);
[[nodiscard]] bool hasFormRows(const FormRow& row);
/// The row there; nothing when neither the schema nor the text knows the place.
[[nodiscard]] std::vector<FormRow> formRowsTo(const FormRow& root,
                                              const std::vector<policy::Step>& steps);

[[nodiscard]] FormEditor editorOf(const FormRow& row);
/// The words of FormEditor::Words, the one that stands there first when it is none of them.
[[nodiscard]] std::vector<std::string> wordsOf(const FormRow& row);
/// A scalar as it reads; of others the first few scalars in it: `TCP 443`, `a, b, +3`.
[[nodiscard]] std::string shownValue(yaml::NodeRef node);
/// What an editor begins with.
[[nodiscard]] std::string editedValue(const FormRow& row);

} // namespace pw::ops
