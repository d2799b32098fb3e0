#include "ui/fingerprints/column_panel.h"

#include "ui/common/icons.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr QSize panelSize(280, 340);
constexpr int columnRole = Qt::UserRole;

} // namespace

ColumnPanel::ColumnPanel(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_list(new QListWidget(this)),
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

    connect(m_list, &QListWidget::itemChanged, this, &ColumnPanel::tell);
    connect(m_list, &QListWidget::currentRowChanged, this, &ColumnPanel::follow);
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
    if (choice == m_choice && type == m_type && m_list->count() > 0)
        return;
    m_choice = choice;
    m_type = type;
    fill();
}

/// The chosen ones in their order, then the others.
void ColumnPanel::fill()
{
    const QSignalBlocker listBlocker(m_list);
    const QSignalBlocker wideBlocker(m_wide);
    const std::vector<ops::TableColumn> offered = choosableColumns(m_type);
    const auto isIn = [](const std::vector<ops::TableColumn>& columns, ops::TableColumn column) {
        return std::ranges::find(columns, column) != columns.end();
    };
    const int row = std::max(0, m_list->currentRow());
    m_list->clear();
    const auto add = [this](ops::TableColumn column, bool on) {
        auto* const item = new QListWidgetItem(columnTitle(column, m_type), m_list);
        item->setData(columnRole, static_cast<int>(column));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
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
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    follow();
}

void ColumnPanel::move(int by)
{
    const int row = m_list->currentRow();
    if (row < 0 || row + by < 0 || row + by >= m_list->count())
        return;
    {
        const QSignalBlocker blocker(m_list);
        QListWidgetItem* const item = m_list->takeItem(row);
        m_list->insertItem(row + by, item);
        m_list->setCurrentRow(row + by);
    }
    follow();
    tell();
}

void ColumnPanel::follow()
{
    m_up->setEnabled(m_list->currentRow() > 0);
    m_down->setEnabled(m_list->currentRow() >= 0 && m_list->currentRow() < m_list->count() - 1);
}

void ColumnPanel::tell()
{
    ColumnChoice choice;
    choice.wide = m_wide->isChecked();
    choice.columns.clear();
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem* const item = m_list->item(row);
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
