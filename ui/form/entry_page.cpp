#include "ui/form/entry_page.h"

#include "core/ops/form_sentence.h"
#include "ui/common/counts.h"
#include "ui/form/problem_line.h"

#include <QAction>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int fewRows = 200; ///< so many are opened by themselves

std::size_t entriesIn(const std::vector<EntryRow>& rows)
{
    std::size_t count = 0;
    for (const EntryRow& row : rows)
        count += (row.kind == EntryRow::Kind::Entry ? 1 : 0) + entriesIn(row.below);
    return count;
}

} // namespace

EntryPage::EntryPage(const Names& names, std::vector<EntryModel::Column> columns, QWidget* parent)
    : FormPage(parent), m_model(new EntryModel(std::move(columns), this)),
      m_table(new EntryTable([this](const QModelIndex& cell) { return fieldOf(cell); }, this)),
      m_fields(new FieldTree(this)), m_tab(names.tab)
{
    buildTable(names);
    const QString fieldNames = names.objects + QStringLiteral("Fields");
    m_fields->setObjectName(fieldNames);
    m_fields->setAccessibleName(names.fields);
    m_fields->header()->setObjectName(fieldNames + QStringLiteral("Header"));
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(names.objects + QStringLiteral("Splitter"));
    m_head = new EntryPanel({names.objects, names.title, names.title}, m_table, 12, splitter);
    m_fieldsHead
        = new EntryPanel({fieldNames, names.fields, names.sentence}, m_fields, 4, splitter);
    splitter->addWidget(m_head);
    splitter->addWidget(m_fieldsHead);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    column->addWidget(splitter, 1);
    auto* const problem = new ProblemLine(*m_fields, this);
    column->addWidget(problem);
    connect(problem, &ProblemLine::fixRequested, this, &FormPage::fixRequested);
    setFocusProxy(m_table);
    connect(m_fields, &FieldTree::wished, this, &FormPage::wished);
    connect(m_fields, &FieldTree::revealRequested, this, &FormPage::revealRequested);
    connect(m_fields->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { updateButtons(); });
}

void EntryPage::buildTable(const Names& names)
{
    m_table->setObjectName(names.objects + QStringLiteral("Table"));
    m_table->setAccessibleName(names.title);
    m_table->header()->setObjectName(names.objects + QStringLiteral("TableHeader"));
    m_table->setModel(m_model);
    m_table->setColumnWidths(m_model->columnWidths());
    m_table->setExpandsOnDoubleClick(false);
    addKey(tr("Edit"), Qt::Key_F2, [this] { editCurrent(); });
    addKey(tr("Remove"), Qt::Key_Delete, [this] {
        if (!m_readOnly)
            removeSelected();
    });
    addKey(tr("Move up"), Qt::ALT | Qt::Key_Up, [this] { moveSelected(-1); });
    addKey(tr("Move down"), Qt::ALT | Qt::Key_Down, [this] { moveSelected(1); });
    connect(m_table, &QAbstractItemView::activated, this, &EntryPage::editCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EntryPage::onCurrentChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { updateButtons(); });
}

void EntryPage::addKey(const QString& text, const QKeySequence& keys, std::function<void()> does)
{
    auto* const action = new QAction(text, m_table);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [does = std::move(does)] { does(); });
    m_table->addAction(action);
}

void EntryPage::setDocument(const FormDocumentPtr& document)
{
    m_document = document;
    m_fields->fields().setPolicyType(document->shown().type);
    rebuild();
}

void EntryPage::rebuild()
{
    if (m_document == nullptr)
        return;
    {
        const QScopedValueRollback guard(m_showing, true);
        const bool wasEmpty = m_model->rowCount() == 0;
        std::vector<EntryRow> rows = rowsOf(*m_document);
        const auto isGroup = [](const EntryRow& row) { return row.kind == EntryRow::Kind::Group; };
        const bool hasLevels
            = std::ranges::any_of(rows, [](const EntryRow& row) { return !row.below.empty(); });
        const std::size_t count = entriesIn(rows);
        m_head->setCount(std::ranges::any_of(rows, isGroup) ? QString() : number(count));
        const bool opens = wasEmpty || (m_table->rootIsDecorated() != hasLevels);
        m_model->setRows(m_document, std::move(rows));
        m_table->setRootIsDecorated(hasLevels);
        if (opens && hasLevels && count < fewRows)
            m_table->expandAll();
        showWhatCame();
        if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
            m_table->setCurrentIndex(m_model->index(0, 0));
    }
    m_head->setSentence(
        ops::tabSentence(m_document->shown(), *m_document->snapshot->document, m_tab));
    showFields();
    updateButtons();
}

