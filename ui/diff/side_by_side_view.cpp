#include "ui/diff/side_by_side_view.h"

#include "ui/common/overview_bar.h"
#include "ui/common/theme.h"
#include "ui/diff/side_pane.h"
#include "ui/diff/take_column.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace pw::ui {
namespace {

Tone toneOf(const SideRow& row)
{
    if (row.left == SideRow::none)
        return Tone::Covered;
    return row.right == SideRow::none ? Tone::Error : Tone::Warning;
}

} // namespace

SideBySideView::SideBySideView(QWidget* parent)
    : QWidget(parent), m_lines(new SideModel(this)),
      m_left(new SidePane(*m_lines, DiffSide::Left, this)),
      m_right(new SidePane(*m_lines, DiffSide::Right, this)),
      m_takes(new TakeColumn(*m_lines, *m_left, this)), m_overview(new OverviewBar(this)),
      m_across(new QScrollBar(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("sideBySide"));
    m_overview->setObjectName(QStringLiteral("diffMap"));
    m_overview->setAccessibleName(tr("Changes in the whole text"));
    m_across->setObjectName(QStringLiteral("diffAcross"));
    m_across->setAccessibleName(tr("Scroll both texts sideways"));
    m_left->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_right->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_leftTitle = makeTitle(QStringLiteral("leftTitle"));
    m_rightTitle = makeTitle(QStringLiteral("rightTitle"));
    auto* const grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_leftTitle.whole, 0, 0);
    grid->addWidget(m_rightTitle.whole, 0, 2);
    grid->addWidget(m_left, 1, 0);
    grid->addWidget(m_takes, 1, 1);
    grid->addWidget(m_right, 1, 2);
    grid->addWidget(m_overview, 0, 3, 2, 1);
    grid->addWidget(m_across, 2, 0, 1, 3);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 1);
    setFocusProxy(m_right);
    connectPanes();
}

SideBySideView::Title SideBySideView::makeTitle(const QString& objectName)
{
    Title out;
    out.whole = new QWidget(this);
    out.whole->setProperty("kind", QStringLiteral("bar"));
    out.whole->setAttribute(Qt::WA_StyledBackground);
    out.title = new QLabel(out.whole);
    out.title->setObjectName(objectName);
    out.title->setTextFormat(Qt::PlainText);
    out.title->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    out.note = new QLabel(out.whole);
    out.note->setObjectName(objectName + QStringLiteral("Note"));
    out.note->setTextFormat(Qt::PlainText);
    out.note->setForegroundRole(QPalette::PlaceholderText);
    auto* const row = new QHBoxLayout(out.whole);
    row->setContentsMargins(10, 4, 10, 4);
    row->setSpacing(8);
    row->addWidget(out.title);
    row->addWidget(out.note, 1);
    out.whole->hide();
    return out;
}

void SideBySideView::setTitle(DiffSide side, const QString& title, const QString& note)
{
    const Title& shown = side == DiffSide::Left ? m_leftTitle : m_rightTitle;
    shown.title->setText(title);
    shown.note->setText(note);
    shown.whole->setVisible(!title.isEmpty());
    pane(side).setAccessibleName(side == DiffSide::Left ? tr("Left text: %1 %2").arg(title, note)
                                                        : tr("Right text: %1 %2").arg(title, note));
}

void SideBySideView::connectPanes()
{
    const auto follow = [](QScrollBar* from, QScrollBar* to) {
        connect(from, &QScrollBar::valueChanged, to, &QScrollBar::setValue);
    };
    QScrollBar* const left = m_left->verticalScrollBar();
    QScrollBar* const right = m_right->verticalScrollBar();
    follow(left, right);
    follow(right, left);
    follow(right, m_overview);
    follow(m_overview, right);
    connect(right, &QScrollBar::rangeChanged, m_overview, [this, right](int least, int most) {
        m_overview->setRange(least, most);
        m_overview->setPageStep(right->pageStep());
        m_overview->setSingleStep(right->singleStep());
    });
    // The left text may be laid out after the right one was scrolled.
    connect(left, &QScrollBar::rangeChanged, left,
            [left, right] { left->setValue(right->value()); });
    connect(left, &QScrollBar::valueChanged, m_takes, qOverload<>(&QWidget::update));
    for (SidePane* const pane : {m_left, m_right}) {
        follow(m_across, pane->horizontalScrollBar());
        follow(pane->horizontalScrollBar(), m_across);
        connect(pane->horizontalScrollBar(), &QScrollBar::rangeChanged, this,
                &SideBySideView::updateAcross);
        connect(pane, &SidePane::openRequested, this, &SideBySideView::openFold);
        connect(pane, &SidePane::changeRequested, this,
                [this](bool backwards) { backwards ? goToPreviousChange() : goToNextChange(); });
        connect(pane, &SidePane::currentRowChanged, this, [this](int row) {
            if (std::exchange(m_moving, true))
                return;
            m_left->setCurrentRow(row);
            m_right->setCurrentRow(row);
            m_moving = false;
            m_takes->update();
            Q_EMIT currentRowChanged(row);
        });
    }
    connect(m_takes, &TakeColumn::takeRequested, this, &SideBySideView::takeRequested);
}

