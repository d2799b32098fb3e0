#include "core/text/source_text.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace pw::text {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

} // namespace

struct SourceText::Data
{
    std::string bytes;
    std::string name;
    mutable std::once_flag linesOnce;
    mutable std::vector<ByteOffset> starts; // of every line

    const std::vector<ByteOffset>& lineStarts() const
    {
        std::call_once(linesOnce, [this] {
            starts.push_back(0);
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                const bool loneCr
                    = bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n');
                if (bytes[i] == '\n' || loneCr)
                    starts.push_back(static_cast<ByteOffset>(i + 1));
            }
        });
        return starts;
    }
};

SourceText::SourceText() : m_data(std::make_shared<const Data>()) { }

Result<SourceText> SourceText::make(std::string bytes, std::string name)
{
    if (bytes.size() > maxBytes) {
        return Error{"too-large",
                     (name.empty() ? std::string("the text") : name) + " is larger than 256 MiB",
                     {}};
    }
    auto data = std::make_shared<Data>();
    data->bytes = std::move(bytes);
    data->name = std::move(name);
    SourceText out;
    out.m_data = std::move(data);
    return out;
}

std::string_view SourceText::bytes() const
{
    return m_data->bytes;
}

const std::string& SourceText::name() const
{
    return m_data->name;
}

bool SourceText::hasBom() const
{
    return bytes().starts_with(byteOrderMark);
}

Eol SourceText::eol() const
{
    bool lf = false;
    bool crlf = false;
    const std::string_view all = bytes();
    for (std::size_t at = all.find('\n'); at != std::string_view::npos; at = all.find('\n', at + 1))
        (at > 0 && all[at - 1] == '\r' ? crlf : lf) = true;
    if (lf && crlf)
        return Eol::Mixed;
    if (crlf)
        return Eol::CrLf;
    return lf ? Eol::Lf : Eol::None;
}

bool SourceText::endsWithNewline() const
{
    return bytes().ends_with('\n');
}

std::string_view SourceText::slice(Span span) const
{
    const std::size_t begin = std::min<std::size_t>(span.begin, bytes().size());
    const std::size_t end = std::clamp<std::size_t>(span.end, begin, bytes().size());
    return bytes().substr(begin, end - begin);
}

std::size_t SourceText::lineCount() const
{
    return m_data->lineStarts().size();
}

LineColumn SourceText::lineColumn(ByteOffset offset) const
{
    const std::vector<ByteOffset>& starts = m_data->lineStarts();
    const auto at = std::min<ByteOffset>(offset, static_cast<ByteOffset>(bytes().size()));
    const auto next = std::upper_bound(starts.begin(), starts.end(), at);
    const auto line = static_cast<std::uint32_t>(next - starts.begin());
    std::size_t begin = starts[line - 1];
    if (line == 1 && hasBom())
        begin = std::min<std::size_t>(byteOrderMark.size(), at);
    const std::string_view before = bytes().substr(begin, at - begin);
    const auto continuations = std::count_if(before.begin(), before.end(), isContinuation);
    return {line, static_cast<std::uint32_t>(before.size() - continuations + 1)};
}

ByteOffset SourceText::lineStart(std::size_t number) const
{
    const std::vector<ByteOffset>& starts = m_data->lineStarts();
    if (number == 0 || number > starts.size())
        return static_cast<ByteOffset>(bytes().size());
    return starts[number - 1];
}

std::string_view SourceText::line(std::size_t number) const
{
    if (number == 0 || number > lineCount())
        return {};
    const std::size_t begin = lineStart(number);
    std::size_t end = number < lineCount() ? lineStart(number + 1) : bytes().size();
    while (end > begin && (bytes()[end - 1] == '\n' || bytes()[end - 1] == '\r'))
        --end;
    return bytes().substr(begin, end - begin);
}

} // namespace pw::text
