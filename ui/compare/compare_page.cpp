#include "ui/compare/compare_page.h"

#include "ui/common/action_button.h"
#include "ui/common/counts.h"
#include "ui/common/icons.h"
#include "ui/common/notice_strip.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int changesWidth = 380;
constexpr int textsWidth = 1000;

QToolButton* makeArrow(const char* objectName, const QString& iconName, const QString& name,
                       const QString& keys, QWidget* parent)
{
    auto* const button = new QToolButton(parent);
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(name);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(name, keys));
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    return button;
}

} // namespace

ComparePage::ComparePage(QWidget* parent)
    : QWidget(parent), m_head(new CompareHead(this)), m_notice(new NoticeStrip(this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)), m_changes(new ChangePanel(m_splitter)),
      m_texts(new DiffView(m_splitter))
{
    setObjectName(QStringLiteral("comparePage"));
    setAccessibleName(tr("Compare"));
    m_notice->setObjectName(QStringLiteral("compareProblem"));
    m_notice->hide();
    m_splitter->setObjectName(QStringLiteral("compareSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_changes);
    m_splitter->addWidget(m_texts);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({changesWidth, textsWidth});
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(makeSummary());
    column->addWidget(m_notice);
    column->addWidget(m_splitter, 1);
    column->addWidget(makeFoot());
    setFocusProxy(m_texts);
    connect(m_head, &CompareHead::layoutChanged, this,
            [this] { m_texts->setLayout(m_head->layoutChosen()); });
    connect(m_changes, &ChangePanel::revealRequested, this, &ComparePage::reveal);
    connect(m_texts, &DiffView::currentChangeChanged, this, &ComparePage::showChange);
    connect(m_texts, &DiffView::takeRequested, this, [this](const std::vector<std::size_t>& hunks) {
        Q_EMIT takeRequested(m_right.canChange ? DiffSide::Left : DiffSide::Right, hunks);
    });
    showChange(0, 0);
}

QWidget* ComparePage::makeSummary()
{
    auto* const line = new QWidget(this);
    line->setProperty("kind", QStringLiteral("bar"));
    line->setAttribute(Qt::WA_StyledBackground);
    m_summary = new QLabel(line);
    m_summary->setObjectName(QStringLiteral("compareSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_place = new QLabel(line);
    m_place->setObjectName(QStringLiteral("comparePlace"));
    m_place->setForegroundRole(QPalette::PlaceholderText);
    m_previous = makeArrow("previousChange", QStringLiteral("prev"), tr("Previous change"),
                           QStringLiteral("Shift+F7"), line);
    m_next = makeArrow("nextChange", QStringLiteral("next"), tr("Next change"),
                       QStringLiteral("F7"), line);
    connect(m_previous, &QToolButton::clicked, m_texts, &DiffView::goToPreviousChange);
    connect(m_next, &QToolButton::clicked, m_texts, &DiffView::goToNextChange);
    auto* const row = new QHBoxLayout(line);
    row->setContentsMargins(10, 4, 10, 4);
    row->setSpacing(8);
    row->addWidget(m_summary, 1);
    row->addWidget(m_place);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    return line;
}

QWidget* ComparePage::makeFoot()
{
    auto* const line = new QWidget(this);
    m_footLine = line;
    line->setProperty("kind", QStringLiteral("bar"));
    line->setAttribute(Qt::WA_StyledBackground);
    m_promise = new QLabel(line);
    m_promise->setObjectName(QStringLiteral("comparePromise"));
    m_promise->setForegroundRole(QPalette::PlaceholderText);
    m_foot = new QHBoxLayout(line);
    m_foot->setContentsMargins(10, 7, 10, 8);
    m_foot->setSpacing(8);
    m_foot->addWidget(m_promise, 1);
    return line;
}

void ComparePage::addFootAction(QAction* action, bool primary)
{
    addAction(action);
    m_foot->addWidget(new ActionButton(action, primary, {}, m_footLine));
}

void ComparePage::setSides(const CompareFace& left, const CompareFace& right)
{
    m_left = left;
    m_right = right;
    m_head->setSides(left, right);
    const QString readOnly = tr("read only");
    m_texts->setTitle(DiffSide::Left, left.title, left.canChange ? left.note : readOnly);
    m_texts->setTitle(DiffSide::Right, right.title, right.canChange ? right.note : readOnly);
    const bool any = left.canChange || right.canChange;
    if (right.canChange)
        m_texts->setTarget(DiffSide::Right);
    else
        m_texts->setTarget(left.canChange ? std::optional(DiffSide::Left) : std::nullopt);
    m_promise->setText(any ? tr("What is taken over is one step each; undo takes it back.")
                           : tr("Both texts can only be read."));
    Q_EMIT statusChanged();
}

void ComparePage::setDiff(const TextDiffPtr& diff, bool again)
{
    m_texts->setDiff(diff, again);
    // While there was nothing to see the focus went on to where a person did not put it.
    const QWidget* const focused = QApplication::focusWidget();
    const bool isLost = focused == nullptr || focused->parentWidget() == m_footLine;
    if (diff != nullptr && !again && isLost && isVisible())
        m_texts->setFocus();
    showChange(m_texts->currentChange(), m_texts->changeCount());
}

void ComparePage::showProblem(const QString& problem)
{
    if (problem.isEmpty())
        m_notice->hideNotice();
    else
        m_notice->showNotice(problem, QStringList());
}

void ComparePage::showChange(int change, int of)
{
    m_summary->setText(
        m_texts->diff() == nullptr ? QString()
            : of == 0              ? tr("No line differs")
            : of == 1              ? tr("1 change in the text")
                      : tr("%1 changes in the text").arg(number(static_cast<std::size_t>(of))));
    m_place->setText(change > 0 ? tr("Change %1 of %2").arg(change).arg(of) : QString());
    m_previous->setEnabled(of > 0);
    m_next->setEnabled(of > 0);
    showSummary();
    Q_EMIT statusChanged();
}

void ComparePage::setMeaning(const ComparedMeaning& meaning)
{
    m_changes->setMeaning(meaning);
    showSummary();
    Q_EMIT statusChanged();
}

void ComparePage::showSummary()
{
    const QString meaning = m_changes->summary();
    m_summary->setText(meaning.isEmpty() ? statusText() : meaning);
}

/// Where the change stands; of what went the place in the left text.
void ComparePage::reveal(text::Span left, text::Span right)
{
    const TextDiffPtr& diff = m_texts->diff();
    if (diff == nullptr)
        return;
    const bool inRight = right.size() > 0;
    const text::Span span = inRight ? right : left;
    const std::vector<text::Span>& lines = inRight ? diff->lines.right : diff->lines.left;
    if (span.size() == 0 || lines.empty())
        return;
    const auto next = std::ranges::upper_bound(lines, span.begin, {}, &text::Span::begin);
    const auto first
        = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, next - lines.begin() - 1));
    const DiffSide side = inRight ? DiffSide::Right : DiffSide::Left;
    m_texts->reveal(side, m_texts->changedLine(side, first, span.end));
}

bool ComparePage::canTake(DiffSide from) const
{
    const bool may = from == DiffSide::Left ? m_right.canChange : m_left.canChange;
    return may && m_texts->currentChange() > 0;
}

void ComparePage::takeCurrent(DiffSide from)
{
    if (canTake(from))
        Q_EMIT takeRequested(from, m_texts->currentHunks());
}

QString ComparePage::statusText() const
{
    const auto changes = static_cast<std::size_t>(m_texts->changeCount());
    if (m_texts->diff() == nullptr)
        return {};
    return changes == 0 ? tr("No line differs")
                        : tr("%1 in the text").arg(counted(changes, tr("change"), tr("changes")));
}

QList<QWidget*> ComparePage::panes() const
{
    return {m_head, m_changes, m_texts};
}

} // namespace pw::ui
