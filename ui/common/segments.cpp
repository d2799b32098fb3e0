#include "ui/common/segments.h"

#include "ui/common/icons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace pw::ui {
namespace {

constexpr const char* valueKey = "segmentValue";

} // namespace

Segments::Segments(QWidget* parent) : QFrame(parent), m_buttons(new QButtonGroup(this))
{
    setProperty("kind", QStringLiteral("segmented"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    connect(m_buttons, &QButtonGroup::buttonToggled, this, [this](QAbstractButton*, bool on) {
        if (on)
            Q_EMIT valueChanged();
    });
}

void Segments::add(const QString& objectName, const QString& iconName, const QString& value)
{
    auto* const button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setProperty(valueKey, value);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    m_buttons->addButton(button);
    layout()->addWidget(button);
    if (m_buttons->checkedButton() == nullptr)
        button->setChecked(true);
}

void Segments::setTexts(const QString& value, const QString& text, const QString& accessibleName)
{
    QToolButton* const there = button(value);
    // The icon stands close to the text without a blank of its own.
    there->setText(there->icon().isNull() ? text : u' ' + text);
    there->setAccessibleName(accessibleName);
}

QString Segments::value() const
{
    const QAbstractButton* const checked = m_buttons->checkedButton();
    return checked == nullptr ? QString() : checked->property(valueKey).toString();
}

void Segments::setValue(const QString& value)
{
    if (QToolButton* const there = button(value))
        there->setChecked(true);
}

QToolButton* Segments::button(const QString& value) const
{
    for (QAbstractButton* const candidate : m_buttons->buttons()) {
        if (candidate->property(valueKey).toString() == value)
            return qobject_cast<QToolButton*>(candidate);
    }
    return nullptr;
}

} // namespace pw::ui
