#include "ui/library/fix_page.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/icons.h"
#include "ui/common/line_panel.h"
#include "ui/common/page_foot.h"
#include "ui/common/panel_title.h"
#include "ui/common/severity.h"
#include "ui/common/state_page.h"
#include "ui/diff/unified_view.h"
#include "ui/library/library_words.h"

#include <QAction>
#include <QProgressBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace pw::ui {
namespace {

constexpr int progressWidth = 96;

std::string keyOf(const ops::FixKind& kind)
{
    return kind.code + '\n' + kind.title;
}

LinePanel::Look fixLook()
{
    return {
        QStringLiteral("fixList"),
        QStringLiteral("fix"),
        FixPage::tr("Fixes"),
        {FixPage::tr("FIX"), FixPage::tr("PROBLEM"), FixPage::tr("FILES"), FixPage::tr("PLACES")},
        {{50, 180}, {26, 120}, {10, 58}, {12, 66}},
        true};
}

LinePanel::Look fileLook()
{
    return {QStringLiteral("fixFiles"),
            QStringLiteral("documents"),
            FixPage::tr("Files"),
            {FixPage::tr("FILE"), FixPage::tr("PLACES"), FixPage::tr("RESULT")},
            {{46, 180}, {12, 66}, {42, 170}},
            true};
}

Line fixLine(const ops::FixGroup& group, bool ticked)
{
    Line line;
    line.key = keyOf(group.fix.kind);
    line.ticked = ticked;
    line.texts = {fixText(group.fix), toQString(group.fix.kind.code), number(group.files),
                  number(group.fix.places)};
    line.cells = QList<Cell>(line.texts.size());
    line.cells[1].icon = severityIcon(group.fix.severity);
    line.cells[1].iconTone = severityTone(group.fix.severity);
    line.cells[1].mono = true;
    line.cells[2].atRight = true;
    line.cells[3].atRight = true;
    if (!group.fix.rivals.empty())
        line.tip = FixPage::tr("%1\nOne of several answers to the same problem: one of them can be "
                               "chosen")
                       .arg(line.texts.front());
    return line;
}

/// What a file would be, in words.
QString planText(const FixRow& row)
{
    if (!row.refused.isEmpty())
        return row.refused;
    QStringList parts;
    if (row.inTab)
        parts += FixPage::tr("open in a tab: changed there, not saved");
    if (row.left > 0)
        parts += row.left == 1 ? FixPage::tr("1 place stays as it is")
                               : FixPage::tr("%1 places stay as they are").arg(number(row.left));
    parts += FixPage::tr("then %1").arg(problemsText(row.problems));
    return parts.join(QStringLiteral(" · "));
}

struct OutcomeWords
{
    QString text;
    QString icon;
    Tone tone = Tone::Normal;
};

OutcomeWords outcomeWords(const FixOutcome& outcome)
{
    switch (outcome.state) {
    case FixOutcome::State::Written:
        return {FixPage::tr("written"), QStringLiteral("ok"), Tone::Covered};
    case FixOutcome::State::InTab:
        return {FixPage::tr("changed in its tab, not saved"), QStringLiteral("ok"), Tone::Covered};
    case FixOutcome::State::Refused:
        return {FixPage::tr("not changed: %1").arg(outcome.words), QStringLiteral("error"),
                Tone::Error};
    case FixOutcome::State::NotReached:
        break;
    }
    return {FixPage::tr("not changed: cancelled before"), QStringLiteral("off"), Tone::Muted};
}

Line fileLine(const FixRow& row, std::optional<bool> ticked, const FixOutcome* outcome)
{
    Line line;
    line.key = row.path;
    line.ticked = ticked;
    line.texts = {row.name, row.refused.isEmpty() ? number(row.made) : QString(), planText(row)};
    line.cells = QList<Cell>(line.texts.size());
    line.cells[0].elideMiddle = true;
    line.cells[1].atRight = true;
    line.cells[2].tone = Tone::Muted;
    if (outcome != nullptr) {
        const OutcomeWords words = outcomeWords(*outcome);
        line.texts[2] = words.text;
        line.cells[2].icon = words.icon;
        line.cells[2].iconTone = words.tone;
        line.cells[2].tone = words.tone;
    } else if (!row.refused.isEmpty()) {
        line.cells[2].icon = QStringLiteral("error");
        line.cells[2].iconTone = Tone::Error;
        line.cells[2].tone = Tone::Error;
    }
    line.tip = row.name + u'\n' + line.texts[2];
    return line;
}

} // namespace

