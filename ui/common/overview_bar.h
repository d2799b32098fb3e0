#pragma once
// A scroll bar with a mark for everything in the whole text that a person looks for.

#include "ui/common/cell.h"

#include <QScrollBar>

#include <vector>

namespace pw::ui {

class OverviewBar : public QScrollBar
{
    Q_OBJECT
public:
    struct Mark
    {
        double place = 0; ///< 0 to 1 of the text
        Tone tone = Tone::Normal;
        double size = 0; ///< of the text; at least a few pixels are drawn
    };

    explicit OverviewBar(QWidget* parent = nullptr);
    /// Later ones are drawn above those before.
    void setMarks(std::vector<Mark> marks);
    [[nodiscard]] const std::vector<Mark>& marks() const { return m_marks; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Mark> m_marks;
};

} // namespace pw::ui
