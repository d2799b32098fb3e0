#include "ui/editor/outline_panel.h"

#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int openDepth = 2; // documents and their parts
constexpr int treeStep = 14;

std::string keyOf(const ops::OutlineItem& item)
{
    return std::to_string(item.path.unit) + ":" + item.path.path() + "#"
        + std::string(toString(item.kind));
}

} // namespace

OutlinePanel::OutlinePanel(QWidget* parent)
    : QWidget(parent), m_model(new OutlineModel(this)), m_tree(new RowTree(this))
{
    setObjectName(QStringLiteral("outlinePanel"));
    setAccessibleName(tr("Outline"));
    auto* const title = new PanelTitle(QStringLiteral("columns"), tr("Outline"), this);
    title->setObjectName(QStringLiteral("outlineTitle"));
    m_tree->setObjectName(QStringLiteral("outlineTree"));
    m_tree->setAccessibleName(tr("Outline"));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->header()->setObjectName(QStringLiteral("outlineHeader"));
    m_tree->setIndentation(treeStep);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setExpandsOnDoubleClick(false);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(m_tree, 1);
    setFocusProxy(m_tree);
    connect(m_tree, &QAbstractItemView::clicked, this, &OutlinePanel::reveal);
    connect(m_tree, &QAbstractItemView::activated, this, &OutlinePanel::reveal);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_open.clear();
        m_known.clear();
        rememberOpen({});
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { restoreOpen({}, 0); });
}

void OutlinePanel::setOutline(OutlinePtr outline)
{
    const QModelIndex current = m_tree->currentIndex();
    const bool had = current.isValid();
    const policy::Place path = had ? m_model->item(current).path : policy::Place();
    const ops::OutlineKind kind = had ? m_model->item(current).kind : ops::OutlineKind::Entry;
    m_model->setOutline(std::move(outline));
    if (had && !m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_model->indexOf(path, kind));
}

/// Rows whose children were never shown are not known: they open by their depth.
void OutlinePanel::rememberOpen(const QModelIndex& parent)
{
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        if (m_model->rowCount(index) == 0)
            continue;
        const std::string key = keyOf(m_model->item(index));
        m_known.insert(key);
        if (!m_tree->isExpanded(index))
            continue;
        m_open.insert(key);
        rememberOpen(index);
    }
}

void OutlinePanel::restoreOpen(const QModelIndex& parent, int depth)
{
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        if (m_model->rowCount(index) == 0)
            continue;
        const std::string key = keyOf(m_model->item(index));
        const bool open = m_known.contains(key) ? m_open.contains(key) : depth < openDepth;
        if (!open)
            continue;
        m_tree->setExpanded(index, true);
        restoreOpen(index, depth + 1);
    }
}

void OutlinePanel::markPlace(text::ByteOffset place)
{
    QModelIndex index = m_model->indexAt(place);
    // What is folded stays so: its part stands for it.
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent()) {
        if (!m_tree->isExpanded(up))
            index = up;
    }
    if (index.isValid() && index != m_tree->currentIndex())
        m_tree->setCurrentIndex(index);
}

void OutlinePanel::reveal(const QModelIndex& index)
{
    if (index.isValid())
        Q_EMIT revealRequested(m_model->item(index).nameSpan);
}

} // namespace pw::ui
