#include "ui/library/library_page.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/filter_line.h"
#include "ui/common/line_panel.h"
#include "ui/common/notice_strip.h"
#include "ui/common/page_foot.h"
#include "ui/common/panel_title.h"
#include "ui/common/severity.h"
#include "ui/common/state_page.h"
#include "ui/library/library_model.h"
#include "ui/library/library_words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace pw::ui {
namespace {

enum ProblemColumn { Kind, Place, Message, Code, Fix };

LinePanel::Look problemLook()
{
    return {QStringLiteral("libraryProblems"),
            QStringLiteral("warn"),
            LibraryPage::tr("Problems"),
            {LibraryPage::tr("KIND"), LibraryPage::tr("LINE"), LibraryPage::tr("MESSAGE"),
             LibraryPage::tr("CODE"), LibraryPage::tr("FIX")},
            {{12, 124}, {8, 70}, {60, 260}, {15, 110}, {22, 140}}};
}

Line problemLine(const ops::LibraryProblem& problem, std::size_t number)
{
    Line line;
    line.key = std::to_string(number) + problem.code;
    QStringList fixes;
    for (const std::string& fix : problem.fixes)
        fixes += toQString(fix);
    line.texts = {
        severityWord(problem.severity),
        QStringLiteral("%1:%2").arg(problem.place.line).arg(problem.place.column),
        toQString(problem.path.empty() ? problem.message : problem.path + ": " + problem.message),
        toQString(problem.code), fixes.join(LibraryPage::tr(", or "))};
    line.cells = QList<Cell>(line.texts.size());
    line.cells[Kind].icon = severityIcon(problem.severity);
    line.cells[Kind].tone = severityTone(problem.severity);
    line.cells[Kind].iconTone = line.cells[Kind].tone;
    line.cells[Place].mono = true;
    line.cells[Code].mono = true;
    line.cells[Code].tone = Tone::Muted;
    if (!fixes.isEmpty())
        line.cells[Fix].icon = QStringLiteral("fix");
    line.tip = line.texts[Message];
    return line;
}

} // namespace

LibraryPage::LibraryPage(const QString& folder, QWidget* parent)
    : QWidget(parent), m_folder(folder),
      m_head(new PanelTitle(QStringLiteral("open"), tr("Library"), this)),
      m_notice(new NoticeStrip(this)), m_model(new LibraryModel(this)),
      m_proxy(new LibraryProxy(m_model)), m_table(new RowTree(this)),
      m_state(new StatePage(m_table, this)), m_problems(new LinePanel(problemLook(), this)),
      m_foot(new PageFoot(QStringLiteral("libraryCounts"), this))
{
    setObjectName(QStringLiteral("libraryPage"));
    setAccessibleName(tr("Library %1").arg(folder));
    m_head->setObjectName(QStringLiteral("libraryHead"));
    buildTable();
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("librarySplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_state);
    splitter->addWidget(m_problems);
    splitter->setSizes({3600, 1400});
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(makeBar());
    column->addWidget(m_notice);
    column->addWidget(splitter, 1);
    column->addWidget(m_foot);
    setFocusProxy(m_table);
    connectParts();
    setLibrary(nullptr);
}

QWidget* LibraryPage::makeBar()
{
    auto* const bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("libraryBar"));
    bar->setProperty("kind", QStringLiteral("bar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    m_text = new FilterLine(
        QStringLiteral("libraryFilter"),
        tr("Filter by file, name, kind, type, mode, problem…   wildcards: db/*"), bar);
    m_onlyProblems = new QCheckBox(tr("Only with problems"), bar);
    m_onlyProblems->setObjectName(QStringLiteral("libraryOnlyProblems"));
    m_others = new QToolButton(bar);
    m_others->setObjectName(QStringLiteral("libraryOthers"));
    m_others->setCheckable(true);
    m_others->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_others->setToolTip(tr("Files that are not ours: nothing ever writes to them"));
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(10, 7, 10, 8);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_onlyProblems);
    row->addWidget(m_others);
    return bar;
}

void LibraryPage::buildTable()
{
    m_table->setObjectName(QStringLiteral("libraryTable"));
    m_table->setAccessibleName(tr("Files of the library"));
    m_table->header()->setObjectName(QStringLiteral("libraryTableHeader"));
    m_table->setAlternatingRowColors(true);
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setColumnWidths(LibraryModel::columnWidths());
    m_table->setExpandsOnDoubleClick(false); // that opens the file
}

