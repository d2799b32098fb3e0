#include "ui/editor/outline_model.h"

#include "ui/common/convert.h"
#include "ui/common/severity.h"

#include <algorithm>

namespace pw::ui {
namespace {

using ops::OutlineItem;
using ops::OutlineKind;

QString iconOf(OutlineKind kind)
{
    switch (kind) {
    case OutlineKind::Document:
        return QStringLiteral("policy");
    case OutlineKind::Selectors:
    case OutlineKind::Selector:
        return QStringLiteral("tag");
    case OutlineKind::Processes:
    case OutlineKind::Process:
        return QStringLiteral("process");
    case OutlineKind::Network:
        return QStringLiteral("network");
    case OutlineKind::IngressRule:
        return QStringLiteral("ingress");
    case OutlineKind::EgressRule:
        return QStringLiteral("egress");
    case OutlineKind::Response:
    case OutlineKind::Action:
        return QStringLiteral("bolt");
    case OutlineKind::Entry:
        break;
    }
    return QStringLiteral("dot");
}

bool sameParts(const std::vector<OutlineItem>& a, const std::vector<OutlineItem>& b)
{
    return std::ranges::equal(a, b, [](const OutlineItem& one, const OutlineItem& other) {
        return one.depth == other.depth && one.kind == other.kind && one.path == other.path;
    });
}

} // namespace

void OutlineModel::setOutline(OutlinePtr outline)
{
    if (sameParts(*m_outline, *outline)) {
        const OutlinePtr before = std::exchange(m_outline, std::move(outline));
        for (std::size_t i = 0; i < before->size(); ++i) {
            const OutlineItem& old = before->at(i);
            const OutlineItem& now = m_outline->at(i);
            if (old.words == now.words && old.gravest == now.gravest)
                continue;
            const QModelIndex index = indexFor(static_cast<int>(i));
            Q_EMIT dataChanged(index, index);
        }
        return;
    }
    beginResetModel();
    m_outline = std::move(outline);
    build();
    endResetModel();
}

void OutlineModel::build()
{
    m_nodes.assign(m_outline->size(), {});
    m_roots.clear();
    std::vector<int> open; // the last item of each depth
    for (int i = 0; i < static_cast<int>(m_outline->size()); ++i) {
        const std::size_t depth
            = std::min(m_outline->at(static_cast<std::size_t>(i)).depth, open.size());
        open.resize(depth);
        Node& node = m_nodes[static_cast<std::size_t>(i)];
        node.parent = open.empty() ? -1 : open.back();
        std::vector<int>& siblings
            = open.empty() ? m_roots : m_nodes[static_cast<std::size_t>(open.back())].children;
        node.row = static_cast<int>(siblings.size());
        siblings.push_back(i);
        open.push_back(i);
    }
}

const OutlineItem& OutlineModel::item(const QModelIndex& index) const
{
    return m_outline->at(index.internalId());
}

QModelIndex OutlineModel::indexFor(int item) const
{
    const auto at = static_cast<std::size_t>(item);
    return createIndex(m_nodes[at].row, 0, static_cast<quintptr>(at));
}

QModelIndex OutlineModel::indexAt(text::ByteOffset place) const
{
    const std::vector<std::size_t> way = ops::trail(*m_outline, place);
    return way.empty() ? QModelIndex() : indexFor(static_cast<int>(way.back()));
}

QModelIndex OutlineModel::indexOf(const policy::Place& path, OutlineKind kind) const
{
    int best = -1;
    for (int i = 0; i < static_cast<int>(m_outline->size()); ++i) {
        const OutlineItem& item = m_outline->at(static_cast<std::size_t>(i));
        if (item.path == path && item.kind == kind)
            return indexFor(i);
        if (item.path.holds(path))
            best = i;
    }
    return best < 0 ? QModelIndex() : indexFor(best);
}

const std::vector<int>& OutlineModel::childrenOf(const QModelIndex& parent) const
{
    return parent.isValid() ? m_nodes[parent.internalId()].children : m_roots;
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return indexFor(childrenOf(parent)[static_cast<std::size_t>(row)]);
}

QModelIndex OutlineModel::parent(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const int parent = m_nodes[index.internalId()].parent;
    return parent < 0 ? QModelIndex() : indexFor(parent);
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(childrenOf(parent).size());
}

int OutlineModel::columnCount(const QModelIndex& /*parent*/) const
{
    return 1;
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OutlineItem& item = this->item(index);
    const QString words = toQString(item.words.text());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return words;
    case Qt::AccessibleTextRole:
        return item.gravest ? tr("%1, %2").arg(words, severityWord(*item.gravest)) : words;
    case CellRole: {
        Cell cell;
        cell.icon = item.gravest ? severityIcon(*item.gravest) : iconOf(item.kind);
        cell.iconTone = item.gravest ? severityTone(*item.gravest) : Tone::Muted;
        return QVariant::fromValue(cell);
    }
    default:
        return {};
    }
}

} // namespace pw::ui
