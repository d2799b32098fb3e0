#pragma once
// Words about a document in which its own names can be told from ours.

#include <string>
#include <vector>

namespace pw::ops {

/// A sentence whose names and values stand out.
struct Sentence
{
    struct Part
    {
        std::string text;
        bool name = false; ///< of a process, a field, a peer, …; else plain words
        bool operator==(const Part&) const = default;
    };
    std::vector<Part> parts;

    Sentence& say(std::string words);
    Sentence& name(std::string named);
    /// Names with commas between them, the first few only: "a, b and 7 more".
    Sentence& names(const std::vector<std::string>& named);
    [[nodiscard]] std::string text() const;
    bool operator==(const Sentence&) const = default;
};

} // namespace pw::ops
