#include "ui/compare/side_button.h"

#include <QFrame>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int mostHeight = 420;

} // namespace

SideButton::SideButton(const QString& objectName, const QString& side, QWidget* parent)
    : PopupButton(parent), m_side(side), m_scroll(new QScrollArea(popup()))
{
    setObjectName(objectName);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus); // or the arrows would lead out of the choices
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    popupColumn()->addWidget(m_scroll);
    setChoices({});
    setSide({});
}

void SideButton::setSide(const CompareFace& face)
{
    setFace({face.icon, face.title, {}, face.note});
    setAccessibleName(tr("%1: %2 %3").arg(m_side, face.title, face.note).trimmed());
}

void SideButton::setChoices(const QList<CompareChoice>& choices)
{
    if (m_list != nullptr)
        m_scroll->takeWidget()->deleteLater();
    m_list = new QWidget(m_scroll);
    auto* const column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const CompareChoice& choice : choices) {
        if (choice.key.isEmpty()) {
            column->addWidget(makePopupLine(m_list));
            continue;
        }
        QPushButton* const row = makePopupRow("compareChoice", choice.icon, choice.text, m_list);
        row->setObjectName(QStringLiteral("compareChoice:") + choice.key);
        row->setEnabled(choice.whyNot.isEmpty());
        row->setToolTip(choice.whyNot);
        row->setAccessibleDescription(choice.whyNot);
        column->addWidget(row);
        connect(row, &QPushButton::clicked, this, [this, key = choice.key] {
            closePopup();
            Q_EMIT chosen(key);
        });
    }
    column->addStretch();
    m_scroll->setWidget(m_list);
    const QSize size = m_list->sizeHint();
    m_scroll->setFixedHeight(std::min(size.height(), mostHeight));
    m_scroll->setMinimumWidth(size.width() + m_scroll->verticalScrollBar()->sizeHint().width());
}

QWidget* SideButton::firstChoice() const
{
    for (auto* const row : m_list->findChildren<QPushButton*>()) {
        if (row->isEnabled())
            return row;
    }
    return m_list;
}

} // namespace pw::ui
