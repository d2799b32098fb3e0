#include "ui/connections/time_range_button.h"

#include "ui/connections/time_range_popup.h"

#include <QDateTime>
#include <QFrame>
#include <QVBoxLayout>

#include <cmath>

namespace pw::ui {
namespace {

QString localText(double epochSeconds)
{
    const auto whole = static_cast<qint64>(std::floor(epochSeconds));
    return QDateTime::fromSecsSinceEpoch(whole).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss t"));
}

} // namespace

TimeRangeButton::TimeRangeButton(QWidget* parent)
    : PopupButton(parent), m_choices(new TimeRangePopup(popup()))
{
    setObjectName(QStringLiteral("timeRange"));
    popup()->setObjectName(QStringLiteral("timeRangePopup"));
    popup()->setAccessibleName(tr("Times to show"));
    popupColumn()->addWidget(m_choices);
    connect(m_choices, &TimeRangePopup::chosen, this, [this](const TimeRangeChoice& choice) {
        closePopup();
        if (choice == m_choice)
            return;
        setChoice(choice);
        Q_EMIT changed(choice);
    });
    // What was typed and not taken is gone when it opens again.
    connect(this, &PopupButton::opening, this, [this] { m_choices->setChoice(m_choice); });
    setChoice(m_choice);
}

void TimeRangeButton::setChoice(const TimeRangeChoice& choice)
{
    m_choice = choice;
    m_inEffect.reset();
    if (!isPopupOpen())
        m_choices->setChoice(choice);
    showFace();
}

void TimeRangeButton::setInEffect(double from, double to)
{
    m_inEffect = ops::TimeRange{from, to};
    showFace();
}

void TimeRangeButton::setNow(double now)
{
    m_now = now;
    m_choices->setNow(now);
    showFace();
}

QWidget* TimeRangeButton::firstChoice() const
{
    return m_choices->chosenWidget();
}

void TimeRangeButton::showFace()
{
    QString note;
    QString tip = tr("The times that are shown");
    if (m_inEffect) {
        note = spanText(*m_inEffect->start, m_inEffect->end, m_now);
        tip = tr("%1 – %2\nhere: %3 – %4")
                  .arg(timeText(*m_inEffect->start), timeText(m_inEffect->end),
                       localText(*m_inEffect->start), localText(m_inEffect->end));
    } else if (m_choice.kind == TimeRangeChoice::Kind::Between) {
        if (m_choice.from && m_choice.to)
            note = spanText(*m_choice.from, *m_choice.to, m_now);
        else if (m_choice.from || m_choice.to)
            note = timeText(m_choice.from ? *m_choice.from : *m_choice.to);
    }
    setFace({QStringLiteral("clock"), nameOf(m_choice), {}, note});
    setAccessibleName(tr("Times: %1").arg(nameOf(m_choice)));
    setAccessibleDescription(note);
    setToolTip(tip);
}

} // namespace pw::ui
