#include "ui/editor/fold_levels.h"

#include "ui/editor/scintilla.h"

#include <QElapsedTimer>

#include <algorithm>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

constexpr qint64 turnMs = 4; // at a time
constexpr long linesBetweenLooks = 64; // at the clock
constexpr long blankLines = 200; // are skipped at most to find what follows
constexpr int deepest = Sci::SC_FOLDLEVELNUMBERMASK - Sci::SC_FOLDLEVELBASE;

} // namespace

int foldDepth(std::string_view line)
{
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string_view::npos || line[first] == '\r' || line[first] == '\n')
        return -1;
    const bool item = line[first] == '-'
        && (first + 1 == line.size() || line[first + 1] == ' ' || line[first + 1] == '\r'
            || line[first + 1] == '\n');
    return std::min(static_cast<int>(first) + (item ? 1 : 0), deepest);
}

FoldLevels::FoldLevels(QsciScintilla& editor) : QObject(&editor), m_editor(editor)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &FoldLevels::doSome);
}

void FoldLevels::update()
{
    m_next = 0;
    m_turn.start();
}

std::string_view FoldLevels::line(long number) const
{
    const auto begin
        = static_cast<std::size_t>(sci::send(m_editor, Sci::SCI_POSITIONFROMLINE, number));
    const auto length = static_cast<std::size_t>(sci::send(m_editor, Sci::SCI_LINELENGTH, number));
    return {static_cast<const char*>(m_editor.SendScintillaPtrResult(Sci::SCI_GETCHARACTERPOINTER))
                + begin,
            length};
}

/// Of the line, or of the next one that is not blank; 0 at the end.
int FoldLevels::depthFrom(long number) const
{
    const long count = sci::send(m_editor, Sci::SCI_GETLINECOUNT);
    for (long at = number; at < std::min(count, number + blankLines); ++at) {
        if (const int depth = foldDepth(line(at)); depth >= 0)
            return depth;
    }
    return 0;
}

void FoldLevels::doSome()
{
    QElapsedTimer clock;
    clock.start();
    const long count = sci::send(m_editor, Sci::SCI_GETLINECOUNT);
    while (m_next < count) {
        const int own = foldDepth(line(m_next));
        const int below = depthFrom(m_next + 1);
        long level = Sci::SC_FOLDLEVELBASE + (own >= 0 ? own : below);
        if (own < 0)
            level |= Sci::SC_FOLDLEVELWHITEFLAG;
        else if (below > own)
            level |= Sci::SC_FOLDLEVELHEADERFLAG;
        if (sci::send(m_editor, Sci::SCI_GETFOLDLEVEL, m_next) != level)
            sci::send(m_editor, Sci::SCI_SETFOLDLEVEL, m_next, level);
        if (++m_next % linesBetweenLooks == 0 && clock.elapsed() >= turnMs)
            return;
    }
    m_turn.stop();
}

} // namespace pw::ui
