#include "ui/connections/time_range_popup.h"

#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/common/popup_button.h"
#include "ui/common/theme.h"
#include "ui/connections/message_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int side = 10;
constexpr int labelWidth = 40;
constexpr int fieldWidth = 236;
constexpr double hour = 3600;
constexpr double day = 24 * hour;

} // namespace

TimeRangePopup::TimeRangePopup(QWidget* parent) : QWidget(parent)
{
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addPreset(*column, "last90Minutes", tr("Last 1.5 hours"), TimeRangeChoice::last(1.5 * hour));
    addPreset(*column, "last24Hours", tr("Last 24 hours"), TimeRangeChoice::last(day));
    addPreset(*column, "last7Days", tr("Last 7 days"), TimeRangeChoice::last(7 * day));
    addPreset(*column, "last30Days", tr("Last 30 days"), TimeRangeChoice::last(30 * day));
    addPreset(*column, "everything", tr("Everything recorded"), TimeRangeChoice::everything());
    column->addSpacing(4);
    column->addWidget(makePopupLine(this));
    column->addSpacing(8);

    auto* const typed = new QVBoxLayout;
    typed->setContentsMargins(side, 0, side, 6);
    typed->setSpacing(4);
    m_start = addField(*typed, "rangeStart", tr("&From"), tr("1.5h, 2d, 2024-01-16 13:52"));
    m_end = addField(*typed, "rangeEnd", tr("&To"), tr("now"));
    auto* const foot = new QHBoxLayout;
    auto* const hint = new QLabel(tr("UTC; lengths count back from now"), this);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setFont(scaledFont(font(), 0.92));
    m_show = new QPushButton(tr("&Show"), this);
    m_show->setObjectName(QStringLiteral("showTyped"));
    m_show->setAccessibleName(tr("Show the typed times"));
    m_show->setAutoDefault(true);
    foot->addWidget(hint, 1);
    foot->addWidget(m_show);
    typed->addSpacing(2);
    typed->addLayout(foot);
    column->addLayout(typed);
    connect(m_show, &QPushButton::clicked, this, &TimeRangePopup::chooseTyped);
    check();
}

void TimeRangePopup::addPreset(QVBoxLayout& column, const char* objectName, const QString& text,
                               const TimeRangeChoice& choice)
{
    QPushButton* const row = makePopupRow(objectName, QStringLiteral("clock"), text, this);
    row->setCheckable(true);
    column.addWidget(row);
    m_presets.push_back({choice, row});
    connect(row, &QPushButton::clicked, this, [this, choice] {
        setChoice(choice);
        Q_EMIT chosen(choice);
    });
}

TimeRangePopup::Field TimeRangePopup::addField(QVBoxLayout& column, const char* objectName,
                                               const QString& label, const QString& example)
{
    Field field;
    field.edit = new QLineEdit(this);
    field.edit->setObjectName(QLatin1String(objectName));
    field.edit->setAccessibleName(QString(label).remove(u'&'));
    field.edit->setPlaceholderText(example);
    field.edit->setMinimumWidth(fieldWidth);
    field.problem = new MessageLine(QLatin1String(objectName) + QStringLiteral("Problem"), this);
    auto* const title = new QLabel(label, this);
    title->setBuddy(field.edit);
    title->setFixedWidth(labelWidth);
    auto* const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(field.edit, 1);
    column.addLayout(row);
    column.addWidget(field.problem);
    connect(field.edit, &QLineEdit::textChanged, this, &TimeRangePopup::check);
    connect(field.edit, &QLineEdit::returnPressed, this, &TimeRangePopup::chooseTyped);
    return field;
}

void TimeRangePopup::setChoice(const TimeRangeChoice& choice)
{
    for (const Preset& preset : m_presets) {
        const bool on = preset.choice == choice;
        preset.row->setChecked(on);
        preset.row->setIcon(on ? icon(QStringLiteral("ok"), Tone::Accent) : icon({}));
    }
    const bool between = choice.kind == TimeRangeChoice::Kind::Between;
    const bool listed = std::ranges::find(m_presets, choice, &Preset::choice) != m_presets.end();
    const QSignalBlocker startBlocker(m_start.edit);
    const QSignalBlocker endBlocker(m_end.edit);
    if (between)
        m_start.edit->setText(choice.from ? timeText(*choice.from) : QString());
    else
        m_start.edit->setText(listed ? QString() : nameOf(choice));
    m_end.edit->setText(between && choice.to ? timeText(*choice.to) : QString());
    check();
}

void TimeRangePopup::setNow(double now)
{
    m_now = now;
    check();
}

QWidget* TimeRangePopup::chosenWidget() const
{
    const auto on = std::ranges::find_if(
        m_presets, [](const Preset& preset) { return preset.row->isChecked(); });
    return on == m_presets.end() ? static_cast<QWidget*>(m_start.edit) : on->row;
}

void TimeRangePopup::showProblem(const Field& field, const QString& problem)
{
    field.problem->setProblem(problem);
    field.edit->setAccessibleDescription(problem);
    if (QWidget* const window = field.edit->window(); window->isVisible())
        window->adjustSize();
}

QString TimeRangePopup::problemOf(const QString& typed) const
{
    if (typed.trimmed().isEmpty())
        return {};
    const Result<double> time = ops::parseTime(toUtf8(typed.trimmed()), m_now);
    return time ? QString() : toQString(time.error().message);
}

void TimeRangePopup::check()
{
    QString startProblem = problemOf(m_start.edit->text());
    const QString endProblem = problemOf(m_end.edit->text());
    const bool empty
        = m_start.edit->text().trimmed().isEmpty() && m_end.edit->text().trimmed().isEmpty();
    if (startProblem.isEmpty() && endProblem.isEmpty()) {
        const auto choice = choiceFrom(m_start.edit->text(), m_end.edit->text(), m_now);
        if (!choice)
            startProblem = toQString(choice.error().message);
    }
    showProblem(m_start, startProblem);
    showProblem(m_end, endProblem);
    m_show->setEnabled(!empty && startProblem.isEmpty() && endProblem.isEmpty());
}

void TimeRangePopup::chooseTyped()
{
    if (!m_show->isEnabled())
        return;
    const auto choice = choiceFrom(m_start.edit->text(), m_end.edit->text(), m_now);
    if (!choice)
        return;
    setChoice(*choice);
    Q_EMIT chosen(*choice);
}

} // namespace pw::ui
