#include "core/yaml/comments.h"

#include <algorithm>

namespace pw::yaml {
namespace {

using text::ByteOffset;
using text::Span;

/// A collection has comments between its children: what is read as text are scalars and aliases.
void addTexts(NodeRef node, std::vector<Span>& out)
{
    if (node.isSequence()) {
        for (const NodeRef item : node.items())
            addTexts(item, out);
    } else if (node.isMapping()) {
        for (const auto& [key, value] : node.entries()) {
            addTexts(key, out);
            addTexts(value, out);
        }
    } else if (node.span().size() > 0) {
        out.push_back(node.span());
    }
}

bool isBlank(char sign)
{
    return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r';
}

void addGap(std::string_view bytes, ByteOffset begin, ByteOffset end, std::vector<Span>& out)
{
    for (ByteOffset at = begin; at < end;) {
        const std::size_t found = bytes.substr(0, end).find('#', at);
        if (found == std::string_view::npos)
            return;
        at = static_cast<ByteOffset>(found);
        if (at > 0 && !isBlank(bytes[at - 1])) {
            ++at; // in a tag, or in a directive
            continue;
        }
        const std::size_t lineEnd = std::min(bytes.find_first_of("\r\n", at), bytes.size());
        out.push_back({at, static_cast<ByteOffset>(lineEnd)});
        at = static_cast<ByteOffset>(lineEnd);
    }
}

} // namespace

std::vector<Span> commentsIn(const Document& document)
{
    std::vector<Span> out;
    if (document.format() != Format::Yaml)
        return out;
    std::vector<Span> texts;
    for (const NodeRef root : document.roots())
        addTexts(root, texts);
    const std::string_view bytes = document.source().bytes();
    ByteOffset at = 0;
    for (const Span& text : texts) {
        addGap(bytes, at, text.begin, out);
        at = std::max(at, text.end);
    }
    if (document.complete())
        addGap(bytes, at, static_cast<ByteOffset>(bytes.size()), out);
    return out;
}

} // namespace pw::yaml
