#pragma once
// The whole of what is wrong with the current field, below the fields.

#include <QWidget>

class QLabel;

namespace pw::ui {

class FieldTree;
class IconLabel;

class ProblemLine : public QWidget
{
    Q_OBJECT
public:
    ProblemLine(FieldTree& tree, QWidget* parent);

private:
    void follow();

    FieldTree& m_tree;
    IconLabel* m_icon = nullptr;
    QLabel* m_words = nullptr;
};

} // namespace pw::ui
