#pragma once
// The button of the top bar for the times that are shown, and the choices under it.

#include "ui/common/popup_button.h"
#include "ui/connections/time_range_choice.h"

namespace pw::ui {

class TimeRangePopup;

class TimeRangeButton : public PopupButton
{
    Q_OBJECT
public:
    explicit TimeRangeButton(QWidget* parent = nullptr);

    /// Without `changed`. What was in effect is unknown then.
    void setChoice(const TimeRangeChoice& choice);
    [[nodiscard]] const TimeRangeChoice& choice() const { return m_choice; }
    /// The range of the rows that are shown, epoch seconds.
    void setInEffect(double from, double to);
    /// Epoch seconds. At the latest when `opening` says that the choices will be shown.
    void setNow(double now);

Q_SIGNALS:
    void changed(const pw::ui::TimeRangeChoice& choice);

protected:
    [[nodiscard]] QWidget* firstChoice() const override;

private:
    void showFace();

    TimeRangePopup* m_choices = nullptr;
    TimeRangeChoice m_choice;
    std::optional<ops::TimeRange> m_inEffect;
    double m_now = 0;
};

} // namespace pw::ui
