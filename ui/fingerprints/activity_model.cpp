#include "ui/fingerprints/activity_model.h"

#include "ui/common/cell.h"
#include "ui/common/convert.h"
#include "ui/common/plain_tip.h"

namespace pw::ui {
namespace {

Cell share(std::size_t seenIn, std::size_t of)
{
    Cell cell;
    cell.kind = CellKind::Share;
    cell.count = seenIn;
    cell.of = of;
    return cell;
}

QString joined(const std::vector<std::string>& texts)
{
    QStringList out;
    for (const std::string& text : texts)
        out += toQString(text);
    return out.join(QStringLiteral(", "));
}

} // namespace

template <typename Node>
void ActivityTreeModel<Node>::setPlaces(ActivityPtr activity, const std::vector<Node>& roots)
{
    beginResetModel();
    m_activity = std::move(activity);
    m_places.clear();
    m_roots.clear();
    for (const Node& root : roots)
        m_roots.push_back(addPlace(root, -1, static_cast<int>(m_roots.size())));
    endResetModel();
}

template <typename Node>
int ActivityTreeModel<Node>::addPlace(const Node& node, int parent, int row)
{
    const int at = static_cast<int>(m_places.size());
    m_places.push_back({&node, parent, row, {}});
    int childRow = 0;
    for (const Node& child : below(node)) {
        const int place = addPlace(child, at, childRow++);
        m_places[static_cast<std::size_t>(at)].children.push_back(place);
    }
    return at;
}

template <typename Node>
QModelIndex ActivityTreeModel<Node>::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<int>& level
        = parent.isValid() ? m_places[parent.internalId()].children : m_roots;
    return createIndex(row, column, static_cast<quintptr>(level[static_cast<std::size_t>(row)]));
}

template <typename Node> QModelIndex ActivityTreeModel<Node>::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const int parent = m_places[child.internalId()].parent;
    if (parent < 0)
        return {};
    return createIndex(m_places[static_cast<std::size_t>(parent)].row, 0,
                       static_cast<quintptr>(parent));
}

template <typename Node> int ActivityTreeModel<Node>::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_roots.size());
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(m_places[parent.internalId()].children.size());
}

template <typename Node>
int ActivityTreeModel<Node>::columnCount(const QModelIndex& /*parent*/) const
{
    return static_cast<int>(titles().size());
}

template <typename Node>
QVariant ActivityTreeModel<Node>::headerData(int section, Qt::Orientation orientation,
                                             int role) const
{
    const auto names = titles();
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0
        || section >= static_cast<int>(names.size()))
        return {};
    return QString(names[static_cast<std::size_t>(section)]);
}

template <typename Node>
QVariant ActivityTreeModel<Node>::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node& node = *m_places[index.internalId()].node;
    if (role == Qt::AccessibleTextRole)
        return withNote(value(node, index.column(), Qt::DisplayRole),
                        value(node, index.column(), CellRole));
    return value(node, index.column(), role);
}

void ProcessModel::setActivity(ActivityPtr activity)
{
    const std::vector<ops::ProcessActivity>& roots = activity->processes;
    setPlaces(std::move(activity), roots);
}

const std::vector<ops::ProcessActivity>& ProcessModel::below(const ops::ProcessActivity& node) const
{
    return node.children;
}

std::vector<QLatin1String> ProcessModel::titles() const
{
    return {QLatin1String("NAME"), QLatin1String("EXE"), QLatin1String("EUSER"),
            QLatin1String("SEEN IN")};
}

QVariant ProcessModel::value(const ops::ProcessActivity& node, int column, int role) const
{
    if (role == SortRole && column == SeenIn)
        return static_cast<qulonglong>(node.seenIn);
    if (role == CellRole) {
        if (column == SeenIn)
            return QVariant::fromValue(share(node.seenIn, activity().of));
        Cell cell;
        cell.mono = true;
        cell.tone = column == Exe ? Tone::Muted : Tone::Normal;
        cell.elideMiddle = column == Exe;
        if (column == Name && !node.listening.empty())
            cell.note = tr("listens on %1").arg(joined(node.listening));
        return QVariant::fromValue(cell);
    }
    if (role == Qt::ToolTipRole && column == Name && !node.listening.empty())
        return plainTip(tr("listens on %1").arg(joined(node.listening)));
    if (role == Qt::ToolTipRole && column == Exe)
        return plainTip(joined(node.exe));
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case Name:
        return toQString(node.name);
    case Exe:
        return joined(node.exe);
    case Euser:
        return joined(node.euser);
    case SeenIn:
        return tr("seen in %1 of %2").arg(node.seenIn).arg(activity().of);
    default:
        return {};
    }
}

void ConnectionModel::setActivity(ActivityPtr activity)
{
    const std::vector<ops::ConnectionActivity>& roots = activity->connections;
    setPlaces(std::move(activity), roots);
}

const std::vector<ops::ConnectionActivity>&
ConnectionModel::below(const ops::ConnectionActivity& node) const
{
    return node.parts;
}

std::vector<QLatin1String> ConnectionModel::titles() const
{
    return {QLatin1String("WAY"), QLatin1String("PEER"), QLatin1String("PORT"),
            QLatin1String("PROCESS"), QLatin1String("SEEN IN")};
}

QVariant ConnectionModel::value(const ops::ConnectionActivity& node, int column, int role) const
{
    const bool inward = node.way == policy::Direction::Ingress;
    if (role == SortRole && column == SeenIn)
        return static_cast<qulonglong>(node.seenIn);
    if (role == CellRole) {
        if (column == SeenIn)
            return QVariant::fromValue(share(node.seenIn, activity().of));
        Cell cell;
        cell.mono = column != Way;
        if (column == Way)
            cell.icon = inward ? QStringLiteral("ingress") : QStringLiteral("egress");
        if (column == Peer && !node.parts.empty())
            cell.note = tr("%n addresses", nullptr, static_cast<int>(node.parts.size()));
        else if (column == Peer && node.scope == ops::PeerScope::Public)
            cell.note = tr("public");
        return QVariant::fromValue(cell);
    }
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case Way:
        return inward ? tr("ingress") : tr("egress");
    case Peer:
        return toQString(node.peer);
    case Port:
        return toQString(node.port);
    case Process:
        return node.process == "any" ? tr("any") : toQString(node.process);
    case SeenIn:
        return tr("seen in %1 of %2").arg(node.seenIn).arg(activity().of);
    default:
        return {};
    }
}

template class ActivityTreeModel<ops::ProcessActivity>;
template class ActivityTreeModel<ops::ConnectionActivity>;

} // namespace pw::ui
