#include "core/text/counting_lines.h"

namespace pw::text {
namespace {

using Spaces = LineDiffOptions::Spaces;
constexpr std::string_view blanks = " \t";

std::string_view withoutBlanksAtEnd(std::string_view line)
{
    return line.substr(0, line.find_last_not_of(blanks) + 1);
}

} // namespace

std::string_view CountingLines::of(std::string_view text, Span line, std::string_view words)
{
    while (!m_out.empty() && m_out.front().end <= line.begin)
        m_out = m_out.subspan(1);
    const bool cut = !m_out.empty() && m_out.front().begin < line.end;
    if (!cut && m_spaces == Spaces::Count)
        return words;
    if (!cut && m_spaces == Spaces::AtEndsDoNot)
        return withoutBlanksAtEnd(words);
    const auto end = static_cast<ByteOffset>(line.begin + words.size());
    std::string made;
    ByteOffset at = line.begin;
    for (const Span& out : m_out) {
        if (out.begin >= end)
            break;
        if (out.begin > at)
            made += sliced(text, {at, out.begin});
        at = out.end;
    }
    if (at < end)
        made += sliced(text, {at, end});
    if (m_spaces == Spaces::DoNotCount)
        std::erase_if(made, [](char sign) { return blanks.find(sign) != std::string_view::npos; });
    else if (cut || m_spaces == Spaces::AtEndsDoNot) // the blanks before a comment go with it
        made.resize(withoutBlanksAtEnd(made).size());
    m_made.push_back(std::move(made));
    return m_made.back();
}

bool CountingLines::isNothing(std::string_view counts, std::string_view words) const
{
    return counts.empty() && (m_spaces == Spaces::DoNotCount || !words.empty());
}

} // namespace pw::text
