#pragma once
// The strip below a page: a sentence on the left, the page's buttons on the right, primary last.

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace pw::ui {

class PageFoot : public QWidget
{
    Q_OBJECT
public:
    /// The name is that of the sentence.
    explicit PageFoot(const QString& sentenceName, QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    /// Before the sentence.
    void addFront(QWidget* widget);
    /// A button; an empty text takes the action's own.
    void addButton(QAction* action, const QString& text, bool primary);

private:
    QHBoxLayout* m_row = nullptr;
    QLabel* m_sentence = nullptr;
};

} // namespace pw::ui
