#pragma once
// Changes to one text as data: planned against the original bytes, applied once.

#include "core/base/result.h"
#include "core/text/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::text {

/// Replace the bytes of `span` by `replacement`; an empty span inserts.
struct TextEdit
{
    Span span;
    std::string replacement;
    bool operator==(const TextEdit&) const = default;
};

/// Edits against the same original text. Two edits that overlap, or two insertions at one place,
/// are an error when they are applied, because their order would decide the result.
class TextEdits
{
public:
    void replace(Span span, std::string replacement);
    void insert(ByteOffset at, std::string added) { replace({at, at}, std::move(added)); }
    void remove(Span span) { replace(span, {}); }

    [[nodiscard]] bool empty() const { return m_edits.empty(); }
    [[nodiscard]] const std::vector<TextEdit>& edits() const { return m_edits; }

    /// They fit a text of that size. Error codes as those of `apply`.
    [[nodiscard]] Result<Done> check(std::size_t textSize) const;
    /// The new text. Error codes: `edits-overlap` (names both), `edit-outside-text`.
    [[nodiscard]] Result<std::string> apply(std::string_view original) const;
    /// The edits that turn `apply(original)` back into `original`.
    [[nodiscard]] Result<TextEdits> inverse(std::string_view original) const;

    bool operator==(const TextEdits&) const = default;

private:
    [[nodiscard]] Result<std::vector<TextEdit>> sorted(std::size_t textSize) const;
    std::vector<TextEdit> m_edits;
};

} // namespace pw::text
