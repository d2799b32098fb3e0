#pragma once
// What a person is told about the word under the mouse.

#include "core/ops/sentence.h"
#include "core/policy/kinds.h"
#include "core/text/span.h"
#include "core/yaml/document.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pw::ops {

/// Empty where there is nothing to say.
struct Hover
{
    text::Span span; ///< the key or the value that is told about
    std::string title; ///< `euser · list of texts · required`
    std::string doc; ///< what the field is for
    std::string defaultValue;
    std::string example;
    std::vector<std::string> words; ///< allowed ones; of a mapping its keys
    std::string since; ///< the client version that brought the field
    std::string until; ///< the last client version that took it
    Sentence meaning; ///< of a value: the word, the address block, the process, the time, …
    Sentence inside; ///< the rule, process or action that it stands in
    bool operator==(const Hover&) const = default;
};

/// Nothing beside keys, scalars and aliases; the place right behind a word counts as the word. A
/// value is told with the field that it is a value of. Secrets are never repeated. `units` are
/// those of a snapshot, groups opened.
[[nodiscard]] std::optional<Hover>
hoverAt(const yaml::Document& document, std::span<const policy::Unit> units, text::ByteOffset at);

} // namespace pw::ops
