#include "ui/editor/fold_turns.h"

#include "ui/editor/scintilla.h"

#include <QElapsedTimer>

namespace pw::ui {
namespace {

constexpr int turnMs = 4;

} // namespace

FoldTurns::FoldTurns(QsciScintilla& editor) : QObject(&editor), m_editor(editor)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &FoldTurns::doSome);
    connect(&editor, &QsciScintilla::textChanged, this, &FoldTurns::stop);
}

void FoldTurns::start(std::vector<long> lines)
{
    m_lines = std::move(lines);
    m_next = 0;
    m_turn.start();
    doSome(); // few are folded at once
}

void FoldTurns::stop()
{
    m_turn.stop();
    m_lines.clear();
    m_next = 0;
}

void FoldTurns::doSome()
{
    QElapsedTimer clock;
    clock.start();
    while (m_next < m_lines.size() && clock.elapsed() < turnMs)
        sci::send(m_editor, QsciScintillaBase::SCI_FOLDLINE, m_lines[m_next++],
                  QsciScintillaBase::SC_FOLDACTION_CONTRACT);
    if (m_next == m_lines.size())
        stop();
}

} // namespace pw::ui
