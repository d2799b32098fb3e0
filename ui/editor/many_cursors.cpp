#include "ui/editor/many_cursors.h"

#include "ui/editor/scintilla.h"

#include <algorithm>
#include <string>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

long lineOf(const QsciScintilla& editor, long position)
{
    return sci::send(editor, Sci::SCI_LINEFROMPOSITION, position);
}

} // namespace

void allowManyCursors(QsciScintilla& editor)
{
    sci::send(editor, Sci::SCI_SETMULTIPLESELECTION, 1);
    sci::send(editor, Sci::SCI_SETADDITIONALSELECTIONTYPING, 1);
    sci::send(editor, Sci::SCI_SETMULTIPASTE, Sci::SC_MULTIPASTE_EACH);
    sci::send(editor, Sci::SCI_SETADDITIONALCARETSVISIBLE, 1);
    sci::send(editor, Sci::SCI_SETADDITIONALCARETSBLINK, 0);
}

std::vector<std::pair<long, long>> selectionsOf(const QsciScintilla& editor)
{
    std::vector<std::pair<long, long>> out;
    const long count = sci::send(editor, Sci::SCI_GETSELECTIONS);
    for (long i = 0; i < count; ++i)
        out.emplace_back(sci::send(editor, Sci::SCI_GETSELECTIONNSTART, i),
                         sci::send(editor, Sci::SCI_GETSELECTIONNEND, i));
    return out;
}

void addCursor(QsciScintilla& editor, bool above)
{
    const long caret = sci::send(editor, Sci::SCI_GETCURRENTPOS);
    const long column = sci::send(editor, Sci::SCI_GETCOLUMN, caret);
    long line = lineOf(editor, caret);
    for (const auto& [begin, end] : selectionsOf(editor))
        line = above ? std::min(line, lineOf(editor, begin)) : std::max(line, lineOf(editor, end));
    line += above ? -1 : 1;
    if (line < 0 || line >= sci::send(editor, Sci::SCI_GETLINECOUNT))
        return;
    const long place = sci::send(editor, Sci::SCI_FINDCOLUMN, line, column);
    sci::send(editor, Sci::SCI_ADDSELECTION, place, place);
    // The new one is the main one; it comes into sight.
    sci::send(editor, Sci::SCI_SCROLLCARET);
}

void addNextOccurrence(QsciScintilla& editor)
{
    long begin = sci::send(editor, Sci::SCI_GETSELECTIONSTART);
    long end = sci::send(editor, Sci::SCI_GETSELECTIONEND);
    if (begin == end) {
        begin = sci::send(editor, Sci::SCI_WORDSTARTPOSITION, end, 1);
        end = sci::send(editor, Sci::SCI_WORDENDPOSITION, end, 1);
        if (begin < end)
            sci::send(editor, Sci::SCI_SETSEL, begin, end);
        return;
    }
    std::string words(static_cast<std::size_t>(end - begin) + 1, '\0');
    editor.SendScintilla(Sci::SCI_GETSELTEXT, 0UL, words.data());
    const std::vector<std::pair<long, long>> taken = selectionsOf(editor);
    const auto isFree = [&taken](long at) {
        return std::ranges::none_of(
            taken, [at](const auto& span) { return span.first <= at && at < span.second; });
    };
    const long length = end - begin;
    const long size = sci::send(editor, Sci::SCI_GETLENGTH);
    sci::send(editor, Sci::SCI_SETSEARCHFLAGS, Sci::SCFIND_MATCHCASE);
    for (const auto& [from, to] : {std::pair(end, size), std::pair(0L, begin)}) {
        for (long at = from; at < to;) {
            sci::send(editor, Sci::SCI_SETTARGETRANGE, at, to);
            const long found = static_cast<long>(editor.SendScintilla(
                Sci::SCI_SEARCHINTARGET, static_cast<unsigned long>(length), words.data()));
            if (found < 0)
                break;
            if (isFree(found)) {
                sci::send(editor, Sci::SCI_ADDSELECTION, found + length, found);
                sci::send(editor, Sci::SCI_SCROLLCARET);
                return;
            }
            at = found + length;
        }
    }
}

bool dropCursors(QsciScintilla& editor)
{
    if (sci::send(editor, Sci::SCI_GETSELECTIONS) < 2)
        return false;
    const long caret = sci::send(editor, Sci::SCI_GETCURRENTPOS);
    const long anchor = sci::send(editor, Sci::SCI_GETANCHOR);
    sci::send(editor, Sci::SCI_SETSELECTION, caret, anchor);
    return true;
}

} // namespace pw::ui
