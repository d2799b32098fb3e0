#pragma once
// Lines and gaps of a text, as changes of a tree need them.

#include "core/text/text_edit.h"
#include "core/yaml/document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::yaml {

/// Lines of one document; a last line without an end is treated as if it had one, which stands
/// behind the end of the text, so that edits at the end need no cases of their own.
class TreeLines
{
public:
    explicit TreeLines(const Document& document);

    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    [[nodiscard]] text::ByteOffset lineStart(text::ByteOffset at) const;
    /// Behind the content of the line, before its end.
    [[nodiscard]] text::ByteOffset lineEnd(text::ByteOffset at) const;
    /// The first byte of the next line.
    [[nodiscard]] text::ByteOffset nextLine(text::ByteOffset at) const;
    /// What stands between the start of the line and the place.
    [[nodiscard]] std::string_view lead(text::ByteOffset at) const;
    [[nodiscard]] bool startsLine(text::ByteOffset at) const; ///< behind white space alone
    /// A comment in a gap between nodes.
    [[nodiscard]] bool hasComment(text::ByteOffset begin, text::ByteOffset end) const;
    /// The next sign that is neither white space nor comment, at most `end`.
    [[nodiscard]] text::ByteOffset skipGap(text::ByteOffset begin, text::ByteOffset end) const;
    /// The line that follows `at` and the comment lines behind it that are indented deeper than
    /// `column`: they belong to what ends at `at`.
    [[nodiscard]] text::ByteOffset behind(text::ByteOffset at, std::size_t column) const;
    /// The first of the comment lines that stand directly above the line of `at`, none of them
    /// before `floor`; that line itself when there are none.
    [[nodiscard]] text::ByteOffset above(text::ByteOffset at, text::ByteOffset floor) const;
    /// The end that the lines of the text have.
    [[nodiscard]] const std::string& eol() const { return m_eol; }
    /// False where YAML sees line ends that an editor does not, or the other way round.
    [[nodiscard]] bool plainLineEnds() const { return m_plain; }
    /// `lines` with the line ends of the text.
    [[nodiscard]] std::string withEol(std::string_view lines) const;

    /// An edit of whole lines; deeper ones go first when two insert at the same place.
    struct Edit
    {
        text::Span span;
        std::string text;
        std::size_t depth = 0;
    };
    /// Joins what meets at one place and takes the end that the last line does not have off again.
    [[nodiscard]] text::TextEdits toTextEdits(std::vector<Edit> edits) const;

private:
    std::string_view m_bytes;
    text::ByteOffset m_start = 0; ///< behind the byte order mark
    std::vector<text::ByteOffset> m_starts; ///< of the lines, behind each line feed
    std::string m_eol;
    bool m_plain = true;
};

} // namespace pw::yaml
