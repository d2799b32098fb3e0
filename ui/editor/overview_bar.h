#pragma once
// The editor's scroll bar with a mark for every problem of the whole text.

#include "core/text/diagnostic.h"

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
        text::Severity severity = text::Severity::Error;
    };

    explicit OverviewBar(QWidget* parent = nullptr);
    void setMarks(std::vector<Mark> marks);
    [[nodiscard]] const std::vector<Mark>& marks() const { return m_marks; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Mark> m_marks; // the mild ones first
};

} // namespace pw::ui
