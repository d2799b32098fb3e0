#pragma once
// What a view wishes to change in a text, and how that becomes edits of its bytes.
//
// A wish names places in the node tree, never decoded values, so that also what has the wrong kind
// or is not known to the schema can be changed.

#include "core/base/result.h"
#include "core/policy/place.h"
#include "core/text/text_edit.h"
#include "core/yaml/tried_edit.h"
#include "core/yaml/value.h"

#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace pw::policy {

using yaml::atEnd;

/// The value there becomes this one. A missing entry is added where the schema wants it, with the
/// mappings that lead to it.
struct SetValue
{
    Place at;
    yaml::Value value;
    bool operator==(const SetValue&) const = default;
};

/// Entries and items that go. What stands nowhere is no error.
struct Clear
{
    std::vector<Place> places;
    bool operator==(const Clear&) const = default;
};

/// New items of a list. A missing or empty one is made; a single text where a list may stand
/// becomes the first item of one.
struct InsertItems
{
    Place list;
    std::size_t before = atEnd;
    std::vector<yaml::Value> values;
    bool operator==(const InsertItems&) const = default;
};

/// Items into a list, the same or another, in the order in which they are named.
struct MoveItems
{
    std::vector<Place> items;
    Place list;
    std::size_t before = atEnd; ///< counted as the list stands now
    bool operator==(const MoveItems&) const = default;
};

/// An entry gets another key and keeps its value.
struct RenameKey
{
    Place at;
    std::string key;
    bool operator==(const RenameKey&) const = default;
};

/// The same value in block or flow style, or in other quotes.
struct Restyle
{
    Place at;
    yaml::TreeStyle style = yaml::TreeStyle::Block;
    bool operator==(const Restyle&) const = default;
};

/// An alias becomes a copy of what it stands for.
struct ExpandAlias
{
    Place at;
    bool operator==(const ExpandAlias&) const = default;
};

/// A process with its children into a list of processes. Ids that are taken get the next number.
struct AddProcess
{
    Place list;
    std::size_t before = atEnd;
    yaml::Value process;
    bool operator==(const AddProcess&) const = default;
};

/// Processes with their children go, and out of the network rules that name them. A rule that named
/// nobody else goes with them: without names it would be for any process.
struct RemoveProcesses
{
    std::vector<Place> places;
    bool operator==(const RemoveProcesses&) const = default;
};

/// Processes with their children into another list of processes. Users that were inherited are
/// written down where the new parent has others.
struct MoveProcesses
{
    std::vector<Place> places;
    Place list;
    std::size_t before = atEnd;
    bool operator==(const MoveProcesses&) const = default;
};

/// A copy right behind, with ids of its own. Rules that name the one name the other as well.
struct DuplicateProcess
{
    Place at;
    bool operator==(const DuplicateProcess&) const = default;
};

/// Wherever the document uses the id.
struct RenameProcessId
{
    std::size_t unit = 0;
    std::string from;
    std::string to;
    bool operator==(const RenameProcessId&) const = default;
};

/// Some of a rule's peers, process references or ports into a rule of their own right behind; the
/// rest of the rule both have. Together they allow what the one did.
struct SplitRule
{
    Place at;
    std::string key; ///< `from`, `to`, `processes` or `ports`
    std::vector<std::size_t> items;
    bool operator==(const SplitRule&) const = default;
};

/// The first document of a text that has none, behind the comments that stand there.
struct StartDocument
{
    yaml::Value document;
    bool operator==(const StartDocument&) const = default;
};

using PolicyEdit = std::variant<SetValue, Clear, InsertItems, MoveItems, RenameKey, Restyle,
                                ExpandAlias, AddProcess, RemoveProcesses, MoveProcesses,
                                DuplicateProcess, RenameProcessId, SplitRule, StartDocument>;

struct PlannedEdit
{
    text::TextEdits edits; ///< none when the text says so already
    /// What else changes because of the wish, a sentence each.
    std::vector<std::string> notes;
    std::shared_ptr<const yaml::Document> document; ///< of the text after the edits
};

/// One after the other, each against the text that the one before gave; the edits are against the
/// document. They were tried on a copy, which was read again and says what was wished. Error codes:
/// those of yaml::TriedEdit, `gone` (the place), `wrong-kind` (something else stands there),
/// `id-taken`, `into-itself`, `nothing-to-split`, `not-empty`.
[[nodiscard]] Result<PlannedEdit> planEdits(const yaml::Document& document,
                                            std::span<const PolicyEdit> wishes);

} // namespace pw::policy
