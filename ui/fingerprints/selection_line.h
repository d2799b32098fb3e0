#pragma once
// What is selected, below the table: how many fingerprints of how many images, and how covered.

#include "core/ops/fingerprint_list.h"

#include <QWidget>

class QLabel;

namespace pw::ui {

class IconLabel;
class ToneLabel;

class SelectionLine : public QWidget
{
    Q_OBJECT
public:
    explicit SelectionLine(QWidget* parent = nullptr);
    void setCounts(const ops::SelectionCounts& counts);

private:
    void showCoverage();

    ops::SelectionCounts m_counts;
    QLabel* m_selected = nullptr;
    ToneLabel* m_coverage = nullptr;
    IconLabel* m_icon = nullptr;
};

} // namespace pw::ui
