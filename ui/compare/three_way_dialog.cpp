#include "ui/compare/three_way_dialog.h"

#include "core/yaml/json_writer.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/line_model.h"
#include "ui/common/row_tree.h"
#include "ui/common/tick_list.h"
#include "ui/diff/diff_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr QSize usualSize(1040, 720);
constexpr int margin = 16;
constexpr int listHeight = 170;

/// On one line, as YAML takes it, too.
QString valueText(const std::optional<yaml::Value>& value)
{
    if (!value)
        return ThreeWayDialog::tr("not there");
    if (value->kind == yaml::Value::Kind::String)
        return toQString(value->text);
    return toQString(yaml::writeJson(*value, yaml::JsonLayout::OneLine));
}

Line lineOf(const ops::MergeConflict& conflict, bool theirs)
{
    Line line;
    line.key = conflict.path;
    line.texts = {toQString(conflict.path), valueText(conflict.base), valueText(conflict.mine),
                  valueText(conflict.theirs)};
    line.cells.resize(4);
    line.cells[0].mono = true;
    line.cells[0].elideMiddle = true;
    for (int column = 1; column < 4; ++column) {
        line.cells[column].mono = true;
        line.cells[column].tone = Tone::Muted;
    }
    // What goes into the text.
    line.cells[theirs ? 3 : 2].tone = Tone::Normal;
    line.cells[theirs ? 3 : 2].bold = true;
    line.tip = ThreeWayDialog::tr("Ticked: theirs. Not ticked: mine.");
    line.ticked = theirs;
    return line;
}

} // namespace

ThreeWayDialog::ThreeWayDialog(const QString& theirs, QWidget* parent)
    : QDialog(parent), m_theirs(theirs), m_sentence(new QLabel(this)), m_problem(new QLabel(this)),
      m_diff(new DiffView(this))
{
    setObjectName(QStringLiteral("threeWayDialog"));
    setWindowTitle(tr("Merge yours and theirs"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(usualSize);
    for (QLabel* const label : {m_sentence, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_sentence->setObjectName(QStringLiteral("threeWaySentence"));
    m_problem->setObjectName(QStringLiteral("threeWayProblem"));
    m_problem->hide();
    m_diff->setTitle(DiffSide::Left, tr("Your text"), tr("as it stands"));
    m_diff->setTitle(DiffSide::Right, tr("Merged"), tr("what it becomes"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(12);
    column->addWidget(m_sentence);
    column->addWidget(m_problem);
    m_conflictPart = makeConflicts();
    column->addWidget(m_conflictPart);
    column->addWidget(m_diff, 1);
    column->addWidget(makeFoot());
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, m_merge, &QPushButton::click);
    }
    showPlanning();
}

QWidget* ThreeWayDialog::makeConflicts()
{
    m_lines = new LineModel({tr("TAKE THEIRS"), tr("IT WAS"), tr("MINE"), tr("THEIRS")}, this);
    m_list = makeTickList(QStringLiteral("threeWayConflicts"), tr("What both changed"), *m_lines,
                          {{4, 220}, {2, 110}, {2, 110}, {2, 110}}, this);
    m_list->setAccessibleDescription(tr("Ticked: theirs. Not ticked: mine."));
    m_list->setFixedHeight(listHeight);
    connect(m_lines, &LineModel::tickRequested, this, &ThreeWayDialog::tick);
    return m_list;
}

QWidget* ThreeWayDialog::makeFoot()
{
    auto* const foot = new QWidget(this);
    auto* const cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setObjectName(QStringLiteral("threeWayCancel"));
    cancel->setAutoDefault(false);
    m_merge = new QPushButton(tr("&Merge into the text"), foot);
    m_merge->setObjectName(QStringLiteral("threeWayAccept"));
    m_merge->setProperty("kind", QStringLiteral("primary"));
    m_merge->setToolTip(tr("One undo step; nothing is sent yet (Ctrl+Return)"));
    m_merge->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_merge, &QPushButton::clicked, this, &ThreeWayDialog::mergeRequested);
    auto* const row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_merge);
    return foot;
}

void ThreeWayDialog::showPlanning()
{
    m_merge->setEnabled(false);
}

void ThreeWayDialog::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_merge->setEnabled(false);
}

void ThreeWayDialog::showPlan(const ops::ThreeWayPlan& plan, const TextDiffPtr& diff)
{
    m_problem->hide();
    m_conflicts = plan.conflicts;
    m_conflictPart->setVisible(!m_conflicts.empty());
    const QString taken
        = counted(plan.taken.size(), tr("change of theirs goes"), tr("changes of theirs go"));
    const QString open = m_conflicts.empty()
        ? tr("nothing has to be decided")
        : tr("%1 to decide: what is not ticked stays yours")
              .arg(counted(m_conflicts.size(), tr("is left"), tr("are left")));
    m_sentence->setText(
        tr("%1. %2 into your text without a question; %3.").arg(m_theirs, taken, open));
    showConflicts();
    m_diff->setDiff(diff, m_diff->diff() != nullptr);
    m_merge->setEnabled(true);
    if (!m_conflicts.empty() && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_lines->index(0, 0));
}

void ThreeWayDialog::showConflicts()
{
    std::vector<Line> lines;
    for (const ops::MergeConflict& conflict : m_conflicts) {
        const auto choice = m_choices.find(conflict.path);
        lines.push_back(lineOf(
            conflict, choice != m_choices.end() && choice->second == ops::MergeSide::Theirs));
    }
    m_lines->setLines(std::move(lines));
}

void ThreeWayDialog::tick(const std::string& path, bool theirs)
{
    m_choices[path] = theirs ? ops::MergeSide::Theirs : ops::MergeSide::Mine;
    showConflicts();
    Q_EMIT choicesChanged();
}

} // namespace pw::ui
