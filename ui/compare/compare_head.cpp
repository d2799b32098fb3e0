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
    m_left = makeSide(CompareSide::Left, QStringLiteral("leftSide"), tr("Left"));
    m_right = makeSide(CompareSide::Right, QStringLiteral("rightSide"), tr("Right"));
    m_base = makeSide(CompareSide::Base, QStringLiteral("baseSide"), tr("Base"));
    m_base->setToolTip(tr("What both came from: shows who changed what since"));
    setBase(std::nullopt);
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
    row->addWidget(m_left, 3);
    row->addWidget(m_swap);
    row->addWidget(m_right, 3);
    row->addWidget(m_base, 2);
    row->addWidget(m_layouts);
    row->addWidget(m_spaces);
    row->addWidget(m_comments);
}

SideButton* CompareHead::makeSide(CompareSide side, const QString& objectName, const QString& name)
{
    auto* const made = new SideButton(objectName, name, this);
    connect(made, &SideButton::opening, this, [this, side] { Q_EMIT choicesRequested(side); });
    connect(made, &SideButton::chosen, this,
            [this, side](const QString& key) { Q_EMIT chosen(side, key); });
    return made;
}

SideButton* CompareHead::button(CompareSide side) const
{
    return side == CompareSide::Left ? m_left : side == CompareSide::Right ? m_right : m_base;
}

void CompareHead::setBase(const std::optional<CompareFace>& base)
{
    m_base->setSide(
        base.value_or(CompareFace{{}, tr("No base"), {}, QStringLiteral("clock"), false}));
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

void CompareHead::setChoices(CompareSide side, const QList<CompareChoice>& choices)
{
    button(side)->setChoices(choices);
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
