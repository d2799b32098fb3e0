#include "ui/diff/review_list.h"

#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/common/theme.h"
#include "ui/diff/review_delegate.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

/// Longer lists are not laid out row by row: all of them are as high as one.
constexpr int rowsLaidOut = 200;

/// Rows wrap, so another width means other heights.
class WrappingTree : public RowTree
{
public:
    using RowTree::RowTree;

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        RowTree::resizeEvent(event);
        scheduleDelayedItemsLayout();
    }
};

} // namespace

ReviewList::ReviewList(const Look& look, QWidget* parent)
    : QWidget(parent), m_model(new ReviewModel(this)),
      m_title(new PanelTitle(look.icon, look.title, this)), m_tree(new WrappingTree(this)),
      m_state(new StatePage(m_tree, this))
{
    setObjectName(look.objectName + QStringLiteral("Panel"));
    m_title->setObjectName(look.objectName + QStringLiteral("Title"));
    m_tree->setObjectName(look.objectName);
    m_tree->setAccessibleName(look.title);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setUniformRowHeights(false);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setTabKeyNavigation(false);
    const int titleWidth = QFontMetrics(scaledFont(font(), 1.0, QFont::DemiBold))
                               .horizontalAdvance(QStringLiteral("Server copy."));
    m_tree->setItemDelegate(new ReviewDelegate(look.hasTitles ? titleWidth : 0, m_tree));
    m_tree->setModel(m_model);
    m_tree->header()->setObjectName(look.objectName + QStringLiteral("Header"));
    m_tree->setColumnWidths({{1, 0}});
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    setFocusProxy(m_tree);
    const auto reveal = [this](const QModelIndex& index) {
        if (const ReviewRow* const row = m_model->rowAt(index);
            row != nullptr && !row->span.empty())
            Q_EMIT revealRequested(row->span);
    };
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { Q_EMIT currentChanged(m_model->rowAt(current)); });
    connect(m_tree, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        if (m_model->isHeading(index))
            m_tree->setExpanded(index, !m_tree->isExpanded(index));
    });
    connect(m_model, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    connect(m_tree, &QAbstractItemView::activated, this, reveal);
    connect(m_tree, &QAbstractItemView::doubleClicked, this, reveal);
}

void ReviewList::setRows(std::vector<ReviewRow> rows, const QString& sentence)
{
    showContent(rows.size(), sentence);
    m_model->setRows(std::move(rows));
}

void ReviewList::setGroups(std::vector<ReviewGroup> groups, const QString& sentence)
{
    std::size_t rows = 0;
    for (const ReviewGroup& group : groups)
        rows += group.rows.size();
    showContent(rows, sentence);
    m_model->setGroups(std::move(groups));
}

void ReviewList::showContent(std::size_t rows, const QString& sentence)
{
    m_tree->setUniformRowHeights(rows > rowsLaidOut);
    m_title->setSentence(sentence);
    m_state->showContent();
}

void ReviewList::showEmpty(const QString& why, const QString& iconName)
{
    m_model->setRows({});
    m_title->setSentence({});
    m_state->showEmpty(why, {}, iconName);
}

QWidget* ReviewList::list() const
{
    return m_tree;
}

} // namespace pw::ui
