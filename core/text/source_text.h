#pragma once
// The bytes of a document as they were loaded, never changed: every span points into one of these.

#include "core/base/result.h"
#include "core/text/span.h"

#include <memory>
#include <string>
#include <string_view>

namespace pw::text {

enum class Eol : std::uint8_t { None, Lf, CrLf, Mixed };

/// Cheap to copy: copies share the bytes. May be read from several threads at once.
class SourceText
{
public:
    /// 256 MiB; a longer text is refused by `make`.
    static constexpr std::size_t maxBytes = std::size_t{256} << 20;

    SourceText(); ///< empty, without a name
    /// `name` is what messages call it: a path, `-` or a title. Error code: `too-large`.
    static Result<SourceText> make(std::string bytes, std::string name = {});

    [[nodiscard]] std::string_view bytes() const;
    [[nodiscard]] const std::string& name() const;
    [[nodiscard]] bool hasBom() const; ///< starts with the UTF-8 byte order mark
    [[nodiscard]] Eol eol() const;
    [[nodiscard]] bool endsWithNewline() const;

    /// The text under a span; cut at the end of the text.
    [[nodiscard]] std::string_view slice(Span span) const;

    /// Lines end at LF, CRLF or a lone CR, as an editor has them (not at NEL, LS or PS).
    [[nodiscard]] std::size_t lineCount() const;
    /// Offsets behind the end count as the end.
    [[nodiscard]] LineColumn lineColumn(ByteOffset offset) const;
    /// The line (from 1) without its line end; empty for a line that does not exist.
    [[nodiscard]] std::string_view line(std::size_t number) const;
    /// The first byte of the line (from 1).
    [[nodiscard]] ByteOffset lineStart(std::size_t number) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

} // namespace pw::text
