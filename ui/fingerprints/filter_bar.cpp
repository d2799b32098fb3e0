#include "ui/fingerprints/filter_bar.h"

#include "ui/common/convert.h"
#include "ui/common/filter_line.h"
#include "ui/common/icons.h"
#include "ui/common/segments.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int narrowBelow = 1080;
const QLatin1String containerType("container");
const QLatin1String serviceType("linux-service");

std::optional<std::string> chosen(const QComboBox& box)
{
    const QVariant value = box.currentData();
    return value.isValid() ? std::optional(toUtf8(value.toString())) : std::nullopt;
}

QComboBox* makeBox(const char* objectName, const QString& accessibleName, const QString& iconName,
                   QWidget* parent)
{
    auto* const box = new QComboBox(parent);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(accessibleName);
    box->setToolTip(accessibleName);
    box->view()->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    if (!iconName.isEmpty())
        box->setProperty("itemIcon", iconName);
    return box;
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent), m_types(new Segments(this)),
      m_text(new FilterLine(QStringLiteral("filterText"),
                            tr("Filter by image, ID, repository, namespace…   wildcards: mongo*"),
                            this)),
      m_namespace(makeBox("namespaceFilter", tr("Namespace"), QStringLiteral("namespace"), this)),
      m_cluster(makeBox("clusterFilter", tr("Cluster"), QStringLiteral("cluster"), this)),
      m_groupBy(makeBox("groupBy", tr("Group by"), {}, this)),
      m_onlyUncovered(new QCheckBox(tr("Only &uncovered"), this))
{
    setObjectName(QStringLiteral("filterBar"));
    setProperty("kind", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    m_types->add(QStringLiteral("containerType"), QStringLiteral("container"), containerType);
    m_types->add(QStringLiteral("serviceType"), QStringLiteral("service"), serviceType);
    m_onlyUncovered->setObjectName(QStringLiteral("onlyUncovered"));
    m_onlyUncovered->setAccessibleName(tr("Only uncovered"));

    const QString first = tr("Group by image");
    m_groupBy->addItem(first);
    m_groupBy->addItem(tr("… and namespace"),
                       QVariant::fromValue(static_cast<int>(ops::GroupField::Namespace)));
    m_groupBy->addItem(tr("… and cluster"),
                       QVariant::fromValue(static_cast<int>(ops::GroupField::Cluster)));
    m_groupBy->addItem(tr("… and machine"),
                       QVariant::fromValue(static_cast<int>(ops::GroupField::Machine)));

    m_firstRow = new QHBoxLayout;
    m_secondRow = new QHBoxLayout;
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 7, 10, 8);
    for (QHBoxLayout* const row : {m_firstRow, m_secondRow}) {
        row->setSpacing(8);
        rows->addLayout(row);
    }
    m_firstRow->addWidget(m_types);
    m_firstRow->addWidget(m_text, 1);
    arrange(false);
    setChoices({});

    connect(m_types, &Segments::valueChanged, this, &FilterBar::queryChanged);
    connect(m_text, &QLineEdit::textChanged, this, &FilterBar::queryChanged);
    connect(m_namespace, &QComboBox::currentIndexChanged, this, &FilterBar::queryChanged);
    connect(m_cluster, &QComboBox::currentIndexChanged, this, &FilterBar::queryChanged);
    connect(m_groupBy, &QComboBox::currentIndexChanged, this, &FilterBar::queryChanged);
    connect(m_onlyUncovered, &QCheckBox::toggled, this, &FilterBar::queryChanged);
}

void FilterBar::arrange(bool narrow)
{
    m_narrow = narrow;
    for (QWidget* const widget :
         std::initializer_list<QWidget*>{m_namespace, m_cluster, m_groupBy, m_onlyUncovered}) {
        m_firstRow->removeWidget(widget);
        m_secondRow->removeWidget(widget);
    }
    while (QLayoutItem* const stretch = m_secondRow->takeAt(0))
        delete stretch;
    QHBoxLayout* const row = narrow ? m_secondRow : m_firstRow;
    row->addWidget(m_namespace);
    row->addWidget(m_cluster);
    row->addWidget(m_groupBy);
    if (narrow)
        row->addStretch();
    row->addWidget(m_onlyUncovered);
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
    out.filter.namespaceName = chosen(*m_namespace);
    out.filter.clusterName = chosen(*m_cluster);
    out.filter.onlyUncovered = m_onlyUncovered->isChecked();
    if (const QVariant field = m_groupBy->currentData(); field.isValid())
        out.groupBy = {static_cast<ops::GroupField>(field.toInt())};
    return out;
}

void FilterBar::setChoices(const ops::FingerprintTable& table)
{
    const QSignalBlocker namespaceBlocker(m_namespace);
    const QSignalBlocker clusterBlocker(m_cluster);
    const QLocale locale;
    const QString containers = locale.toString(static_cast<qulonglong>(table.containers));
    const QString services = locale.toString(static_cast<qulonglong>(table.services));
    m_types->setTexts(containerType, tr("Container  %1").arg(containers),
                      tr("Container, %1 fingerprints").arg(containers));
    m_types->setTexts(serviceType, tr("Linux service  %1").arg(services),
                      tr("Linux service, %1 fingerprints").arg(services));
    fill(*m_namespace, tr("All namespaces"), tr("No namespace"), table.namespaces);
    fill(*m_cluster, tr("All clusters"), tr("No cluster"), table.clusters);
    m_groupBy->setItemText(
        0, m_types->value() == serviceType ? tr("Group by service") : tr("Group by image"));
}

void FilterBar::fill(QComboBox& box, const QString& all, const QString& none,
                     const std::vector<std::string>& values)
{
    const std::optional<std::string> before = chosen(box);
    const QIcon itemIcon = icon(box.property("itemIcon").toString());
    box.clear();
    box.addItem(itemIcon, all);
    for (const std::string& value : values) {
        const QString text = toQString(value);
        box.addItem(itemIcon, value.empty() ? none : text, text);
        if (before == value)
            box.setCurrentIndex(box.count() - 1);
    }
    if (before && chosen(box) != before) {
        // Gone from the list, but still what is asked for: the choice must not change by itself.
        const QString text = toQString(*before);
        box.addItem(itemIcon, before->empty() ? none : text, text);
        box.setCurrentIndex(box.count() - 1);
    }
}

void FilterBar::focusFilter()
{
    m_text->take();
}

void FilterBar::clear()
{
    {
        const QSignalBlocker textBlocker(m_text);
        const QSignalBlocker namespaceBlocker(m_namespace);
        const QSignalBlocker clusterBlocker(m_cluster);
        const QSignalBlocker uncoveredBlocker(m_onlyUncovered);
        m_text->clear();
        m_namespace->setCurrentIndex(0);
        m_cluster->setCurrentIndex(0);
        m_onlyUncovered->setChecked(false);
    }
    Q_EMIT queryChanged();
}

void FilterBar::setType(const QString& type)
{
    m_types->setValue(type);
}

} // namespace pw::ui
