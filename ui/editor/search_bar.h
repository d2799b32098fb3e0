#pragma once
// Find and replace in a policy's text: a bar above it, hidden until it is asked for.

#include "ui/editor/text_search.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTimer;
class QToolButton;

namespace pw::ui {

class PolicyEditor;

class SearchBar : public QWidget
{
    Q_OBJECT
public:
    explicit SearchBar(PolicyEditor& editor, QWidget* parent = nullptr);

    /// Opens with the selected words, or those of before, ready to be typed over.
    void showFind();
    void showReplace();
    /// Gives the keyboard back to the text.
    void close();
    void findNext(bool backwards = false);
    void replaceCurrent();
    void replaceAll(); ///< one undo step

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    QToolButton* addButton(const QString& name, const QString& words, const QString& iconName);
    [[nodiscard]] TextQuery query() const;
    void open(bool replacing);
    void refresh();
    void markFound();
    void select(const Found& found);
    void say(const QString& words, bool problem = false);

    PolicyEditor& m_editor;
    QLineEdit* m_find = nullptr;
    QLineEdit* m_replace = nullptr;
    QWidget* m_replaceRow = nullptr;
    QToolButton* m_case = nullptr;
    QToolButton* m_regex = nullptr;
    QLabel* m_result = nullptr;
    QTimer* m_pause = nullptr;
    long m_start = 0; // where typing in the field begins to look
};

} // namespace pw::ui