FixPage::FixPage(const QString& folder, QWidget* parent)
    : QWidget(parent), m_fixPanel(new LinePanel(fixLook(), this)),
      m_filePanel(new LinePanel(fileLook(), this)),
      m_diffTitle(new PanelTitle(QStringLiteral("compare"), tr("Changes"), this)),
      m_diff(new UnifiedView(this)), m_diffState(new StatePage(m_diff, this)),
      m_foot(new PageFoot(QStringLiteral("fixSentence"), this)), m_progress(new QProgressBar(this)),
      m_cancel(new QAction(this)), m_apply(new QAction(this))
{
    setObjectName(QStringLiteral("fixPage"));
    setAccessibleName(tr("Fix in the files of %1").arg(folder));
    m_diffTitle->setObjectName(QStringLiteral("fixDiffTitle"));
    m_diff->setObjectName(QStringLiteral("fixDiff"));
    m_diff->setAccessibleName(tr("The file as it is and as it would be"));
    auto* const left = new QSplitter(Qt::Vertical);
    left->setObjectName(QStringLiteral("fixLists"));
    left->setChildrenCollapsible(false);
    left->setHandleWidth(1);
    left->addWidget(m_fixPanel);
    left->addWidget(m_filePanel);
    left->setSizes({1500, 3500});
    auto* const right = new QWidget;
    auto* const rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addWidget(m_diffTitle);
    rightColumn->addWidget(m_diffState, 1);
    auto* const splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(QStringLiteral("fixSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setSizes({4800, 5200});
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(splitter, 1);
    column->addWidget(m_foot);
    buildFoot();
    setFocusProxy(&m_fixPanel->tree());
    connect(m_fixPanel, &LinePanel::tickRequested, this, &FixPage::onFixTicked);
    connect(m_filePanel, &LinePanel::tickRequested, this, &FixPage::onFileTicked);
    connect(m_filePanel, &LinePanel::currentChanged, this, &FixPage::showDiff);
    showDiff(-1);
    showPhase();
}

void FixPage::buildFoot()
{
    m_progress->setObjectName(QStringLiteral("fixProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setFixedWidth(progressWidth);
    m_progress->setTextVisible(false);
    m_cancel->setObjectName(QStringLiteral("fixCancel"));
    m_cancel->setIcon(icon(QStringLiteral("close")));
    m_cancel->setShortcut(Qt::Key_Escape);
    m_apply->setObjectName(QStringLiteral("fixApply"));
    m_apply->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    for (QAction* const action : {m_cancel, m_apply}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        m_foot->addButton(action, {}, action == m_apply);
    }
    m_foot->addFront(m_progress);
    connect(m_cancel, &QAction::triggered, this, &FixPage::cancelRequested);
    connect(m_apply, &QAction::triggered, this, [this] {
        if (m_phase == Phase::Done)
            Q_EMIT cancelRequested();
        else
            Q_EMIT applyRequested();
    });
}

void FixPage::setFixes(std::vector<ops::FixGroup> fixes, std::size_t files)
{
    m_fixes = std::move(fixes);
    m_chosen.clear();
    for (const ops::FixGroup& group : m_fixes) {
        if (group.fix.severity == text::Severity::Error && group.fix.adds
            && group.fix.rivals.empty())
            m_chosen.insert(group.fix.kind);
    }
    showFixes();
    m_fixPanel->title().setSentence(tr("in %1").arg(counted(files, tr("file"), tr("files"))));
    if (m_fixes.empty())
        m_fixPanel->state().showEmpty(tr("No problem in these files has a fix that can be made for "
                                         "a person"),
                                      {}, QStringLiteral("fix"));
    else
        m_fixPanel->setCurrentLine(0);
}

void FixPage::showFixes()
{
    const QString sentence = m_fixPanel->title().sentence();
    std::vector<Line> lines;
    for (const ops::FixGroup& group : m_fixes)
        lines.push_back(fixLine(group, m_chosen.contains(group.fix.kind)));
    m_fixPanel->setLines(std::move(lines), sentence);
}

void FixPage::onFixTicked(const std::string& key, bool on)
{
    const auto found = std::ranges::find(
        m_fixes, key, [](const ops::FixGroup& group) { return keyOf(group.fix.kind); });
    if (found == m_fixes.end() || m_phase == Phase::Writing || m_phase == Phase::Done)
        return;
    if (on) {
        m_chosen.insert(found->fix.kind);
        for (const ops::FixKind& rival : found->fix.rivals)
            m_chosen.erase(rival);
    } else {
        m_chosen.erase(found->fix.kind);
    }
    showFixes();
    Q_EMIT chosenChanged();
}

void FixPage::onFileTicked(const std::string& key, bool on)
{
    if (m_phase != Phase::Ready)
        return;
    if (on)
        m_unticked.erase(key);
    else
        m_unticked.insert(key);
    showFiles();
    showPhase();
}

bool FixPage::canTake(const FixRow& row) const
{
    return row.refused.isEmpty() && row.made > 0;
}

void FixPage::showPlanning(int done, int total)
{
    m_phase = Phase::Planning;
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    showPhase();
}

void FixPage::showPlanFailed(const QString& why)
{
    m_phase = Phase::Failed;
    setRows({});
    m_phase = Phase::Failed;
    m_filePanel->state().showFailed(tr("The fixes could not be tried"), why, {});
    showPhase();
}

void FixPage::setRows(std::vector<FixRow> rows)
{
    m_phase = Phase::Ready;
    m_rows = std::move(rows);
    showFiles();
    if (m_rows.empty())
        m_filePanel->state().showEmpty(m_fixes.empty() ? tr("There is nothing to change.")
                                           : m_chosen.empty()
                                           ? tr("Tick a fix to see what it changes.")
                                           : tr("The chosen fixes change nothing."),
                                       {}, QStringLiteral("documents"));
    const int current = m_filePanel->currentLine();
    if (current < 0 && !m_rows.empty())
        m_filePanel->setCurrentLine(0);
    showDiff(m_filePanel->currentLine());
    showPhase();
}

void FixPage::showFiles()
{
    std::vector<Line> lines;
    for (const FixRow& row : m_rows) {
        std::optional<bool> ticked;
        if (canTake(row) && m_phase != Phase::Done)
            ticked = !m_unticked.contains(row.path);
        const auto outcome = m_outcomes.find(row.path);
        lines.push_back(
            fileLine(row, ticked, outcome == m_outcomes.end() ? nullptr : &outcome->second));
    }
    const bool any = !lines.empty();
    m_filePanel->setLines(std::move(lines), any ? filesSentence() : QString());
}

QString FixPage::filesSentence() const
{
    std::size_t places = 0;
    for (const FixRow& row : m_rows)
        places += row.made;
    return tr("%1 in %2")
        .arg(counted(places, tr("change"), tr("changes")),
             counted(m_rows.size(), tr("file"), tr("files")));
}

void FixPage::showDiff(int file)
{
    if (file < 0 || static_cast<std::size_t>(file) >= m_rows.size()) {
        m_diffTitle->setSentence({});
        return m_diffState->showEmpty(tr("Select a file to see what would change."), {},
                                      QStringLiteral("compare"));
    }
    const FixRow& row = m_rows[static_cast<std::size_t>(file)];
    const auto outcome = m_outcomes.find(row.path);
    m_diffTitle->setSentence(m_phase == Phase::Done && outcome != m_outcomes.end() ? row.name
                                     + QStringLiteral(": ") + outcomeWords(outcome->second).text
                                 : row.inTab ? tr("%1, as it stands in its tab").arg(row.name)
                                             : row.name);
    if (row.diff == nullptr)
        return m_diffState->showEmpty(row.refused.isEmpty() ? tr("Nothing changes in this file.")
                                                            : row.refused,
                                      {}, QStringLiteral("compare"));
    m_diff->setDiff(row.diff);
    m_diffState->showContent();
}

std::vector<std::string> FixPage::ticked() const
{
    std::vector<std::string> out;
    for (const FixRow& row : m_rows) {
        if (canTake(row) && !m_unticked.contains(row.path))
            out.push_back(row.path);
    }
    return out;
}

void FixPage::showWriting(int done, int total)
{
    m_phase = Phase::Writing;
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    showPhase();
}

void FixPage::setOutcome(const std::string& path, const FixOutcome& outcome)
{
    m_outcomes[path] = outcome;
}

void FixPage::showDone()
{
    m_phase = Phase::Done;
    showFiles();
    showDiff(m_filePanel->currentLine());
    showPhase();
}

QString FixPage::doneSentence() const
{
    using State = FixOutcome::State;
    const auto count = [this](State state) {
        return static_cast<std::size_t>(std::ranges::count_if(
            m_outcomes, [state](const auto& one) { return one.second.state == state; }));
    };
    QStringList parts;
    const auto say = [&parts](std::size_t files, const QString& one, const QString& many) {
        if (files > 0)
            parts += counted(files, one, many);
    };
    say(count(State::Written), tr("file written"), tr("files written"));
    say(count(State::InTab), tr("changed in its tab, not saved"),
        tr("changed in their tabs, not saved"));
    say(count(State::Refused), tr("not changed"), tr("not changed"));
    say(count(State::NotReached), tr("not reached"), tr("not reached"));
    return parts.join(QStringLiteral(" · "));
}

void FixPage::showPhase()
{
    const std::size_t files = ticked().size();
    m_progress->setVisible(m_phase == Phase::Planning || m_phase == Phase::Writing);
    m_cancel->setText(m_phase == Phase::Writing ? tr("Stop") : tr("Cancel"));
    m_cancel->setVisible(m_phase != Phase::Done);
    m_apply->setEnabled(m_phase == Phase::Done || (m_phase == Phase::Ready && files > 0));
    m_apply->setText(m_phase == Phase::Done ? tr("Close")
                         : files == 0
                         ? tr("Apply")
                         : tr("Apply to %1").arg(counted(files, tr("file"), tr("files"))));
    m_apply->setIcon(icon(m_phase == Phase::Done ? QStringLiteral("ok") : QStringLiteral("fix")));
    switch (m_phase) {
    case Phase::Planning:
        m_foot->setSentence(tr("Trying the fixes…"));
        break;
    case Phase::Failed:
        m_foot->setSentence({});
        break;
    case Phase::Ready:
        m_foot->setSentence(tr("Nothing is written before you apply"));
        break;
    case Phase::Writing:
        m_foot->setSentence(
            tr("Writing %1 of %2").arg(m_progress->value()).arg(m_progress->maximum()));
        break;
    case Phase::Done:
        m_foot->setSentence(doneSentence());
        break;
    }
}

QList<QWidget*> FixPage::panes() const
{
    return {&m_fixPanel->tree(), &m_filePanel->tree(), m_diff};
}

} // namespace pw::ui