void EntryPage::showWhatCame()
{
    const QModelIndex found = m_later ? m_model->find(*m_later) : QModelIndex();
    if (!found.isValid() || m_model->row(found).place != *m_later)
        return;
    m_later.reset();
    for (QModelIndex above = found.parent(); above.isValid(); above = above.parent())
        m_table->expand(above);
    m_table->setCurrentIndex(found);
    m_table->scrollTo(found);
    for (int more = 0; more < m_laterCount; ++more) {
        const QModelIndex row = found.siblingAtRow(found.row() + more);
        m_table->selectionModel()->select(row,
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
        m_table->expand(row);
    }
}

void EntryPage::setReadOnly(bool on)
{
    m_readOnly = on;
    m_fields->setReadOnly(on);
    m_table->setDragEnabled(!on);
    updateButtons();
}

std::vector<ops::FormTop> EntryPage::fieldsOf(const EntryRow& row) const
{
    std::vector<ops::FormTop> out;
    if (row.kind == EntryRow::Kind::Group)
        return out;
    if (row.kind != EntryRow::Kind::Entry || !row.row.node.isMapping()) {
        out.push_back({row.place, row.row});
        return out;
    }
    for (ops::FormRow& field : ops::formRows(row.row)) {
        if (field.role == ops::FormRow::Role::Add)
            continue;
        policy::Place place = row.place;
        place.steps.push_back(field.step);
        out.push_back({std::move(place), std::move(field)});
    }
    return out;
}

const EntryRow* EntryPage::currentRow() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? &m_model->row(current) : nullptr;
}

void EntryPage::showFields()
{
    const EntryRow* const row = currentRow();
    // The same entry at another place: its fields stay what they are.
    if (row != nullptr && m_shown.isValid()
        && m_shown == m_table->currentIndex().siblingAtColumn(0))
        m_fields->fields().moved(m_shownPlace, row->place);
    m_shown = m_table->currentIndex().siblingAtColumn(0);
    m_shownPlace = row == nullptr ? policy::Place() : row->place;
    m_fields->setTops(m_document, row == nullptr ? std::vector<ops::FormTop>() : fieldsOf(*row));
    if (row != nullptr && row->kind == EntryRow::Kind::Other)
        m_fields->showPlace(row->place); // what it is says what mends it
    m_fieldsHead->setTitle(row == nullptr ? tr("Nothing is selected") : fieldsTitle(*row));
    const bool says = row != nullptr && row->kind == EntryRow::Kind::Entry;
    m_fieldsHead->setSentence(says ? ops::rowSentence({row->place, row->row, m_document->root()})
                                   : ops::Sentence());
}

void EntryPage::onCurrentChanged(const QModelIndex& current)
{
    if (m_showing || m_document == nullptr)
        return;
    showFields();
    updateButtons();
    if (!current.isValid() || !m_model->row(current).row.node)
        return;
    const text::Span span = m_model->row(current).row.node.entrySpan();
    Q_EMIT revealRequested(span);
}

void EntryPage::showPlace(const policy::Place& place)
{
    {
        const QScopedValueRollback guard(m_showing, true);
        const QModelIndex found = m_model->find(place);
        if (!found.isValid())
            return;
        for (QModelIndex above = found.parent(); above.isValid(); above = above.parent())
            m_table->expand(above);
        m_table->setCurrentIndex(found);
        m_table->scrollTo(found);
    }
    showFields();
    updateButtons();
    m_fields->showPlace(place);
}

std::optional<policy::Place> EntryPage::currentPlace() const
{
    const QModelIndex field = m_fields->currentIndex();
    if (field.isValid() && m_fields->isAncestorOf(focusWidget()))
        return m_fields->fields().spot(field).place;
    const EntryRow* const row = currentRow();
    return row == nullptr || row->kind == EntryRow::Kind::Group ? std::nullopt
                                                                : std::optional(row->place);
}

} // namespace pw::ui