/// Both texts are moved by one bar: the longer one decides.
void SideBySideView::updateAcross()
{
    const QScrollBar* const left = m_left->horizontalScrollBar();
    const QScrollBar* const right = m_right->horizontalScrollBar();
    m_across->setRange(0, std::max(left->maximum(), right->maximum()));
    m_across->setPageStep(std::max(left->pageStep(), right->pageStep()));
    m_across->setVisible(m_across->maximum() > 0);
}

void SideBySideView::setDiff(const TextDiffPtr& diff, bool again)
{
    const int place = m_right->verticalScrollBar()->value();
    const int row = currentRow();
    if (!again)
        m_opened.clear();
    m_lines->setDiff(diff);
    std::size_t longest = 0;
    for (const auto* const side : {&diff->lines.left, &diff->lines.right})
        for (const text::Span& line : *side)
            longest = std::max(longest, std::size_t{line.size()});
    m_left->setLongestLine(longest);
    m_right->setLongestLine(longest);
    for (int at = 0; again && at < m_lines->rows().size(); ++at) {
        const SideRow& shown = m_lines->rows().at(at);
        const auto opened = m_opened.lower_bound(shown.left);
        if (shown.isFold() && opened != m_opened.end() && *opened < shown.left + shown.folded)
            m_lines->open(at);
    }
    updateMarks();
    m_takes->update();
    if (!again) {
        goTo(nextChange(m_lines->rows(), -1));
        return;
    }
    m_left->doItemsLayout();
    m_right->doItemsLayout();
    m_right->setCurrentRow(std::min(row, m_lines->rows().size() - 1));
    m_right->verticalScrollBar()->setValue(place);
    Q_EMIT currentRowChanged(currentRow());
}

void SideBySideView::setTarget(std::optional<DiffSide> target)
{
    m_takes->setTarget(target);
}

void SideBySideView::updateMarks()
{
    const SideRows& rows = m_lines->rows();
    const double size = std::max(1, rows.size());
    std::vector<OverviewBar::Mark> marks;
    for (int row = 0; row < rows.size();) {
        if (!rows.at(row).isChange()) {
            ++row;
            continue;
        }
        const Tone tone = toneOf(rows.at(row));
        int end = row + 1;
        while (end < rows.size() && rows.at(end).isChange() && toneOf(rows.at(end)) == tone)
            ++end;
        marks.push_back({row / size, tone, (end - row) / size});
        row = end;
    }
    m_overview->setMarks(std::move(marks));
}

int SideBySideView::currentRow() const
{
    return m_right->currentIndex().row();
}

/// Only now it is known how much can be seen.
void SideBySideView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_right->scrollTo(m_right->currentIndex(), QAbstractItemView::PositionAtCenter);
}

void SideBySideView::goTo(int row)
{
    if (row < 0)
        return;
    m_right->setCurrentRow(row);
    m_right->scrollTo(m_right->currentIndex());
}

bool SideBySideView::goToNextChange()
{
    const int next = nextChange(m_lines->rows(), currentRow());
    goTo(next);
    return next >= 0;
}

bool SideBySideView::goToPreviousChange()
{
    const int before = previousChange(m_lines->rows(), currentRow());
    goTo(before);
    return before >= 0;
}

void SideBySideView::openFold(int row)
{
    m_opened.insert(m_lines->rows().at(row).left);
    m_lines->open(row);
    updateMarks();
    m_right->setCurrentRow(row);
    m_takes->update();
}

void SideBySideView::reveal(DiffSide side, std::uint32_t line)
{
    int row = m_lines->rows().rowOf(side, line);
    if (row >= 0 && m_lines->rows().at(row).isFold()) {
        openFold(row);
        row = m_lines->rows().rowOf(side, line);
    }
    if (row < 0)
        return;
    m_right->setCurrentRow(row);
    m_right->scrollTo(m_right->currentIndex(), QAbstractItemView::PositionAtCenter);
}

} // namespace pw::ui
