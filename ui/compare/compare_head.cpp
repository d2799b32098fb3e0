#include "ui/compare/compare_head.h"

#include "ui/common/icons.h"
#include "ui/common/segments.h"
#include "ui/compare/side_button.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace pw::ui {
namespace {

const QString sideBySideValue = QStringLiteral("sides");
const QString unifiedValue = QStringLiteral("unified");

} // namespace

CompareHead::CompareHead(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("compareHead"));
    setProperty("kind", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    m_left = makeSide(DiffSide::Left);
    m_right = makeSide(DiffSide::Right);
    m_swap = new QToolButton(this);
    m_swap->setObjectName(QStringLiteral("swapSides"));
    m_swap->setAccessibleName(tr("Swap left and right"));
    m_swap->setToolTip(tr("Swap left and right"));
    m_swap->setIcon(icon(QStringLiteral("swap")));
    m_swap->setAutoRaise(true);
    connect(m_swap, &QToolButton::clicked, this, &CompareHead::swapRequested);
    m_layouts = new Segments(this);
    m_layouts->setObjectName(QStringLiteral("diffLayout"));
    m_layouts->add(QStringLiteral("sideBySideLayout"), {}, sideBySideValue);
    m_layouts->add(QStringLiteral("unifiedLayout"), {}, unifiedValue);
    m_layouts->setTexts(sideBySideValue, tr("Side by side"), tr("Texts side by side"));
    m_layouts->setTexts(unifiedValue, tr("Unified"), tr("Texts in one column"));
    connect(m_layouts, &Segments::valueChanged, this, &CompareHead::layoutChanged);
    m_spaces = makeOption("ignoreSpaces", tr("Ignore spaces"),
                          tr("White space and blank lines make no difference"));
    m_comments = makeOption("ignoreComments", tr("Ignore comments"),
                            tr("YAML comments make no difference"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(10, 7, 10, 8);
    row->setSpacing(8);
    row->addWidget(m_left, 1);
    row->addWidget(m_swap);
    row->addWidget(m_right, 1);
    row->addStretch(1);
    row->addWidget(m_layouts);
    row->addWidget(m_spaces);
    row->addWidget(m_comments);
}

SideButton* CompareHead::makeSide(DiffSide side)
{
    const bool left = side == DiffSide::Left;
    auto* const button
        = new SideButton(left ? QStringLiteral("leftSide") : QStringLiteral("rightSide"),
                         left ? tr("Left") : tr("Right"), this);
    connect(button, &SideButton::opening, this, [this, side] { Q_EMIT choicesRequested(side); });
    connect(button, &SideButton::chosen, this,
            [this, side](const QString& key) { Q_EMIT chosen(side, key); });
    return button;
}

QCheckBox* CompareHead::makeOption(const char* objectName, const QString& text, const QString& tip)
{
    auto* const box = new QCheckBox(text, this);
    box->setObjectName(QLatin1String(objectName));
    box->setToolTip(tip);
    connect(box, &QCheckBox::toggled, this, &CompareHead::optionsChanged);
    return box;
}

void CompareHead::setSides(const CompareFace& left, const CompareFace& right)
{
    m_left->setSide(left);
    m_right->setSide(right);
}

void CompareHead::setChoices(DiffSide side, const QList<CompareChoice>& choices)
{
    (side == DiffSide::Left ? m_left : m_right)->setChoices(choices);
}

DiffView::Layout CompareHead::layoutChosen() const
{
    return m_layouts->value() == unifiedValue ? DiffView::Layout::Unified
                                              : DiffView::Layout::SideBySide;
}

CompareOptions CompareHead::options() const
{
    return {m_spaces->isChecked(), m_comments->isChecked()};
}

} // namespace pw::ui
