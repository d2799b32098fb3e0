#include "ui/fingerprints/column_panel.h"

#include "ui/common/icons.h"
#include "ui/common/row_tree.h"
#include "ui/common/tick_delegate.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr QSize panelSize(280, 340);
constexpr int columnRole = SortRole + 1;

} // namespace

ColumnPanel::ColumnPanel(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_model(new QStandardItemModel(this)), m_list(new RowTree(this)),
      m_up(new QPushButton(icon(QStringLiteral("prev")), {}, this)),
      m_down(new QPushButton(icon(QStringLiteral("next")), {}, this)),
      m_wide(new QCheckBox(tr("&Wide: whole ids and repositories"), this))
{
    setObjectName(QStringLiteral("columnPanel"));
    setAccessibleName(tr("Columns"));
    setFrameShape(QFrame::StyledPanel);
    resize(panelSize);
    m_list->setObjectName(QStringLiteral("columnList"));
    m_list->setAccessibleName(tr("Columns of the table"));
    m_list->setRootIsDecorated(false);
    m_list->setHeaderHidden(true);
    m_list->setItemDelegate(new TickDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setModel(m_model);
    m_list->installEventFilter(this);
    m_up->setObjectName(QStringLiteral("columnUp"));
    m_up->setAccessibleName(tr("Move the column to the left"));
    m_up->setToolTip(tr("To the left (Alt+Up)"));
    m_down->setObjectName(QStringLiteral("columnDown"));
    m_down->setAccessibleName(tr("Move the column to the right"));
    m_down->setToolTip(tr("To the right (Alt+Down)"));
    m_wide->setObjectName(QStringLiteral("wideColumns"));
    m_wide->setAccessibleName(tr("Wide: whole ids and repositories"));
    auto* const plain = new QPushButton(tr("As &spyctl prints"), this);
    plain->setObjectName(QStringLiteral("defaultColumns"));
    plain->setAccessibleName(tr("Columns as spyctl prints them"));

    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(m_up);
    buttons->addWidget(m_down);
    buttons->addStretch();
    buttons->addWidget(plain);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_list, 1);
    column->addWidget(m_wide);
    column->addLayout(buttons);
    setFocusProxy(m_list);

    connect(m_model, &QStandardItemModel::itemChanged, this, &ColumnPanel::tell);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ColumnPanel::follow);
    connect(m_wide, &QCheckBox::toggled, this, &ColumnPanel::tell);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(plain, &QPushButton::clicked, this, [this] {
        m_choice = {};
        fill();
        Q_EMIT choiceChanged(m_choice);
    });
}

void ColumnPanel::setChoice(const ColumnChoice& choice, const std::string& type)
{
    if (choice == m_choice && type == m_type && m_model->rowCount() > 0)
        return;
    m_choice = choice;
    m_type = type;
    fill();
}

/// The chosen ones in their order, then the others.
void ColumnPanel::fill()
{
    const QScopedValueRollback guard(m_filling, true);
    const std::vector<ops::TableColumn> offered = choosableColumns(m_type);
    const auto isIn = [](const std::vector<ops::TableColumn>& columns, ops::TableColumn column) {
        return std::ranges::find(columns, column) != columns.end();
    };
    const int row = std::max(0, m_list->currentIndex().row());
    m_model->clear();
    const auto add = [this](ops::TableColumn column, bool on) {
        auto* const item = new QStandardItem(columnTitle(column, m_type));
        item->setData(static_cast<int>(column), columnRole);
        item->setCheckable(true);
        item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
        m_model->appendRow(item);
    };
    for (const ops::TableColumn column : m_choice.columns) {
        if (isIn(offered, column))
            add(column, true);
    }
    for (const ops::TableColumn column : offered) {
        if (!isIn(m_choice.columns, column))
            add(column, false);
    }
    m_wide->setChecked(m_choice.wide);
    m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
    follow();
}

void ColumnPanel::move(int by)
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row + by < 0 || row + by >= m_model->rowCount())
        return;
    m_model->insertRow(row + by, m_model->takeRow(row));
    m_list->setCurrentIndex(m_model->index(row + by, 0));
    tell();
}

void ColumnPanel::follow()
{
    const int row = m_list->currentIndex().row();
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row < m_model->rowCount() - 1);
}

void ColumnPanel::tell()
{
    if (m_filling)
        return;
    ColumnChoice choice;
    choice.wide = m_wide->isChecked();
    choice.columns.clear();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QStandardItem* const item = m_model->item(row);
        if (item->checkState() == Qt::Checked)
            choice.columns.push_back(static_cast<ops::TableColumn>(item->data(columnRole).toInt()));
    }
    // What only the other type has stays chosen.
    const std::vector<ops::TableColumn> offered = choosableColumns(m_type);
    for (const ops::TableColumn column : m_choice.columns) {
        if (std::ranges::find(offered, column) == offered.end())
            choice.columns.push_back(column);
    }
    if (choice == m_choice)
        return;
    m_choice = std::move(choice);
    Q_EMIT choiceChanged(m_choice);
}

bool ColumnPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* const key = static_cast<QKeyEvent*>(event);
        const bool up = key->key() == Qt::Key_Up;
        if (key->modifiers() == Qt::AltModifier && (up || key->key() == Qt::Key_Down)) {
            move(up ? -1 : 1);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace pw::ui
