#include "ui/diff/diff_view.h"

#include "ui/common/state_page.h"
#include "ui/diff/side_by_side_view.h"
#include "ui/diff/unified_view.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace pw::ui {

DiffView::DiffView(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_sides(new SideBySideView(m_stack)),
      m_unified(new UnifiedView(m_stack))
{
    setObjectName(QStringLiteral("diffView"));
    m_state = new StatePage(m_stack, this);
    m_state->setObjectName(QStringLiteral("diffState"));
    m_stack->addWidget(m_sides);
    m_stack->addWidget(m_unified);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    setFocusProxy(m_stack);
    m_stack->setFocusProxy(m_sides);
    connect(m_sides, &SideBySideView::currentRowChanged, this, &DiffView::tellChange);
    connect(m_unified, &UnifiedView::currentChangeChanged, this, &DiffView::tellChange);
    connect(m_sides, &SideBySideView::takeRequested, this,
            [this](int row) { Q_EMIT takeRequested(m_sides->lines().rows().hunksAt(row)); });
    setDiff(nullptr);
}

void DiffView::setLayout(Layout layout)
{
    if (m_layout == layout)
        return;
    // What was looked at is looked at again.
    const text::LineRange lines = currentLines(DiffSide::Right);
    m_layout = layout;
    QWidget* const shown
        = layout == Layout::SideBySide ? static_cast<QWidget*>(m_sides) : m_unified;
    m_stack->setCurrentWidget(shown);
    m_stack->setFocusProxy(shown);
    if (m_diff != nullptr)
        reveal(DiffSide::Right, lines.begin);
    tellChange();
}

void DiffView::setDiff(const TextDiffPtr& diff, bool again)
{
    m_diff = diff;
    m_changes = 0;
    if (diff == nullptr) {
        m_state->showEmpty(tr("The texts are being compared."), {}, QStringLiteral("compare"));
        return;
    }
    m_sides->setDiff(diff, again);
    m_unified->setDiff(diff);
    m_changes = changesUpTo(m_sides->lines().rows(), m_sides->lines().rows().size() - 1);
    if (diff->left == diff->right)
        m_state->showEmpty(tr("The texts are the same."), {}, QStringLiteral("okc"));
    else
        m_state->showContent();
    m_currentChange = -1; // whatever comes is told
    tellChange();
}

void DiffView::setTarget(std::optional<DiffSide> target)
{
    m_sides->setTarget(target);
}

void DiffView::setTitle(DiffSide side, const QString& title, const QString& note)
{
    m_sides->setTitle(side, title, note);
}

bool DiffView::goToNextChange()
{
    return m_layout == Layout::SideBySide ? m_sides->goToNextChange() : m_unified->goToNextChange();
}

bool DiffView::goToPreviousChange()
{
    return m_layout == Layout::SideBySide ? m_sides->goToPreviousChange()
                                          : m_unified->goToPreviousChange();
}

void DiffView::reveal(DiffSide side, std::uint32_t line)
{
    if (m_layout == Layout::SideBySide)
        m_sides->reveal(side, line);
    else
        m_unified->reveal(side == DiffSide::Left, line);
}

std::uint32_t DiffView::changedLine(DiffSide side, std::uint32_t from, text::ByteOffset end) const
{
    const bool left = side == DiffSide::Left;
    const std::vector<text::Span>& lines = left ? m_diff->lines.left : m_diff->lines.right;
    for (const text::LineHunk& hunk : m_diff->lines.hunks) {
        const text::LineRange range = left ? hunk.left : hunk.right;
        if (hunk.kind == text::LineHunk::Kind::Equal || hunk.ignored || range.size() == 0
            || range.end <= from)
            continue;
        const std::uint32_t first = std::max(range.begin, from);
        return first < lines.size() && lines[first].begin < end ? first : from;
    }
    return from;
}

std::vector<std::size_t> DiffView::currentHunks() const
{
    if (m_diff == nullptr)
        return {};
    if (m_layout == Layout::SideBySide)
        return m_sides->lines().rows().hunksAt(m_sides->currentRow());
    return m_unified->currentHunks();
}

text::LineRange DiffView::currentLines(DiffSide side) const
{
    const std::vector<std::size_t> hunks = currentHunks();
    if (hunks.empty())
        return {};
    const auto range = [this, side](std::size_t hunk) {
        const text::LineHunk& at = m_diff->lines.hunks[hunk];
        return side == DiffSide::Left ? at.left : at.right;
    };
    return {range(hunks.front()).begin, range(hunks.back()).end};
}

void DiffView::tellChange()
{
    if (m_diff == nullptr)
        return;
    const int change = m_layout == Layout::SideBySide
        ? changeNumber(m_sides->lines().rows(), m_sides->currentRow())
        : m_unified->currentChange();
    if (std::exchange(m_currentChange, change) != change)
        Q_EMIT currentChangeChanged(change, m_changes);
}

} // namespace pw::ui
