#include "ui/common/line_panel.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/panel_title.h"
#include "ui/common/state_page.h"
#include "ui/common/tick_delegate.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace pw::ui {

LinePanel::LinePanel(const Look& look, QWidget* parent)
    : QWidget(parent), m_model(new LineModel(look.columns, this)),
      m_title(new PanelTitle(look.icon, look.title, this)), m_tree(new RowTree(this)),
      m_state(new StatePage(m_tree, this))
{
    setObjectName(look.objectName + QStringLiteral("Panel"));
    m_title->setObjectName(look.objectName + QStringLiteral("Title"));
    m_tree->setObjectName(look.objectName);
    m_tree->setAccessibleName(look.title);
    m_tree->setRootIsDecorated(false);
    m_tree->setAlternatingRowColors(true);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setTabKeyNavigation(false);
    m_tree->setModel(m_model);
    if (look.ticks)
        m_tree->setItemDelegate(new TickDelegate(m_tree));
    m_tree->header()->setObjectName(look.objectName + QStringLiteral("Header"));
    m_tree->setColumnWidths(look.widths);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    setFocusProxy(m_tree);
    connect(m_model, &LineModel::tickRequested, this, &LinePanel::tickRequested);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { Q_EMIT currentChanged(current.row()); });
    connect(m_tree, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT activated(index.row()); });
    connect(m_tree, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (index.data(CellRole).value<Cell>().link)
            Q_EMIT activated(index.row());
    });
}

void LinePanel::setLines(std::vector<Line> lines, const QString& sentence)
{
    m_title->setSentence(sentence);
    m_model->setLines(std::move(lines));
    m_state->showContent();
}

int LinePanel::currentLine() const
{
    return m_tree->currentIndex().row();
}

void LinePanel::setCurrentLine(int line)
{
    m_tree->setCurrentIndex(m_model->index(line, 0));
}

void LinePanel::setFixedLines(int lines)
{
    const int row = m_tree->sizeHintForRow(0);
    setFixedHeight(m_title->sizeHint().height() + m_tree->header()->sizeHint().height()
                   + lines * (row > 0 ? row : CellDelegate::rowHeight));
}

} // namespace pw::ui
