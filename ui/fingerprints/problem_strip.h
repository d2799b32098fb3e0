#pragma once
// What could not be read, and why: a sentence, and a list below it when there is more than one.

#include "core/ops/fingerprint_list.h"

#include <QFrame>

class QLabel;
class QTreeWidget;

namespace pw::ui {

class IconLabel;

class ProblemStrip : public QFrame
{
    Q_OBJECT
public:
    explicit ProblemStrip(QWidget* parent = nullptr);
    /// Hidden when there are none.
    void setProblems(const std::vector<ops::SourceProblem>& problems);

private:
    IconLabel* m_icon = nullptr;
    QLabel* m_sentence = nullptr;
    QTreeWidget* m_list = nullptr;
};

} // namespace pw::ui
