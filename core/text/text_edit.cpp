#include "core/text/text_edit.h"

#include <algorithm>

namespace pw::text {

namespace {

std::string describe(const TextEdit& edit)
{
    return std::to_string(edit.span.begin) + "-" + std::to_string(edit.span.end) + " -> \""
        + edit.replacement.substr(0, 40) + "\"";
}

} // namespace

void TextEdits::replace(Span span, std::string replacement)
{
    m_edits.push_back({span, std::move(replacement)});
}

Result<std::vector<TextEdit>> TextEdits::sorted(std::size_t textSize) const
{
    std::vector<TextEdit> edits = m_edits;
    std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
        return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
    });
    for (std::size_t i = 0; i < edits.size(); ++i) {
        const Span& span = edits[i].span;
        if (span.begin > span.end || span.end > textSize)
            return Error{"edit-outside-text", "edit outside the text: " + describe(edits[i]), {}};
        if (i == 0)
            continue;
        const Span& before = edits[i - 1].span;
        const bool samePoint = before.empty() && span == before;
        if (before.end > span.begin || samePoint) {
            return Error{"edits-overlap",
                         "edits overlap: " + describe(edits[i - 1]) + " and " + describe(edits[i]),
                         {}};
        }
    }
    return edits;
}

Result<Done> TextEdits::check(std::size_t textSize) const
{
    const Result<std::vector<TextEdit>> edits = sorted(textSize);
    return edits ? Result<Done>(Done()) : edits.error();
}

Result<std::string> TextEdits::apply(std::string_view original) const
{
    const Result<std::vector<TextEdit>> edits = sorted(original.size());
    if (!edits)
        return edits.error();
    std::string out;
    std::size_t copied = 0;
    for (const TextEdit& edit : *edits) {
        out.append(original.substr(copied, edit.span.begin - copied));
        out.append(edit.replacement);
        copied = edit.span.end;
    }
    out.append(original.substr(copied));
    return out;
}

Result<TextEdits> TextEdits::inverse(std::string_view original) const
{
    const Result<std::vector<TextEdit>> edits = sorted(original.size());
    if (!edits)
        return edits.error();
    TextEdits out;
    std::size_t shift = 0; // how much later the new text stands, modulo the size of the type
    for (const TextEdit& edit : *edits) {
        const auto begin = static_cast<ByteOffset>(edit.span.begin + shift);
        const auto end = static_cast<ByteOffset>(begin + edit.replacement.size());
        const std::string_view old = original.substr(edit.span.begin, edit.span.size());
        // What was taken away in two parts comes back as one: two insertions there had no order.
        const bool isAgain = !out.m_edits.empty() && out.m_edits.back().span == Span{begin, end};
        if (isAgain && begin == end)
            out.m_edits.back().replacement += old;
        else
            out.replace({begin, end}, std::string(old));
        shift += edit.replacement.size() - edit.span.size();
    }
    return out;
}

} // namespace pw::text
