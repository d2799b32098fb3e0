#pragma once
// What may be written at a place of a policy text, each with the edit that writes it.

#include "core/ops/text_context.h"
#include "core/ops/vocabulary.h"
#include "core/text/text_edit.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

enum class CompletionKind : std::uint8_t { Snippet, Key, Value, ProcessId, KnownWord };

struct CompletionItem
{
    CompletionKind kind = CompletionKind::Key;
    std::string label = {}; ///< what is matched with the typed word
    std::string detail
        = {}; ///< a few words beside it: `required · list of texts`, `2 fingerprints`
    std::string doc = {}; ///< a sentence, or empty
    std::string text = {}; ///< takes the place of the typed word; with the line ends of the text
    std::size_t cursor = 0; ///< where it goes, in `text`
    std::size_t selected = 0; ///< bytes behind the cursor that are selected, to be typed over
    bool operator==(const CompletionItem&) const = default;
};

struct Completion
{
    text::Span word; ///< what every item replaces
    std::string prefix; ///< of it, before the cursor, without quotes
    std::vector<CompletionItem> items; ///< that fit the prefix, the best first
};

/// Works on texts that do not parse. Nothing in comments and in literal and folded scalars.
[[nodiscard]] Completion complete(std::string_view bytes, text::ByteOffset at, yaml::Format format,
                                  const Vocabulary& vocabulary);

/// Items at most.
inline constexpr std::size_t completionLimit = 200;

/// How well a label fits what was typed; nothing when it does not. Smaller is better: it begins
/// with the letters, a part of it does, or they stand in it one after the other from the front.
enum class CompletionFit : std::uint8_t { None, Prefix, Part, Letters };
[[nodiscard]] CompletionFit fitOf(std::string_view label, std::string_view typed);

} // namespace pw::ops
