#include "ui/fingerprints/map_words.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace pw::ui {
namespace {

using policy::Direction;
using Role = MapNode::Role;

constexpr std::size_t portsNamed = 3;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionMap)
};

QString kindWords(PeerKind kind, std::size_t count)
{
    switch (kind) {
    case PeerKind::ClusterName:
        return counted(count, Words::tr("cluster name"), Words::tr("cluster names"));
    case PeerKind::PrivateAddress:
        return counted(count, Words::tr("private address"), Words::tr("private addresses"));
    case PeerKind::DnsName:
        return counted(count, Words::tr("DNS name"), Words::tr("DNS names"));
    case PeerKind::PublicAddress:
        break;
    }
    return counted(count, Words::tr("public address"), Words::tr("public addresses"));
}

/// The graph has the ports of a peer in a row.
std::size_t countPeers(const MapGraph& graph, const std::vector<std::size_t>& of)
{
    std::size_t out = 0;
    const std::string* last = nullptr;
    for (const std::size_t at : of) {
        const std::string& peer = graph.peers[at].peer;
        out += last == nullptr || *last != peer ? 1 : 0;
        last = &peer;
    }
    return out;
}

QString portWords(const MapGraph& graph, const std::vector<std::size_t>& of)
{
    std::set<std::string_view> ports;
    for (const std::size_t at : of)
        ports.insert(graph.peers[at].port);
    if (ports.size() > portsNamed)
        return counted(ports.size(), Words::tr("port"), Words::tr("ports"));
    QStringList out;
    for (const std::string_view port : ports)
        out += toQString(port);
    return out.join(QStringLiteral(", "));
}

QString seenWords(std::size_t seenIn, std::size_t of)
{
    return Words::tr("seen in %1 of %2").arg(seenIn).arg(of);
}

QString processName(const std::string& process)
{
    return process == "any" ? Words::tr("any process") : toQString(process);
}

QString sideWords(const MapGraph& graph, const std::vector<std::size_t>& of, Direction way)
{
    const std::size_t peers = countPeers(graph, of);
    const bool inward = way == Direction::Ingress;
    const QString words
        = counted(peers, inward ? Words::tr("ingress peer") : Words::tr("egress peer"),
                  inward ? Words::tr("ingress peers") : Words::tr("egress peers"));
    return peers == 0 ? words : Words::tr("%1 on %2").arg(words, portWords(graph, of));
}

} // namespace

QString nodeTitle(const MapSubject& subject, const MapNode& node)
{
    switch (node.role) {
    case Role::Workload:
        return subject.name;
    case Role::Bundle:
        return kindWords(node.kind, countPeers(subject.graph, node.peers));
    case Role::Rest:
        return Words::tr("%1 more").arg(static_cast<qulonglong>(node.peers.size()));
    case Role::Peer:
        break;
    }
    return toQString(subject.graph.peers[node.peers.front()].peer);
}

QString nodeNote(const MapSubject& subject, const MapNode& node)
{
    if (node.role == Role::Workload)
        return counted(subject.graph.of, Words::tr("instance"), Words::tr("instances"));
    return node.role == Role::Rest ? Words::tr("see the table")
                                   : portWords(subject.graph, node.peers);
}

QString nodeFigure(const MapSubject& subject, const MapNode& node)
{
    return node.role == Role::Workload
        ? QString()
        : QStringLiteral("%1/%2").arg(node.seenIn).arg(subject.graph.of);
}

QString nodeRare(const MapSubject& subject, const MapNode& node)
{
    return node.rare == 0 || ops::isOutlier(node.seenIn, subject.graph.of)
        ? QString()
        : Words::tr("%1 rare").arg(static_cast<qulonglong>(node.rare));
}

QString nodeIcon(const MapNode& node)
{
    if (node.role == Role::Workload)
        return QStringLiteral("fingerprint");
    switch (node.kind) {
    case PeerKind::ClusterName:
        return QStringLiteral("cluster");
    case PeerKind::PrivateAddress:
        return QStringLiteral("server");
    case PeerKind::DnsName:
        return QStringLiteral("tag");
    case PeerKind::PublicAddress:
        break;
    }
    return QStringLiteral("globe");
}

QString nodeSentence(const MapSubject& subject, const MapNode& node)
{
    QStringList out;
    if (node.role != Role::Workload)
        out += wayWord(node.way);
    out += nodeTitle(subject, node);
    out += nodeNote(subject, node);
    if (node.role == Role::Peer) {
        for (const MapUse& use : subject.graph.peers[node.peers.front()].uses)
            out += processName(use.process);
    }
    if (node.role == Role::Peer || node.role == Role::Bundle)
        out += seenWords(node.seenIn, subject.graph.of);
    if (const QString rare = nodeRare(subject, node); !rare.isEmpty())
        out += rare;
    if (node.role == Role::Bundle)
        out += node.open ? Words::tr("open") : Words::tr("closed");
    return out.join(QStringLiteral(", "));
}

QString nodeToolTip(const MapSubject& subject, const MapNode& node)
{
    QString out = nodeSentence(subject, node);
    if (node.role != Role::Peer)
        return out;
    const std::vector<MapUse>& uses = subject.graph.peers[node.peers.front()].uses;
    if (uses.size() == 1)
        return out;
    for (const MapUse& use : uses) {
        out += u'\n';
        out += processName(use.process) + u' ' + seenWords(use.seenIn, subject.graph.of);
    }
    return out;
}

QString mapSentence(const MapSubject& subject, const MapLayout& layout)
{
    std::vector<std::size_t> sides[2];
    std::size_t rare = 0;
    for (const MapNode& node : layout.nodes) {
        if (node.role == Role::Workload || node.bundle >= 0)
            continue;
        auto& side = sides[static_cast<std::size_t>(node.way)];
        side.insert(side.end(), node.peers.begin(), node.peers.end());
        rare += node.rare;
    }
    QString out = Words::tr("%1: %2, %3")
                      .arg(subject.name, sideWords(subject.graph, sides[0], Direction::Ingress),
                           sideWords(subject.graph, sides[1], Direction::Egress));
    if (rare > 0) {
        out += QStringLiteral("; ")
            + (rare == 1 ? Words::tr("one was seen in fewer than half of the instances")
                         : Words::tr("%1 were seen in fewer than half of the instances")
                               .arg(static_cast<qulonglong>(rare)));
    }
    if (layout.hidden > 0)
        out += QStringLiteral("; ") + hiddenSentence(layout.hidden);
    return out;
}

QString wayWord(Direction way)
{
    return way == Direction::Ingress ? Words::tr("ingress") : Words::tr("egress");
}

QString hiddenSentence(std::size_t count)
{
    return count == 1 ? Words::tr("1 peer is hidden")
                      : Words::tr("%1 peers are hidden").arg(static_cast<qulonglong>(count));
}

} // namespace pw::ui