void LibraryPage::connectParts()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showDetails();
        showCounts();
        Q_EMIT selectionChanged();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LibraryPage::showDetails);
    connect(m_table, &QTreeView::activated, this, &LibraryPage::openIndex);
    connect(m_problems, &LinePanel::activated, this, &LibraryPage::openProblem);
    connect(m_text, &QLineEdit::textChanged, this, &LibraryPage::applyFilter);
    connect(m_onlyProblems, &QCheckBox::toggled, this, &LibraryPage::applyFilter);
    connect(m_others, &QToolButton::toggled, this, [this](bool shown) {
        m_proxy->showOthers(shown);
        showState();
    });
    connect(m_state, &StatePage::helpRequested, this, &LibraryPage::onHelp);
    connect(m_state, &StatePage::otherRequested, this, &LibraryPage::chooseFolderRequested);
    connect(m_state, &StatePage::cancelRequested, this, &LibraryPage::cancelRequested);
    connect(m_notice, &NoticeStrip::answered, this, &LibraryPage::refreshRequested);
}

void LibraryPage::onHelp()
{
    switch (m_help) {
    case Help::Refresh:
        return Q_EMIT refreshRequested();
    case Help::ChooseFolder:
        return Q_EMIT chooseFolderRequested();
    case Help::ShowAll:
        m_text->clear();
        m_onlyProblems->setChecked(false);
    }
}

void LibraryPage::showEmpty(const QString& why, const QString& words, Help help)
{
    m_help = help;
    m_state->showEmpty(why, words, QStringLiteral("open"));
}

void LibraryPage::showLoading(int done, int total)
{
    const QString what = total > 0
        ? tr("Reading the files: %1 of %2")
              .arg(number(static_cast<std::size_t>(done)), number(static_cast<std::size_t>(total)))
        : tr("Looking into the folder…");
    if (library() == nullptr)
        m_state->showLoading(what, done, total);
    else
        m_head->setSentence(what);
}

void LibraryPage::showFailed(const QString& why)
{
    showHead();
    if (library() == nullptr) {
        m_help = Help::Refresh;
        m_state->showFailed(tr("The folder could not be read"), why, tr("Try again"),
                            tr("Open another folder…"));
        return;
    }
    m_notice->showNotice(tr("What is shown was read before. Now: %1").arg(why), {tr("Try again")});
}

void LibraryPage::showCancelled()
{
    showHead();
    if (library() == nullptr)
        showEmpty(tr("Reading was cancelled"), tr("Read again"), Help::Refresh);
}

void LibraryPage::setLibrary(const ops::LibraryPtr& library)
{
    m_model->setLibrary(library);
    m_others->setText(otherFilesText(library == nullptr ? 0 : library->others.size()));
    m_others->setVisible(library != nullptr && !library->others.empty());
    showState();
    showNotice();
    showHead();
    if (!m_table->selectionModel()->hasSelection() && m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, 0));
    showDetails();
    showCounts();
}

const ops::LibraryPtr& LibraryPage::library() const
{
    return m_model->library();
}

void LibraryPage::showState()
{
    const bool known = library() != nullptr;
    m_problems->setVisible(known && !library()->files.empty());
    if (m_proxy->rowCount() > 0)
        m_state->showContent();
    else if (!known)
        showEmpty(tr("The folder was not read yet"), tr("Read it"), Help::Refresh);
    else if (library()->files.empty())
        showEmpty(tr("No policy, baseline, ruleset or fingerprint is in this folder"),
                  tr("Open another folder…"), Help::ChooseFolder);
    else
        showEmpty(tr("No file fits the filter"), tr("Show all"), Help::ShowAll);
}

void LibraryPage::showNotice()
{
    QStringList notes;
    if (library() != nullptr && library()->cut)
        notes += tr("The folder holds more files than a library shows; those beyond are missing "
                    "here.");
    if (library() != nullptr && !library()->unreadFolders.empty()) {
        const auto count = library()->unreadFolders.size();
        const QString first = toQString(library()->unreadFolders.front());
        notes += count == 1
            ? tr("A folder could not be looked into: %1").arg(first)
            : tr("%1 folders could not be looked into, such as %2").arg(number(count), first);
    }
    if (notes.isEmpty())
        m_notice->hideNotice();
    else
        m_notice->showNotice(notes.join(u' '), {tr("Read again")});
}

QString LibraryPage::countsText() const
{
    return library() == nullptr ? QString() : libraryText(ops::countLibrary(library()->files));
}

void LibraryPage::showHead()
{
    const QString counts = countsText();
    m_head->setSentence(counts.isEmpty() ? m_folder : counts + QStringLiteral("  —  ") + m_folder);
}

void LibraryPage::applyFilter()
{
    m_proxy->setFilter({toUtf8(m_text->text()), m_onlyProblems->isChecked()});
    // Before the first rows, the page says what it waits for.
    if (library() != nullptr)
        showState();
    showCounts();
}

