#pragma once
// What can be folded in a YAML text. Scintilla folds by indentation alone; the lists of a policy
// stand in the column of their key, and are folded under it here.

#include <QObject>
#include <QTimer>

#include <string_view>

class QsciScintilla;

namespace pw::ui {

/// How deep a line stands: its indentation, and an item of a list one deeper than the key in its
/// column. Below 0: a blank line, which stands where the next one does.
[[nodiscard]] int foldDepth(std::string_view line);

class FoldLevels : public QObject
{
    Q_OBJECT
public:
    explicit FoldLevels(QsciScintilla& editor);

    /// Looks at all lines once more, a few at a time between other events. A text that is changed
    /// meanwhile is looked at to the end all the same: it will be asked for again.
    void update();
    void stop() { m_turn.stop(); }
    [[nodiscard]] bool isRunning() const { return m_turn.isActive(); }

private:
    void doSome();
    [[nodiscard]] std::string_view line(long number) const;
    [[nodiscard]] int depthFrom(long number) const;

    QsciScintilla& m_editor;
    QTimer m_turn;
    long m_next = 0;
};

} // namespace pw::ui
