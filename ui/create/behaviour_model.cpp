#include "ui/create/behaviour_model.h"

#include "ui/common/cell.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/plain_tip.h"

#include <array>
#include <unordered_map>

namespace pw::ui {
namespace {

using ops::Tick;

QString joined(const std::vector<std::string>& texts)
{
    QStringList out;
    for (const std::string& text : texts)
        out += toQString(text);
    return out.join(QStringLiteral(", "));
}

template <typename Row>
void addToIndex(std::unordered_map<std::string, const Row*>& out, const std::vector<Row>& rows,
                std::vector<Row> Row::*below)
{
    for (const Row& row : rows) {
        out.emplace(row.key, &row);
        addToIndex(out, row.*below, below);
    }
}

Qt::CheckState checkState(Tick tick)
{
    switch (tick) {
    case Tick::On:
        return Qt::Checked;
    case Tick::Partly:
        return Qt::PartiallyChecked;
    case Tick::Off:
    case Tick::Carried:
        break;
    }
    return Qt::Unchecked;
}

} // namespace

BehaviourModel::BehaviourModel(QObject* parent) : QAbstractItemModel(parent) { }

int BehaviourModel::add(int parent, Row row)
{
    const int at = static_cast<int>(m_rows.size());
    std::vector<int>& level
        = parent < 0 ? m_top : m_rows[static_cast<std::size_t>(parent)].children;
    row.parent = parent;
    row.row = static_cast<int>(level.size());
    level.push_back(at);
    m_rows.push_back(std::move(row));
    return at;
}

int BehaviourModel::addTitle(const QString& title, std::size_t count)
{
    Row row;
    row.title = title;
    row.count = count;
    return add(-1, std::move(row));
}

void BehaviourModel::addProcesses(int parent, const std::vector<ops::ProcessActivity>& level)
{
    for (const ops::ProcessActivity& process : level) {
        Row row;
        row.process = &process;
        addProcesses(add(parent, std::move(row)), process.children);
    }
}

void BehaviourModel::addConnections(int parent, const std::vector<ops::ConnectionActivity>& rows)
{
    for (const ops::ConnectionActivity& connection : rows) {
        Row row;
        row.connection = &connection;
        addConnections(add(parent, std::move(row)), connection.parts);
    }
}

void BehaviourModel::setSource(DraftSourcePtr source)
{
    beginResetModel();
    m_source = std::move(source);
    m_rows.clear();
    m_top.clear();
    std::unordered_map<std::string, const ops::ProcessActivity*> processes;
    std::unordered_map<std::string, const ops::ConnectionActivity*> connections;
    addToIndex(processes, m_source->activity.processes, &ops::ProcessActivity::children);
    addToIndex(connections, m_source->activity.connections, &ops::ConnectionActivity::parts);
    if (!m_source->notable.empty()) {
        const int top = addTitle(tr("Look at these first"), m_source->notable.size());
        for (const ops::Notable& notable : m_source->notable) {
            Row row;
            const auto process = processes.find(notable.key);
            const auto connection = connections.find(notable.key);
            row.process = process == processes.end() ? nullptr : process->second;
            row.connection = connection == connections.end() ? nullptr : connection->second;
            row.reason = toQString(notable.reason);
            if (row.process != nullptr || row.connection != nullptr)
                add(top, std::move(row));
        }
    }
    if (!processes.empty())
        addProcesses(addTitle(tr("Processes"), processes.size()), m_source->activity.processes);
    if (!connections.empty())
        addConnections(addTitle(tr("Connections"), m_source->activity.connections.size()),
                       m_source->activity.connections);
    endResetModel();
}

void BehaviourModel::setChoices(const ops::DraftChoices& choices)
{
    if (m_source == nullptr)
        return;
    const ops::DraftTicks ticks(*m_source, choices);
    for (std::size_t at = 0; at < m_rows.size(); ++at) {
        Row& row = m_rows[at];
        if (!row.title.isEmpty())
            continue;
        const Tick tick = ticks.of(row.key());
        if (std::exchange(row.tick, tick) == tick)
            continue;
        const auto id = static_cast<quintptr>(at);
        Q_EMIT dataChanged(createIndex(row.row, 0, id), createIndex(row.row, ColumnCount - 1, id));
    }
}

QModelIndex BehaviourModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<int>& level = parent.isValid() ? m_rows[parent.internalId()].children : m_top;
    return createIndex(row, column, static_cast<quintptr>(level[static_cast<std::size_t>(row)]));
}

QModelIndex BehaviourModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const int parent = m_rows[child.internalId()].parent;
    if (parent < 0)
        return {};
    return createIndex(m_rows[static_cast<std::size_t>(parent)].row, 0,
                       static_cast<quintptr>(parent));
}

int BehaviourModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_top.size());
    return parent.column() > 0 ? 0 : static_cast<int>(m_rows[parent.internalId()].children.size());
}

int BehaviourModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QVariant BehaviourModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const std::array<QLatin1String, ColumnCount> titles{
        QLatin1String("BEHAVIOUR"), QLatin1String("EXE OR PORT"), QLatin1String("EUSER OR PROCESS"),
        QLatin1String("SEEN IN")};
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0
        || section >= ColumnCount)
        return {};
    return QString(titles.at(static_cast<std::size_t>(section)));
}

QVariant BehaviourModel::text(const Row& row, int column) const
{
    if (!row.title.isEmpty())
        return column == Behaviour ? row.title : QString();
    if (column == Detail && !row.reason.isEmpty())
        return row.reason;
    const std::size_t seenIn
        = row.process != nullptr ? row.process->seenIn : row.connection->seenIn;
    if (column == SeenIn)
        return tr("seen in %1 of %2").arg(seenIn).arg(m_source->activity.of);
    if (row.process != nullptr) {
        return column == Behaviour ? toQString(row.process->name)
            : column == Detail     ? joined(row.process->exe)
                                   : joined(row.process->euser);
    }
    if (column == Owner)
        return row.connection->process == "any" ? tr("any") : toQString(row.connection->process);
    return toQString(column == Behaviour ? row.connection->peer : row.connection->port);
}

QVariant BehaviourModel::cell(const Row& row, int column) const
{
    Cell out;
    if (!row.title.isEmpty()) {
        out.bold = true;
        out.note = column == Behaviour ? number(static_cast<std::size_t>(row.count)) : QString();
        return QVariant::fromValue(out);
    }
    const bool on = row.tick == Tick::On || row.tick == Tick::Partly;
    if (column == SeenIn) {
        out.kind = CellKind::Share;
        out.count = row.process != nullptr ? row.process->seenIn : row.connection->seenIn;
        out.of = m_source->activity.of;
        return QVariant::fromValue(out);
    }
    const bool isReason = column == Detail && !row.reason.isEmpty();
    out.mono = !isReason;
    out.tone = !on || column == Detail ? Tone::Muted : Tone::Normal;
    out.elideMiddle = column == Detail && !isReason;
    if (column != Behaviour)
        return QVariant::fromValue(out);
    if (row.process != nullptr) {
        if (m_source->attackReasons.contains(row.process->key)) {
            out.icon = QStringLiteral("warn");
            out.iconTone = Tone::Warning;
        }
        if (!row.process->listening.empty())
            out.note = tr("listens on %1").arg(joined(row.process->listening));
    } else {
        const bool inward = row.connection->way == policy::Direction::Ingress;
        out.icon = inward ? QStringLiteral("ingress") : QStringLiteral("egress");
        out.iconTone = Tone::Muted;
        if (!row.connection->parts.empty())
            out.note = tr("%n addresses", nullptr, static_cast<int>(row.connection->parts.size()));
        else if (row.connection->scope == ops::PeerScope::Public)
            out.note = tr("public");
    }
    if (row.tick == Tick::Carried)
        out.note = tr("with its process");
    return QVariant::fromValue(out);
}

QString BehaviourModel::toolTip(const Row& row) const
{
    if (!row.title.isEmpty())
        return {};
    QStringList lines;
    if (!row.reason.isEmpty())
        lines += row.reason;
    if (row.process != nullptr) {
        const auto reason = m_source->attackReasons.find(row.process->key);
        if (reason != m_source->attackReasons.end() && row.reason.isEmpty())
            lines += tr("Often used in attacks: %1").arg(toQString(reason->second));
        lines += joined(row.process->exe);
    } else {
        lines += toQString(row.connection->peer) + u' ' + toQString(row.connection->port);
    }
    return lines.join(u'\n');
}

QVariant BehaviourModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[index.internalId()];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case CellRole:
        return cell(row, index.column());
    case Qt::ToolTipRole:
        return plainTip(toolTip(row));
    case Qt::CheckStateRole:
        if (index.column() == Behaviour && row.title.isEmpty())
            return QVariant::fromValue(static_cast<int>(checkState(row.tick)));
        return {};
    case Qt::AccessibleTextRole: {
        QString out = withNote(text(row, index.column()), cell(row, index.column()));
        if (index.column() == Behaviour && row.connection != nullptr)
            out.prepend(row.connection->way == policy::Direction::Ingress ? tr("ingress ")
                                                                          : tr("egress "));
        return out;
    }
    default:
        return {};
    }
}

bool BehaviourModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || !m_rows[index.internalId()].title.isEmpty())
        return false;
    Q_EMIT tickRequested(m_rows[index.internalId()].key(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags BehaviourModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags out = QAbstractItemModel::flags(index);
    if (index.isValid() && index.column() == Behaviour
        && m_rows[index.internalId()].title.isEmpty())
        out |= Qt::ItemIsUserCheckable;
    return out;
}

} // namespace pw::ui
