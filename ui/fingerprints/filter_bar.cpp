#include "ui/fingerprints/filter_bar.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/filter_line.h"
#include "ui/common/icons.h"
#include "ui/common/segments.h"
#include "ui/fingerprints/column_panel.h"
#include "ui/fingerprints/facet_model.h"
#include "ui/fingerprints/filter_chips.h"
#include "ui/fingerprints/filter_panel.h"
#include "ui/fingerprints/value_box.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int narrowBelow = 1300;
constexpr int leastTextWidth = 140;
constexpr QSize buttonSize(28, 28);
const QLatin1String containerType("container");
const QLatin1String serviceType("linux-service");

void name(QWidget& widget, const char* objectName, const QString& accessibleName)
{
    widget.setObjectName(QLatin1String(objectName));
    widget.setAccessibleName(accessibleName);
    widget.setToolTip(accessibleName);
}

ValueBox* makeBox(ops::FingerprintField field, const char* objectName, const QString& all,
                  QWidget* parent)
{
    auto* const box
        = new ValueBox(QString::fromUtf8(ops::toString(field).data()), all, noneOf(field), parent);
    name(*box, objectName, fieldTitle(field));
    box->view()->setAccessibleName(fieldTitle(field));
    return box;
}

QToolButton* makeButton(const char* objectName, const QString& accessibleName,
                        const QString& iconName, QWidget* parent)
{
    auto* const button = new QToolButton(parent);
    name(*button, objectName, accessibleName);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFixedSize(buttonSize);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent), m_types(new Segments(this)),
      m_text(new FilterLine(QStringLiteral("filterText"),
                            tr("Filter by image, ID, namespace…   wildcards: mongo*"), this)),
      m_saved(new SavedFilters(this)), m_onlyUncovered(new QCheckBox(tr("Only &uncovered"), this)),
      m_chips(new FilterChips(this)), m_panel(new FilterPanel(this)),
      m_columnPanel(new ColumnPanel(this))
{
    setObjectName(QStringLiteral("filterBar"));
    setProperty("kind", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    makeParts();
    m_firstRow = new QHBoxLayout;
    m_secondRow = new QHBoxLayout;
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 7, 10, 8);
    for (QHBoxLayout* const row : {m_firstRow, m_secondRow}) {
        row->setSpacing(8);
        rows->addLayout(row);
    }
    rows->addWidget(m_chips);
    m_firstRow->addWidget(m_types);
    m_firstRow->addWidget(m_text, 1);
    arrange(true); // until there is room, which a wide row would ask for at once
    setChoices({});
    connectParts();
}

void FilterBar::makeParts()
{
    m_types->add(QStringLiteral("containerType"), QStringLiteral("container"), containerType);
    m_types->add(QStringLiteral("serviceType"), QStringLiteral("service"), serviceType);
    m_text->setMinimumWidth(leastTextWidth);
    m_namespace
        = makeBox(ops::FingerprintField::Namespace, "namespaceFilter", tr("All namespaces"), this);
    m_cluster = makeBox(ops::FingerprintField::Cluster, "clusterFilter", tr("All clusters"), this);
    m_more = new QPushButton(icon(QStringLiteral("filter")), tr("Filters"), this);
    name(*m_more, "moreFilters", tr("Further filters"));
    m_onlyUncovered->setObjectName(QStringLiteral("onlyUncovered"));
    m_onlyUncovered->setAccessibleName(tr("Only uncovered"));
    m_columns = makeButton("chooseColumns", tr("Columns"), QStringLiteral("columns"), this);

    m_groupBy = new QComboBox(this);
    name(*m_groupBy, "groupBy", tr("Group by"));
    m_groupBy->view()->setAccessibleName(tr("Group by"));
    m_groupBy->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_groupBy->addItem(tr("Group by image"));
    m_groupBy->addItem(tr("… and namespace"),
                       QVariant::fromValue(static_cast<int>(ops::GroupField::Namespace)));
    m_groupBy->addItem(tr("… and cluster"),
                       QVariant::fromValue(static_cast<int>(ops::GroupField::Cluster)));
    m_groupBy->addItem(tr("… and machine"),
                       QVariant::fromValue(static_cast<int>(ops::GroupField::Machine)));
}

void FilterBar::connectParts()
{
    connect(m_types, &Segments::valueChanged, this, &FilterBar::queryChanged);
    connect(m_text, &QLineEdit::textChanged, this, &FilterBar::queryChanged);
    connect(m_groupBy, &QComboBox::currentIndexChanged, this, &FilterBar::queryChanged);
    connect(m_onlyUncovered, &QCheckBox::toggled, this, &FilterBar::queryChanged);
    for (ValueBox* const box : {m_namespace, m_cluster})
        connect(box, &QComboBox::currentIndexChanged, this, &FilterBar::queryChanged);
    connect(this, &FilterBar::queryChanged, this, &FilterBar::followFilter);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_panel->setFacets(m_facets, m_fields);
        openBelow(*m_panel, *m_more);
    });
    connect(m_panel, &FilterPanel::patternsChanged, this, &FilterBar::setPatterns);
    connect(m_panel, &FilterPanel::clearRequested, this, [this] {
        m_fields.clear();
        Q_EMIT queryChanged();
    });
    connect(m_chips, &FilterChips::clearRequested, m_panel, &FilterPanel::clearRequested);
    connect(m_chips, &FilterChips::removed, this,
            [this](ops::FingerprintField field, const std::string& pattern) {
                std::vector<std::string> rest = m_fields[field];
                std::erase(rest, pattern);
                setPatterns(field, rest);
            });
    connect(m_saved, &SavedFilters::chosen, this, &FilterBar::setFilter);
    connect(m_saved, &SavedFilters::saveRequested, this, &FilterBar::filterSaved);
    connect(m_saved, &SavedFilters::deleteRequested, this, &FilterBar::savedFilterDeleted);
    connect(m_columns, &QToolButton::clicked, this, [this] {
        m_columnPanel->setChoice(m_columnChoice, query().filter.type);
        openBelow(*m_columnPanel, *m_columns);
    });
    connect(m_columnPanel, &ColumnPanel::choiceChanged, this, &FilterBar::columnChoiceChanged);
}

