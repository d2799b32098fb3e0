#pragma once
// Two people changed the same policy: what the one changed goes into the text of the other.
//
// Entries are known by what they are (a process by its id, an address by itself), not by their
// lines. The text that takes the changes in keeps its comments, order and style.

#include "core/policy/place.h"
#include "core/text/text_edit.h"
#include "core/yaml/value.h"

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// Both sides changed the same in different ways.
struct MergeConflict
{
    std::string path; ///< `spec.processPolicy[sh_0].euser`; unique among them
    std::optional<yaml::Value> base; ///< absent: it was not there
    std::optional<yaml::Value> mine; ///< absent: it is not there
    std::optional<yaml::Value> theirs;
    bool operator==(const MergeConflict&) const = default;
};

enum class MergeSide : std::uint8_t { Mine, Theirs };

/// By the path of the conflict. What is not chosen stays mine.
using MergeChoices = std::map<std::string, MergeSide>;

struct ThreeWayPlan
{
    text::TextEdits edits; ///< of my text
    std::vector<MergeConflict> conflicts; ///< chosen or not, by path
    std::vector<std::string> taken; ///< paths of what goes in without a question
};

/// `mine` is one of the documents of a text; `base` is what both began with. What a server fills in
/// itself (uid, version, times) is left alone. Error codes: those of policy::planEdits, and
/// `does-not-parse`.
[[nodiscard]] Result<ThreeWayPlan> planThreeWay(const yaml::Value& base, const yaml::Document& mine,
                                                std::size_t unit, const yaml::Value& theirs,
                                                const MergeChoices& choices = {});

} // namespace pw::ops
