#include "ui/fingerprints/filter_panel.h"

#include "core/ops/wildcard.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/icons.h"
#include "ui/common/row_tree.h"
#include "ui/common/tick_delegate.h"
#include "ui/fingerprints/facet_model.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int fieldsWidth = 160;
constexpr QSize panelSize(600, 420);
constexpr int countWidth = 84;
constexpr int fieldRole = SortRole + 1;

} // namespace

FilterPanel::FilterPanel(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_model(new FacetModel(this)),
      m_fieldModel(new QStandardItemModel(this)), m_fields(new RowTree(this)),
      m_search(new QLineEdit(this)), m_values(new RowTree(this)), m_hint(new QLabel(this)),
      m_clear(new QPushButton(tr("Clear all"), this))
{
    setObjectName(QStringLiteral("filterPanel"));
    setAccessibleName(tr("Filters"));
    setFrameShape(QFrame::StyledPanel);
    resize(panelSize);
    m_fields->setObjectName(QStringLiteral("filterFields"));
    m_fields->setAccessibleName(tr("Fields to filter by"));
    m_fields->setFixedWidth(fieldsWidth);
    m_fields->setRootIsDecorated(false);
    m_fields->setHeaderHidden(true);
    m_fields->setSelectionMode(QAbstractItemView::SingleSelection);
    m_fields->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_fields->setModel(m_fieldModel);
    m_search->setObjectName(QStringLiteral("facetSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), true), QLineEdit::LeadingPosition)
        ->setText(tr("Search"));
    for (QToolButton* const button : m_search->findChildren<QToolButton*>())
        button->setAccessibleName(tr("Search"));
    m_search->installEventFilter(this);
    m_values->setObjectName(QStringLiteral("facetValues"));
    m_values->setRootIsDecorated(false);
    m_values->setHeaderHidden(true);
    m_values->setItemDelegate(new TickDelegate(m_values));
    m_values->setSelectionMode(QAbstractItemView::SingleSelection);
    m_values->setModel(m_model);
    m_values->header()->setStretchLastSection(false);
    m_values->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_values->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_values->header()->resizeSection(1, countWidth);
    m_hint->setObjectName(QStringLiteral("facetHint"));
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_clear->setObjectName(QStringLiteral("clearFilters"));
    m_clear->setAccessibleName(tr("Clear all filters"));

    auto* const foot = new QHBoxLayout;
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_clear);
    auto* const right = new QVBoxLayout;
    right->setContentsMargins(8, 8, 8, 8);
    right->addWidget(m_search);
    right->addWidget(m_values, 1);
    right->addLayout(foot);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_fields);
    row->addLayout(right, 1);
    setFocusProxy(m_search);

    connect(m_fields->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_filling)
            return;
        m_search->clear();
        showValues();
    });
    connect(m_search, &QLineEdit::textChanged, this, &FilterPanel::showValues);
    connect(m_search, &QLineEdit::returnPressed, this, &FilterPanel::takeTyped);
    connect(m_values, &QAbstractItemView::activated, m_model, &FacetModel::toggle);
    connect(m_model, &FacetModel::patternsChanged, this,
            [this] { Q_EMIT patternsChanged(field(), m_model->patterns()); });
    connect(m_clear, &QPushButton::clicked, this, &FilterPanel::clearRequested);
    setFacets({}, {});
}

bool FilterPanel::hasOwnPlace(ops::FingerprintField field)
{
    return field == ops::FingerprintField::Namespace || field == ops::FingerprintField::Cluster;
}

void FilterPanel::setFacets(const ops::FingerprintFacets& facets, const FieldPatternMap& patterns)
{
    m_facets = facets;
    m_patterns = patterns;
    showFields();
    showValues();
}

