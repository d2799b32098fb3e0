#pragma once
// What a quick fix did to a text, judged by the values before and after it and by what the text
// says of itself.

#include "core/snapshot.h"
#include "tests/oracle/text_regions.h"

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace pw::oracle {

/// A text with mistakes in one of its documents.
struct FlawedText
{
    DecoratedText text;
    yaml::Value written; ///< its document as it is written, keys that stand there twice included
};
[[nodiscard]] FlawedText flawedText(const std::vector<yaml::Value>& real, std::mt19937_64& random);

struct OfferedFix
{
    const text::Diagnostic* problem = nullptr;
    const text::Fix* fix = nullptr;
};
/// One of those that are offered for the document; nothing when none is.
[[nodiscard]] std::optional<OfferedFix> someFix(const FlawedText& flawed, const Snapshot& snapshot,
                                                std::mt19937_64& random);

/// What is wrong with the text after the fix; empty when all is well.
[[nodiscard]] std::string wrongWithFix(const FlawedText& flawed, const Snapshot& before,
                                       const OfferedFix& offered, const std::string& after);

/// The document with every entry, in the order of the text.
[[nodiscard]] yaml::Value asWritten(yaml::NodeRef node);

} // namespace pw::oracle