void FilterBar::openBelow(QFrame& panel, const QWidget& button) const
{
    const QRect room = screen()->availableGeometry();
    QPoint corner = button.mapToGlobal(QPoint(0, button.height() + 2));
    corner.setX(
        std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - panel.width())));
    panel.move(corner);
    panel.show();
}

void FilterBar::setPatterns(ops::FingerprintField field, const std::vector<std::string>& patterns)
{
    if (patterns.empty())
        m_fields.erase(field);
    else
        m_fields[field] = patterns;
    Q_EMIT queryChanged();
}

/// Chips, panel and saved filters show what is asked for now.
void FilterBar::followFilter()
{
    const ops::FingerprintFilter filter = query().filter;
    m_chips->setFilter(filter);
    m_saved->setCurrent(filter);
    if (m_panel->isVisible())
        m_panel->setFacets(m_facets, m_fields);
    std::size_t count = 0;
    for (const auto& [field, patterns] : m_fields)
        count += patterns.size();
    m_more->setText(count == 0 ? tr("Filters") : tr("Filters (%1)").arg(count));
    m_more->setAccessibleName(count == 0 ? tr("Further filters")
                                         : tr("Further filters, %1 on").arg(count));
}

void FilterBar::arrange(bool narrow)
{
    m_narrow = narrow;
    const std::initializer_list<QWidget*> movable{m_namespace, m_cluster,       m_more,   m_saved,
                                                  m_groupBy,   m_onlyUncovered, m_columns};
    for (QWidget* const widget : movable) {
        m_firstRow->removeWidget(widget);
        m_secondRow->removeWidget(widget);
    }
    while (QLayoutItem* const stretch = m_secondRow->takeAt(0))
        delete stretch;
    for (QWidget* const widget : movable) {
        if (narrow && widget == m_onlyUncovered)
            m_secondRow->addStretch();
        (narrow ? m_secondRow : m_firstRow)->addWidget(widget);
    }
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (const bool narrow = width() < narrowBelow; narrow != m_narrow)
        arrange(narrow);
}

ops::FingerprintQuery FilterBar::query() const
{
    ops::FingerprintQuery out;
    out.filter.type = toUtf8(m_types->value());
    out.filter.text = toUtf8(m_text->text());
    out.filter.fields = m_fields;
    if (std::vector<std::string> patterns = m_namespace->patterns(); !patterns.empty())
        out.filter.fields[ops::FingerprintField::Namespace] = std::move(patterns);
    if (std::vector<std::string> patterns = m_cluster->patterns(); !patterns.empty())
        out.filter.fields[ops::FingerprintField::Cluster] = std::move(patterns);
    out.filter.onlyUncovered = m_onlyUncovered->isChecked();
    if (const QVariant field = m_groupBy->currentData(); field.isValid())
        out.groupBy = {static_cast<ops::GroupField>(field.toInt())};
    return out;
}

void FilterBar::setFilter(const ops::FingerprintFilter& filter)
{
    {
        const QSignalBlocker typesBlocker(m_types);
        const QSignalBlocker textBlocker(m_text);
        const QSignalBlocker uncoveredBlocker(m_onlyUncovered);
        setType(toQString(filter.type));
        m_text->setText(toQString(filter.text));
        m_onlyUncovered->setChecked(filter.onlyUncovered);
        m_fields = filter.fields;
        std::erase_if(m_fields, [](const auto& asked) {
            return asked.second.empty() || FilterPanel::hasOwnPlace(asked.first);
        });
        const auto patternsOf = [&filter](ops::FingerprintField field) {
            const auto found = filter.fields.find(field);
            return found == filter.fields.end() ? std::vector<std::string>() : found->second;
        };
        m_namespace->setPatterns(patternsOf(ops::FingerprintField::Namespace));
        m_cluster->setPatterns(patternsOf(ops::FingerprintField::Cluster));
    }
    Q_EMIT queryChanged();
}

void FilterBar::setChoices(const ops::FingerprintTable& table)
{
    const QString containers = number(table.containers);
    const QString services = number(table.services);
    m_types->setTexts(containerType, tr("Container  %1").arg(containers),
                      tr("Container, %1 fingerprints").arg(containers));
    m_types->setTexts(serviceType, tr("Linux service  %1").arg(services),
                      tr("Linux service, %1 fingerprints").arg(services));
    m_namespace->setValues(table.namespaces);
    m_cluster->setValues(table.clusters);
    m_groupBy->setItemText(
        0, m_types->value() == serviceType ? tr("Group by service") : tr("Group by image"));
    m_facets = table.facets;
    followFilter();
}

void FilterBar::setSavedFilters(const QList<SavedFilter>& filters)
{
    m_saved->setFilters(filters);
}

void FilterBar::setColumnChoice(const ColumnChoice& choice)
{
    m_columnChoice = choice;
    m_columnPanel->setChoice(choice, query().filter.type);
}

void FilterBar::focusFilter()
{
    m_text->take();
}

void FilterBar::clear()
{
    setFilter({});
}

void FilterBar::setType(const QString& type)
{
    m_types->setValue(type);
}

void FilterBar::askOnlyUncovered()
{
    m_onlyUncovered->setChecked(true);
}

} // namespace pw::ui
