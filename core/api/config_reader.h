#pragma once
// Reads a short file of settings: what stands under its keys, and what is wrong at its place.

#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::api {

class ConfigReader
{
public:
    /// `Hidden`: no message repeats a piece of the text, whatever stands where.
    enum class Pieces : std::uint8_t { Shown, Hidden };
    ConfigReader(const text::SourceText& source, Pieces pieces);

    /// None for a text that could not be read to its end: half a context is none.
    [[nodiscard]] std::vector<yaml::NodeRef> roots() const;

    void error(yaml::NodeRef at, std::string_view code, std::string message);
    void warning(yaml::NodeRef at, std::string_view code, std::string message);
    /// An error at the first key of the mapping.
    void missing(yaml::NodeRef mapping, std::string_view key);

    /// The mapping or list under the key; nothing without one, and an error for what is neither.
    [[nodiscard]] yaml::NodeRef collection(yaml::NodeRef mapping, std::string_view key,
                                           yaml::NodeKind kind);
    /// One line of at most 1,024 bytes, not empty; else an error.
    [[nodiscard]] std::optional<std::string> text(yaml::NodeRef value, std::string_view what);
    /// The text under the key, which must be there.
    [[nodiscard]] std::optional<std::string> requiredText(yaml::NodeRef mapping,
                                                          std::string_view key);

    /// True when `read` found nothing wrong, nor the reader of the text before it.
    template <typename Read> [[nodiscard]] bool isGood(yaml::NodeRef item, const Read& read)
    {
        const std::size_t before = m_errors;
        read();
        return m_errors == before && !hasReaderErrorIn(item.span());
    }

    /// Sorted by place.
    [[nodiscard]] std::vector<text::Diagnostic> takeProblems();

private:
    [[nodiscard]] bool hasReaderErrorIn(text::Span span) const;
    void add(text::Severity severity, std::string_view code, std::string message, text::Span span,
             std::string path);

    yaml::Document m_document;
    std::vector<text::Diagnostic> m_ofReader;
    std::vector<text::Diagnostic> m_own;
    std::size_t m_errors = 0;
    bool m_usable = true;
};

} // namespace pw::api
