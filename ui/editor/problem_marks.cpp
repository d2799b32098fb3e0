#include "ui/editor/problem_marks.h"

#include "ui/common/convert.h"
#include "ui/common/overview_bar.h"
#include "ui/common/severity.h"
#include "ui/editor/scintilla.h"

#include <algorithm>

namespace pw::ui {

using Sci = QsciScintillaBase;

ProblemMarks::ProblemMarks(QsciScintilla& editor, OverviewBar& overview)
    : m_editor(editor), m_overview(overview)
{
}

void ProblemMarks::clear()
{
    const long length = sci::send(m_editor, Sci::SCI_GETLENGTH);
    for (const text::Severity severity : severities) {
        sci::send(m_editor, Sci::SCI_SETINDICATORCURRENT, sci::problemIndicator(severity));
        sci::send(m_editor, Sci::SCI_INDICATORCLEARRANGE, 0, length);
        sci::send(m_editor, Sci::SCI_MARKERDELETEALL, sci::problemMarker(severity));
    }
    m_overview.setMarks({});
}

/// A point, and a span that ends in a line end, is shown by the sign beside it; an empty line has
/// nothing but its glyph.
ProblemMarks::Range ProblemMarks::visible(long begin, long end) const
{
    const long length = sci::send(m_editor, Sci::SCI_GETLENGTH);
    begin = std::clamp(begin, 0L, length);
    end = std::clamp(end, begin, length);
    const long line = sci::send(m_editor, Sci::SCI_LINEFROMPOSITION, begin);
    const long lineEnd = sci::send(m_editor, Sci::SCI_GETLINEENDPOSITION, line);
    if (begin < lineEnd) {
        const long least = sci::send(m_editor, Sci::SCI_POSITIONAFTER, begin);
        return {begin, std::max(end, least)};
    }
    const long lineStart = sci::send(m_editor, Sci::SCI_POSITIONFROMLINE, line);
    const long before = sci::send(m_editor, Sci::SCI_POSITIONBEFORE, lineEnd);
    if (end > begin && sci::send(m_editor, Sci::SCI_LINEFROMPOSITION, end) > line)
        return {begin, end}; // it goes on in later lines
    return {std::max(lineStart, before), lineEnd};
}

void ProblemMarks::show(const std::vector<text::Diagnostic>& diagnostics, bool hasBom)
{
    clear();
    const auto lines = static_cast<double>(sci::send(m_editor, Sci::SCI_GETLINECOUNT));
    std::vector<OverviewBar::Mark> marks;
    marks.reserve(diagnostics.size());
    for (const text::Severity severity : severities) {
        sci::send(m_editor, Sci::SCI_SETINDICATORCURRENT, sci::problemIndicator(severity));
        for (std::size_t i = 0; i < diagnostics.size(); ++i) {
            if (diagnostics[i].severity != severity)
                continue;
            const text::Span span = diagnostics[i].span;
            const Range range
                = visible(toPosition(span.begin, hasBom), toPosition(span.end, hasBom));
            const long line
                = sci::send(m_editor, Sci::SCI_LINEFROMPOSITION, toPosition(span.begin, hasBom));
            // The value tells later which problem it was, wherever the text has moved.
            sci::send(m_editor, Sci::SCI_SETINDICATORVALUE, static_cast<long>(i) + 1);
            if (range.end > range.begin)
                sci::send(m_editor, Sci::SCI_INDICATORFILLRANGE, range.begin,
                          range.end - range.begin);
            sci::send(m_editor, Sci::SCI_MARKERADD, line, sci::problemMarker(severity));
            marks.push_back({static_cast<double>(line) / lines, severityTone(severity)});
        }
    }
    std::ranges::reverse(marks); // the gravest are on top
    m_overview.setMarks(std::move(marks));
}

std::vector<std::size_t> ProblemMarks::at(long position) const
{
    std::vector<std::size_t> out;
    for (const text::Severity severity : severities) {
        const long value = sci::send(m_editor, Sci::SCI_INDICATORVALUEAT,
                                     sci::problemIndicator(severity), position);
        if (value > 0)
            out.push_back(static_cast<std::size_t>(value - 1));
    }
    return out;
}

std::vector<std::size_t> ProblemMarks::onLine(long line) const
{
    std::vector<std::size_t> out;
    const long end = sci::send(m_editor, Sci::SCI_GETLINEENDPOSITION, line);
    for (const text::Severity severity : severities) {
        const int indicator = sci::problemIndicator(severity);
        long at = sci::send(m_editor, Sci::SCI_POSITIONFROMLINE, line);
        while (at < end) {
            const long value = sci::send(m_editor, Sci::SCI_INDICATORVALUEAT, indicator, at);
            if (value > 0)
                out.push_back(static_cast<std::size_t>(value - 1));
            const long next = sci::send(m_editor, Sci::SCI_INDICATOREND, indicator, at);
            if (next <= at)
                break; // nothing is marked in the whole text
            at = next;
        }
    }
    return out;
}

std::optional<long> ProblemMarks::next(long position, bool backwards) const
{
    std::vector<long> starts;
    const long length = sci::send(m_editor, Sci::SCI_GETLENGTH);
    for (const text::Severity severity : severities) {
        const int indicator = sci::problemIndicator(severity);
        long at = 0;
        while (at < length) {
            if (sci::send(m_editor, Sci::SCI_INDICATORVALUEAT, indicator, at) > 0)
                starts.push_back(at);
            const long end = sci::send(m_editor, Sci::SCI_INDICATOREND, indicator, at);
            if (end <= at)
                break;
            at = end;
        }
    }
    if (starts.empty())
        return {};
    std::ranges::sort(starts);
    if (backwards) {
        const auto found = std::ranges::lower_bound(starts, position);
        return found == starts.begin() ? starts.back() : *std::prev(found);
    }
    const auto found = std::ranges::upper_bound(starts, position);
    return found == starts.end() ? starts.front() : *found;
}

} // namespace pw::ui
