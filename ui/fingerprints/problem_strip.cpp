#include "ui/fingerprints/problem_strip.h"

#include "ui/common/convert.h"
#include "ui/common/icons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int rowsInSight = 4;

QString placeText(const ops::SourceProblem& problem)
{
    if (problem.place.line == 0)
        return {};
    return QStringLiteral("%1:%2").arg(problem.place.line).arg(problem.place.column);
}

} // namespace

ProblemStrip::ProblemStrip(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_sentence(new QLabel(this)),
      m_list(new QTreeWidget(this))
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
        item->setIcon(0, icon(error ? QStringLiteral("error") : QStringLiteral("warn")));
        item->setData(0, Qt::AccessibleTextRole,
                      (error ? tr("error: ") : tr("warning: ")) + toQString(problem.source));
        item->setToolTip(2, toQString(problem.message));
    }
    m_list->resizeColumnToContents(0);
    m_list->resizeColumnToContents(1);
    const int rows = std::min(rowsInSight, m_list->topLevelItemCount());
    m_list->setFixedHeight(rows * std::max(m_list->sizeHintForRow(0), 22) + 2);
    m_sentence->setText(errors > 0 ? tr("Not everything could be read")
                                   : tr("Some documents were left out"));
    m_icon->setPixmap(icon(errors > 0 ? QStringLiteral("error") : QStringLiteral("warn"))
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
    setAccessibleName(m_sentence->text());
}

} // namespace pw::ui