ops::LibraryFilePtr LibraryPage::fileAt(const QModelIndex& shown) const
{
    return m_model->file(m_proxy->mapToSource(shown));
}

const ops::LibraryUnit* LibraryPage::unitAt(const QModelIndex& shown) const
{
    const QModelIndex source = m_proxy->mapToSource(shown);
    return source.isValid() ? m_model->unit(source) : nullptr;
}

void LibraryPage::showDetails()
{
    const auto selected = selectedFiles();
    m_detailed = selected.size() == 1 ? selected.front() : nullptr;
    std::vector<Line> lines;
    if (m_detailed == nullptr) {
        m_problems->setLines({}, {});
        m_problems->state().showEmpty(selected.empty() ? tr("Select a file to see its problems")
                                                       : tr("Select one file to see its problems"),
                                      {}, QStringLiteral("warn"));
        return;
    }
    for (const ops::LibraryProblem& problem : m_detailed->listed)
        lines.push_back(problemLine(problem, lines.size()));
    const bool none = lines.empty();
    const QString name = toQString(m_detailed->name);
    m_problems->setLines(std::move(lines),
                         name + QStringLiteral(": ") + problemsText(m_detailed->problems));
    if (!m_detailed->unread.empty())
        m_problems->state().showFailed(tr("The file could not be read"),
                                       toQString(m_detailed->unread), {});
    else if (none)
        m_problems->state().showEmpty(tr("Nothing is wrong with this file."), {},
                                      QStringLiteral("okc"));
}

void LibraryPage::openIndex(const QModelIndex& shown)
{
    const ops::LibraryFilePtr file = fileAt(shown);
    if (file == nullptr)
        return;
    const ops::LibraryUnit* const unit = unitAt(shown);
    std::optional<text::Span> place;
    if (unit != nullptr)
        place = text::Span{unit->at, unit->at};
    for (const ops::LibraryProblem& problem : file->listed) {
        if (unit != nullptr && problem.span.begin < unit->at)
            continue;
        const bool within
            = unit == nullptr || std::ranges::any_of(unit->problems, [](auto n) { return n > 0; });
        if (within)
            place = problem.span;
        break;
    }
    Q_EMIT openRequested(file->path, place);
}

void LibraryPage::openProblem(int line)
{
    if (m_detailed == nullptr || line < 0
        || static_cast<std::size_t>(line) >= m_detailed->listed.size())
        return;
    Q_EMIT openRequested(m_detailed->path, m_detailed->listed[static_cast<std::size_t>(line)].span);
}

void LibraryPage::openSelected()
{
    openIndex(m_table->currentIndex().siblingAtColumn(0));
}

std::vector<ops::LibraryFilePtr> LibraryPage::selectedFiles() const
{
    std::set<int> rows; // of files: several documents of one may be selected
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        rows.insert(row.parent().isValid() ? row.parent().row() : row.row());
    std::vector<ops::LibraryFilePtr> out;
    for (const int row : rows) {
        if (const ops::LibraryFilePtr file = fileAt(m_proxy->index(row, 0)))
            out.push_back(file);
    }
    return out;
}

std::vector<ops::LibraryFilePtr> LibraryPage::shownFiles() const
{
    std::vector<ops::LibraryFilePtr> out;
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        if (const ops::LibraryFilePtr file = fileAt(m_proxy->index(row, 0)))
            out.push_back(file);
    }
    return out;
}

QString LibraryPage::selectedText() const
{
    return m_problems->tree().hasFocus() ? m_problems->tree().selectedText()
                                         : m_table->selectedText();
}

void LibraryPage::addRowAction(QAction* action)
{
    m_table->addAction(action);
}

void LibraryPage::addFootAction(QAction* action, const QString& text, bool primary)
{
    m_foot->addButton(action, text, primary);
}

QList<QWidget*> LibraryPage::panes() const
{
    return {m_text, m_table, &m_problems->tree()};
}

void LibraryPage::focusFilter()
{
    m_text->take();
}

void LibraryPage::showCounts()
{
    if (library() == nullptr)
        return m_foot->setSentence({});
    const auto selected = selectedFiles().size();
    const auto shown = m_others->isChecked() ? shownFiles().size()
                                             : static_cast<std::size_t>(m_proxy->rowCount());
    const auto all = library()->files.size();
    if (selected > 1)
        m_foot->setSentence(tr("%1 files selected").arg(number(selected)));
    else if (shown < all)
        m_foot->setSentence(tr("%1 of %2 files").arg(number(shown), number(all)));
    else
        m_foot->setSentence(counted(all, tr("file"), tr("files")));
}

} // namespace pw::ui
