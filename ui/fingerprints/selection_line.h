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

    /// With all of it; the least with what is most important.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showCoverage();
    void fit();
    [[nodiscard]] QString lineOf(qsizetype parts) const;
    [[nodiscard]] int widthOf(qsizetype parts) const;

    ops::SelectionCounts m_counts;
    QStringList m_parts; ///< what is selected, the most important first
    QLabel* m_selected = nullptr;
    ToneLabel* m_coverage = nullptr;
    IconLabel* m_icon = nullptr;
};

} // namespace pw::ui
