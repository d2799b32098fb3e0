#include "ui/connections/organization_switcher.h"

#include "ui/common/plain_tip.h"
#include "ui/common/row_tree.h"
#include "ui/connections/organization_delegate.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int rowsInSight = 8;
constexpr int leastWidth = 340;
constexpr int mostWidth = 520;
constexpr int side = 10;

} // namespace

OrganizationSwitcher::OrganizationSwitcher(QWidget* parent)
    : PopupButton(parent), m_model(new OrganizationModel(this))
{
    setObjectName(QStringLiteral("organization"));
    popup()->setObjectName(QStringLiteral("organizationPopup"));
    popup()->setAccessibleName(tr("Organizations"));
    buildList();
    popupColumn()->addWidget(makePopupLine(popup()));
    popupColumn()->addSpacing(4);
    const Row connectRow
        = addRow("connectOrganization", QStringLiteral("plug"), tr("&Connect to Spyderbat…"));
    m_edit = addRow("editConnection", QStringLiteral("fix"), tr("&Edit connection…"));
    m_test = addRow("testConnection", QStringLiteral("network"), tr("&Test connection"));
    connect(connectRow.button, &QPushButton::clicked, this, [this] {
        closePopup();
        Q_EMIT connectRequested();
    });
    connect(m_edit.button, &QPushButton::clicked, this, [this] {
        closePopup();
        if (const OrganizationEntry* const which = entry(m_list->currentIndex().row()))
            Q_EMIT editRequested(which->id);
    });
    connect(m_test.button, &QPushButton::clicked, this, [this] {
        closePopup();
        Q_EMIT testRequested();
    });
    connect(this, &PopupButton::opening, this, [this] {
        m_list->setCurrentIndex(m_model->index(m_model->rowOf(m_current)));
        fitList();
    });
    setEntries({}, {});
}

void OrganizationSwitcher::buildList()
{
    m_list = new RowTree(popup());
    m_list->setObjectName(QStringLiteral("organizationList"));
    m_list->setAccessibleName(tr("Organizations"));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new OrganizationDelegate(m_list));
    m_list->setModel(m_model);
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    popupColumn()->addWidget(m_list);
    connect(m_list, &QAbstractItemView::clicked, this,
            [this](const QModelIndex& index) { choose(index.row()); });
    connect(m_list, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { choose(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &OrganizationSwitcher::updateRows);
}

OrganizationSwitcher::Row OrganizationSwitcher::addRow(const char* objectName,
                                                       const QString& iconName, const QString& text)
{
    Row row;
    row.button = makePopupRow(objectName, iconName, text, popup());
    row.why = new QLabel(popup());
    row.why->setObjectName(QLatin1String(objectName) + QStringLiteral("Why"));
    row.why->setForegroundRole(QPalette::PlaceholderText);
    row.why->setTextFormat(Qt::PlainText);
    row.why->hide();
    auto* const line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(row.button, 1);
    line->addWidget(row.why);
    popupColumn()->addLayout(line);
    return row;
}

void OrganizationSwitcher::allow(const Row& row, const QString& whyNot)
{
    row.button->setEnabled(whyNot.isEmpty());
    row.button->setAccessibleDescription(whyNot);
    row.why->setText(whyNot);
    row.why->setContentsMargins(0, 0, side, 0);
    row.why->setVisible(!whyNot.isEmpty());
}

void OrganizationSwitcher::setEntries(const QList<OrganizationEntry>& entries,
                                      const QString& currentId)
{
    const QModelIndex marked = m_list->currentIndex();
    const QString markedId = marked.isValid() ? entry(marked.row())->id : QString();
    m_current = currentId;
    m_model->setEntries(entries, currentId);
    // A row that moved went and came back.
    if (const int row = m_model->rowOf(markedId); row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    const OrganizationEntry* const current = entry(m_model->rowOf(currentId));
    if (current == nullptr) {
        setFace({QStringLiteral("server"), tr("No organization"), {}, {}});
        setAccessibleName(tr("Organization: none"));
        setToolTip({});
    } else {
        QString chip;
        if (current->production)
            chip = tr("production");
        else if (current->readOnly)
            chip = tr("read only");
        setFace({iconOf(current->kind), current->name, chip, {}});
        setAccessibleName(tr("Organization: %1").arg(spokenName(*current)));
        setToolTip(plainTip(current->tip.isEmpty() ? current->note : current->tip));
    }
    setAccessibleDescription(current == nullptr ? QString() : current->note);
    updateRows();
    if (isPopupOpen())
        fitList();
}

const OrganizationEntry* OrganizationSwitcher::entry(int row) const
{
    return row < 0 || row >= m_model->rowCount() ? nullptr : &m_model->entries().at(row);
}

QWidget* OrganizationSwitcher::firstChoice() const
{
    return m_list;
}

void OrganizationSwitcher::fitList()
{
    const int rows = std::clamp(m_model->rowCount(), 1, rowsInSight);
    m_list->setFixedHeight(rows * std::max(1, m_list->sizeHintForRow(0)));
    QStyleOptionViewItem option;
    option.initFrom(m_list);
    int widest = leastWidth;
    for (int row = 0; row < m_model->rowCount(); ++row)
        widest = std::max(widest,
                          m_list->itemDelegate()->sizeHint(option, m_model->index(row)).width());
    m_list->setFixedWidth(std::max(width() - 2, std::min(widest, mostWidth)));
}

void OrganizationSwitcher::choose(int row)
{
    const OrganizationEntry* const which = entry(row);
    if (which == nullptr || !isPopupOpen())
        return;
    const QString id = which->id;
    closePopup();
    if (id != m_current)
        Q_EMIT chosen(id);
}

void OrganizationSwitcher::updateRows()
{
    const auto whyNot = [](const OrganizationEntry* which) {
        if (which == nullptr)
            return tr("nothing is chosen");
        return which->kind == OrganizationEntry::Kind::Files ? tr("files need none") : QString();
    };
    const OrganizationEntry* const marked = entry(m_list->currentIndex().row());
    QString whyNoEdit = whyNot(marked);
    if (marked != nullptr && marked->kind == OrganizationEntry::Kind::Local)
        whyNoEdit = tr("this machine needs none");
    else if (marked != nullptr && marked->ofSpyctl)
        whyNoEdit = tr("spyctl's own; left as it is");
    allow(m_edit, whyNoEdit);
    allow(m_test, whyNot(entry(m_model->rowOf(m_current))));
}

} // namespace pw::ui
