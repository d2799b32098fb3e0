#pragma once
// Many lines of a text folded without a stop of the window: a few milliseconds' worth at a time.

#include <QTimer>

#include <cstddef>
#include <vector>

class QsciScintilla;

namespace pw::ui {

class FoldTurns : public QObject
{
    Q_OBJECT
public:
    explicit FoldTurns(QsciScintilla& editor);

    /// Instead of those that are left of before. A change of the text ends it: the lines are
    /// others.
    void start(std::vector<long> lines);
    void stop();

private:
    void doSome();

    QsciScintilla& m_editor;
    QTimer m_turn;
    std::vector<long> m_lines;
    std::size_t m_next = 0;
};

} // namespace pw::ui