void FilterPanel::showFields()
{
    const QScopedValueRollback guard(m_filling, true);
    const QVariant chosen = m_fields->currentIndex().data(fieldRole);
    m_fieldModel->clear();
    QModelIndex current;
    bool any = false;
    for (const ops::FingerprintField one : ops::fingerprintFields) {
        const auto asked = m_patterns.find(one);
        const std::size_t ticked = asked == m_patterns.end() ? 0 : asked->second.size();
        any = any || ticked > 0;
        if (hasOwnPlace(one) || (ticked == 0 && !m_facets.contains(one)))
            continue;
        auto* const item = new QStandardItem(fieldTitle(one));
        item->setData(static_cast<int>(one), fieldRole);
        if (ticked > 0) {
            Cell cell;
            cell.bold = true;
            cell.note = number(static_cast<std::size_t>(ticked));
            item->setData(QVariant::fromValue(cell), CellRole);
            item->setData(tr("%1, %2 ticked").arg(item->text(), cell.note), Qt::AccessibleTextRole);
        }
        m_fieldModel->appendRow(item);
        if (item->data(fieldRole) == chosen)
            current = item->index();
    }
    m_fields->setCurrentIndex(current.isValid() ? current : m_fieldModel->index(0, 0));
    m_clear->setEnabled(any);
}

ops::FingerprintField FilterPanel::field() const
{
    const QVariant chosen = m_fields->currentIndex().data(fieldRole);
    return chosen.isValid() ? static_cast<ops::FingerprintField>(chosen.toInt())
                            : ops::FingerprintField::Image;
}

void FilterPanel::showValues()
{
    const ops::FingerprintField shown = field();
    const auto facet = m_facets.find(shown);
    const auto asked = m_patterns.find(shown);
    const ops::Facet values = facet == m_facets.end() ? ops::Facet() : facet->second;
    const QString name = fieldTitle(shown);
    m_search->setAccessibleName(tr("Search %1").arg(name));
    m_search->setPlaceholderText(shown == ops::FingerprintField::Label
                                     ? tr("Search, or type a pattern: app=web*, or a key alone")
                                     : tr("Search, or type a pattern: mongo*"));
    m_values->setAccessibleName(name);
    m_model->setFacet(shown, values,
                      asked == m_patterns.end() ? std::vector<std::string>() : asked->second,
                      m_search->text());
    const std::string typed = typedPattern();
    if (!typed.empty())
        m_hint->setText(tr("Return adds “%1”").arg(toQString(typed)));
    else if (values.all > values.values.size())
        m_hint->setText(tr("The %1 most frequent of %2. For others type a pattern.")
                            .arg(number(values.values.size()), number(values.all)));
    else
        m_hint->setText(tr("Space ticks. Those of one field are joined by “or”."));
}

/// What Return makes of the typed text: a pattern as it is, the one value that the search has left,
/// else all values that hold it.
std::string FilterPanel::typedPattern() const
{
    std::string typed = toUtf8(m_search->text().trimmed());
    if (typed.empty() || ops::isPattern(typed))
        return typed;
    if (std::optional<std::string> found = m_model->onlyFound())
        return *std::move(found);
    const bool isWhole = field() == ops::FingerprintField::Label || m_model->holds(typed);
    return isWhole ? typed : "*" + typed + "*";
}

void FilterPanel::takeTyped()
{
    std::string pattern = typedPattern();
    if (pattern.empty())
        return;
    const auto asked = m_patterns.find(field());
    std::vector<std::string> patterns
        = asked == m_patterns.end() ? std::vector<std::string>() : asked->second;
    if (std::ranges::find(patterns, pattern) == patterns.end())
        patterns.push_back(std::move(pattern));
    m_search->clear();
    Q_EMIT patternsChanged(field(), patterns);
}

bool FilterPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        m_values->setFocus(Qt::TabFocusReason);
        if (!m_values->currentIndex().isValid())
            m_values->setCurrentIndex(m_model->index(0, 0));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void FilterPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    m_search->setFocus(Qt::PopupFocusReason);
}

} // namespace pw::ui
