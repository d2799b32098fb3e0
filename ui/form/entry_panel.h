#pragma once
// One half of a tab: a line with title, note and buttons, what it says as a sentence, and a table.

#include "core/ops/sentence.h"

#include <QWidget>

class QHBoxLayout;
class QKeySequence;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace pw::ui {

class SentenceLine;

class EntryPanel : public QWidget
{
    Q_OBJECT
public:
    struct Names
    {
        QString objects; ///< the front of every objectName
        QString title;
        QString sentence; ///< what the sentence is about
    };
    EntryPanel(const Names& names, QWidget* content, int top, QWidget* parent);

    void setTitle(const QString& title);
    void setCount(const QString& count);
    void setNote(const QString& note); ///< beside the title, muted
    void setSentence(const ops::Sentence& sentence);

    /// Stands where the table does while it is shown.
    void setOther(QWidget* other);
    void showOther(bool on);
    [[nodiscard]] bool showsOther() const;

    QPushButton* addButton(const QString& objectName, const QString& iconName, const QString& text,
                           const QString& tip);
    QPushButton* addIconButton(const QString& objectName, const QString& iconName,
                               const QString& accessibleName, const QKeySequence& keys);
    QPushButton* addTextButton(const QString& objectName, const QString& text, const QString& tip);
    void addToHead(QWidget* widget);

private:
    QPushButton* makeButton(const QString& objectName, const QString& text);

    QHBoxLayout* m_head = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_count = nullptr;
    QLabel* m_note = nullptr;
    SentenceLine* m_sentence = nullptr;
    QStackedWidget* m_stack = nullptr;
};

} // namespace pw::ui
