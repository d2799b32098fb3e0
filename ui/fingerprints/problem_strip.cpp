#include "ui/fingerprints/problem_strip.h"

#include "ui/common/convert.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int rowsInSight = 4;
constexpr int iconSize = 16;
constexpr int rowHeight = 22;
constexpr int sidePadding = 6;

/// Rows of the height of our tables.
class PlainRowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override
    {
        const QSize plain = QStyledItemDelegate::sizeHint(option, index);
        return {plain.width() + 2 * sidePadding, std::max(plain.height(), rowHeight)};
    }
};

QString placeText(const ops::SourceProblem& problem)
{
    if (problem.place.line == 0)
        return {};
    return QStringLiteral("%1:%2").arg(problem.place.line).arg(problem.place.column);
}

} // namespace

ProblemStrip::ProblemStrip(QWidget* parent)
    : QFrame(parent), m_icon(new IconLabel(QStringLiteral("error"), iconSize, this)),
      m_sentence(new QLabel(this)), m_list(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("problemStrip"));
    setProperty("kind", QStringLiteral("strip"));
    m_sentence->setObjectName(QStringLiteral("problemSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_list->setObjectName(QStringLiteral("problemList"));
    m_list->setAccessibleName(tr("What could not be read"));
    m_list->setHeaderLabels({tr("File"), tr("Place"), tr("Problem")});
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setItemDelegate(new PlainRowDelegate(m_list));
    m_list->setTextElideMode(Qt::ElideMiddle);
    auto* const close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeProblems"));
    close->setAccessibleName(tr("Close the list of problems"));
    close->setToolTip(tr("Close"));
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);

    auto* const head = new QHBoxLayout;
    head->addWidget(m_icon);
    head->addWidget(m_sentence, 1);
    head->addWidget(close);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_list);
    hide();
}

void ProblemStrip::setProblems(const std::vector<ops::SourceProblem>& problems)
{
    m_list->clear();
    setVisible(!problems.empty());
    if (problems.empty())
        return;
    const auto errors
        = std::ranges::count(problems, text::Severity::Error, &ops::SourceProblem::severity);
    for (const ops::SourceProblem& problem : problems) {
        auto* const item = new QTreeWidgetItem(
            m_list, {toQString(problem.source), placeText(problem), toQString(problem.message)});
        const bool error = problem.severity == text::Severity::Error;
        item->setIcon(0,
                      error ? icon(QStringLiteral("error"), Tone::Error)
                            : icon(QStringLiteral("warn"), Tone::Warning));
        item->setData(0, Qt::AccessibleTextRole,
                      (error ? tr("error: ") : tr("warning: ")) + toQString(problem.source));
        item->setToolTip(2, plainTip(toQString(problem.message)));
    }
    m_list->resizeColumnToContents(0);
    m_list->resizeColumnToContents(1);
    const int rows = std::min(rowsInSight, m_list->topLevelItemCount());
    m_list->setFixedHeight(rows * m_list->sizeHintForRow(0));
    m_sentence->setText(errors > 0 ? tr("Not everything could be read")
                                   : tr("Some documents were left out"));
    m_icon->set(errors > 0 ? QStringLiteral("error") : QStringLiteral("warn"),
                errors > 0 ? Tone::Error : Tone::Warning);
    setAccessibleName(m_sentence->text());
}

} // namespace pw::ui
