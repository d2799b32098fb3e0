#pragma once
// The list of what can be written, below the cursor. The text keeps the keyboard.

#include "ui/editor/completion_model.h"

#include <QFrame>

class QLabel;
class QListView;

namespace pw::ui {

class CompletionPopup : public QFrame
{
    Q_OBJECT
public:
    /// In the window of the text, so that it may reach beyond its edges.
    explicit CompletionPopup(QWidget& text);

    /// `word`: where the typed word stands, in the coordinates of the text. Without `choose` no row
    /// is current, so that Return stays a key of the text.
    void show(std::vector<ops::CompletionItem> items, const QRect& word, bool choose);
    /// By rows; ends at the first and the last.
    void move(int rows);
    /// Null: none is current.
    [[nodiscard]] const ops::CompletionItem* current() const;
    [[nodiscard]] int pageRows() const;

Q_SIGNALS:
    void chosen(); ///< by the mouse: the current one

private:
    void place(const QRect& word);
    void showDoc();

    QWidget& m_text;
    CompletionModel* m_model = nullptr;
    QListView* m_list = nullptr;
    QLabel* m_doc = nullptr;
    QRect m_word;
};

} // namespace pw::ui
