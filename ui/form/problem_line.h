#pragma once
// The whole of what is wrong with the current field, below the fields, and what mends it.

#include "core/text/diagnostic.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace pw::ui {

class FieldTree;
class IconLabel;

class ProblemLine : public QWidget
{
    Q_OBJECT
public:
    ProblemLine(FieldTree& tree, QWidget* parent);

Q_SIGNALS:
    /// Of the text of that revision.
    void fixRequested(const pw::text::Fix& fix, std::uint64_t revision);

private:
    void follow();
    void mend();
    [[nodiscard]] const text::Fix* fix() const;

    FieldTree& m_tree;
    IconLabel* m_icon = nullptr;
    QLabel* m_words = nullptr;
    QPushButton* m_mend = nullptr;
};

} // namespace pw::ui
