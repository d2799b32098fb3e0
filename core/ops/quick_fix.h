#pragma once
// Small changes to a text that mend one problem: a scalar replaced, an entry added.

#include "core/policy/schema.h"
#include "core/text/diagnostic.h"
#include "core/yaml/document.h"
#include "core/yaml/tree_edit.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace pw::ops {

/// Writes another text in the place of a scalar (a key or a value) and keeps its quotes. Nothing
/// for block scalars and for scalars with an anchor or a tag.
[[nodiscard]] std::optional<text::Fix> replaceText(yaml::NodeRef scalar, std::string_view content,
                                                   std::string title);

/// Puts a plain scalar (`443`, `yes`) in quotes, so that it is a text.
[[nodiscard]] std::optional<text::Fix> quote(yaml::NodeRef scalar);

/// Takes the quotes off: the content is written as it stands.
[[nodiscard]] std::optional<text::Fix> writePlain(yaml::NodeRef scalar, std::string_view content);

/// Makes a list of one from a text on one line: `[root]`.
[[nodiscard]] std::optional<text::Fix> wrapInList(yaml::NodeRef scalar);

/// The wishes as one fix; nothing when the text is in the way of them.
[[nodiscard]] std::optional<text::Fix> planned(const yaml::TreeEdit& edit, std::string title);

/// Takes away an item, or the value of an entry with its key. A list that may be absent goes with
/// its last item where `listToo` is set.
[[nodiscard]] std::optional<text::Fix> remove(yaml::NodeRef value, std::string title,
                                              bool listToo = false);

/// Another value in the place of this one, in the style of its surroundings.
[[nodiscard]] std::optional<text::Fix> setValue(yaml::NodeRef node, yaml::Value value,
                                                std::string title);

/// Each of the two scalars gets what the other says.
[[nodiscard]] std::optional<text::Fix> exchange(yaml::NodeRef one, yaml::NodeRef other,
                                                std::string title);

/// Adds the entry where a new document has it.
[[nodiscard]] std::optional<text::Fix> addEntry(yaml::NodeRef mapping,
                                                const policy::ObjectType& type, std::string key,
                                                yaml::Value value, std::string title);

/// Adds `key: suggested` to the mapping where a new document has it: behind the last entry that
/// the table names before it, else in front. Keeps indentation, line ends and flow style. Nothing
/// when the field suggests nothing or the mapping is written too strangely.
[[nodiscard]] std::optional<text::Fix>
addEntry(yaml::NodeRef mapping, const policy::ObjectType& type, const policy::Field& field);

} // namespace pw::ops
