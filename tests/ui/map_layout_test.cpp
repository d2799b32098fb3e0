// What stands where in the connection map, as text.

#include "ui/common/convert.h"
#include "ui/fingerprints/map_layout.h"
#include "ui/fingerprints/map_words.h"

#include <QTest>

using namespace pw;
using namespace pw::ui;

namespace {

using policy::Direction;

constexpr MapMetrics metrics{{1200, 300}};

ops::ConnectionActivity row(Direction way, const char* peer, ops::PeerScope scope, const char* port,
                            std::size_t seenIn, const char* process = "nginx_1")
{
    return {way, peer, scope, port, process, seenIn, {}};
}

ops::CombinedActivity nginx()
{
    ops::CombinedActivity out;
    out.of = 14;
    out.connections = {
        row(Direction::Ingress, "192.168.4.31", ops::PeerScope::Private, "TCP 80", 9),
        row(Direction::Egress, "backend.web.svc.cluster.local", ops::PeerScope::Name, "UDP 53", 14),
        row(Direction::Egress, "10.96.0.3", ops::PeerScope::Private, "TCP 8081", 14),
        row(Direction::Egress, "10.96.0.3", ops::PeerScope::Private, "TCP 22", 6),
        row(Direction::Egress, "203.0.113.7", ops::PeerScope::Public, "TCP 443", 1, "curl_0"),
        row(Direction::Egress, "api.example.com", ops::PeerScope::Name, "TCP 443", 14),
    };
    return out;
}

/// A row of many private addresses, ingress on TCP 80.
ops::ConnectionActivity range(int addresses)
{
    ops::ConnectionActivity out
        = row(Direction::Ingress, "10.0.0.0 – 10.0.0.99", ops::PeerScope::Private, "TCP 80", 14);
    for (int i = 0; i < addresses; ++i) {
        const std::string address
            = "10.0." + std::to_string(i / 256) + '.' + std::to_string(i % 256);
        out.parts.push_back(
            row(Direction::Ingress, address.c_str(), ops::PeerScope::Private, "TCP 80", 14));
    }
    return out;
}

MapSubject subjectOf(const ops::CombinedActivity& activity)
{
    return {mapGraph(activity), QStringLiteral("nginx:latest")};
}

/// The nodes in their order, those under a bundle behind a point.
QStringList texts(const MapSubject& subject, const MapLayout& layout)
{
    QStringList out;
    for (const MapNode& node : layout.nodes) {
        QString line = node.bundle >= 0 ? QStringLiteral(". ") : QString();
        line += nodeTitle(subject, node) + u'|' + nodeNote(subject, node) + u'|'
            + nodeFigure(subject, node);
        out += node.role == MapNode::Role::Workload ? line : wayWord(node.way) + u' ' + line;
    }
    return out;
}

QString joinedTexts(const ops::CombinedActivity& activity, const MapState& state = {},
                    const std::set<std::string>& open = {})
{
    const MapSubject subject = subjectOf(activity);
    return texts(subject, layOut(subject.graph, state, open, metrics)).join(u'\n');
}

bool overlap(const MapLayout& layout)
{
    for (std::size_t a = 0; a < layout.nodes.size(); ++a)
        for (std::size_t b = a + 1; b < layout.nodes.size(); ++b)
            if (layout.nodes[a].box.intersects(layout.nodes[b].box))
                return true;
    return false;
}

} // namespace

class MapLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void peersByKind();
    void processesShareANode();
    void exceptionsKeepTheKind();
    void manyPeersAreABundle();
    void anOpenBundleShowsItsPeers();
    void aLargeBundleLeadsToTheTable();
    void sidesStandApart_data();
    void sidesStandApart();
    void rareOnesAreCounted();
    void hiddenPeersAreLeftOut();
    void positionsAreKept();
    void farPositionsStayInThePicture();
    void whatHangsUnderABundleGoesWithIt();
    void findsTheNodeUnderAPoint();
    void arrowsGoFromNodeToNode();
    void sentences();
};

void MapLayoutTest::peersByKind()
{
    QCOMPARE(joinedTexts(nginx()),
             QStringLiteral("nginx:latest|14 instances|\n"
                            "ingress 192.168.4.31|TCP 80|9/14\n"
                            "egress backend.web.svc.cluster.local|UDP 53|14/14\n"
                            "egress 10.96.0.3|TCP 8081|14/14\n"
                            "egress 10.96.0.3|TCP 22|6/14\n"
                            "egress api.example.com|TCP 443|14/14\n"
                            "egress 203.0.113.7|TCP 443|1/14"));
}

void MapLayoutTest::processesShareANode()
{
    ops::CombinedActivity activity;
    activity.of = 4;
    activity.connections
        = {row(Direction::Egress, "10.0.0.1", ops::PeerScope::Private, "TCP 80", 1, "curl_0"),
           row(Direction::Egress, "10.0.0.1", ops::PeerScope::Private, "TCP 80", 4, "any")};
    const MapSubject subject = subjectOf(activity);
    QCOMPARE(subject.graph.peers.size(), std::size_t{1});
    const MapNode node = layOut(subject.graph, {}, {}, metrics).nodes.back();
    QCOMPARE(nodeToolTip(subject, node),
             QStringLiteral("egress, 10.0.0.1, TCP 80, any process, curl_0, seen in 4 of 4, "
                            "1 rare\n"
                            "any process seen in 4 of 4\ncurl_0 seen in 1 of 4"));
    QCOMPARE(node.rare, std::size_t{1});
}

void MapLayoutTest::exceptionsKeepTheKind()
{
    ops::CombinedActivity activity;
    activity.of = 1;
    activity.connections = {
        row(Direction::Egress, "10.0.0.0/8 except 10.1.0.0/16", ops::PeerScope::Name, "TCP 1", 1),
        row(Direction::Egress, "0.0.0.0/0 except 10.0.0.0/8", ops::PeerScope::Name, "TCP 1", 1),
        row(Direction::Egress, "db.svc.cluster.local.", ops::PeerScope::Name, "TCP 1", 1)};
    std::vector<PeerKind> kinds;
    for (const MapPeer& peer : mapGraph(activity).peers)
        kinds.push_back(peer.kind);
    QVERIFY(
        kinds
        == (std::vector{PeerKind::ClusterName, PeerKind::PrivateAddress, PeerKind::PublicAddress}));
}

void MapLayoutTest::manyPeersAreABundle()
{
    ops::CombinedActivity activity;
    activity.of = 14;
    activity.connections = {range(4)};
    QCOMPARE(joinedTexts(activity),
             QStringLiteral("nginx:latest|14 instances|\n"
                            "ingress 10.0.0.0|TCP 80|14/14\n"
                            "ingress 10.0.0.1|TCP 80|14/14\n"
                            "ingress 10.0.0.2|TCP 80|14/14\n"
                            "ingress 10.0.0.3|TCP 80|14/14"));
    activity.connections = {range(300)};
    QCOMPARE(joinedTexts(activity),
             QStringLiteral("nginx:latest|14 instances|\n"
                            "ingress 300 private addresses|TCP 80|14/14"));
}

void MapLayoutTest::anOpenBundleShowsItsPeers()
{
    ops::CombinedActivity activity;
    activity.of = 14;
    activity.connections = {range(5)};
    // The second port of a peer is no second peer.
    activity.connections.push_back(
        row(Direction::Ingress, "10.0.0.4", ops::PeerScope::Private, "TCP 22", 2));
    QCOMPARE(joinedTexts(activity, {}, {"ingress private addresses"}),
             QStringLiteral("nginx:latest|14 instances|\n"
                            "ingress 5 private addresses|TCP 22, TCP 80|14/14\n"
                            "ingress . 10.0.0.0|TCP 80|14/14\n"
                            "ingress . 10.0.0.1|TCP 80|14/14\n"
                            "ingress . 10.0.0.2|TCP 80|14/14\n"
                            "ingress . 10.0.0.3|TCP 80|14/14\n"
                            "ingress . 10.0.0.4|TCP 80|14/14\n"
                            "ingress . 10.0.0.4|TCP 22|2/14"));
}

void MapLayoutTest::aLargeBundleLeadsToTheTable()
{
    ops::CombinedActivity activity;
    activity.of = 14;
    activity.connections = {range(312)};
    const MapSubject subject = subjectOf(activity);
    const MapLayout layout = layOut(subject.graph, {}, {"ingress private addresses"}, metrics);
    QCOMPARE(layout.nodes.size(), 2 + peersInBundle + 1);
    QCOMPARE(texts(subject, layout).last(),
             QStringLiteral("ingress . 212 more|see the table|14/14"));
    QVERIFY(!overlap(layout));
}

void MapLayoutTest::sidesStandApart_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("wide") << 3000;
    QTest::newRow("usual") << 1200;
    QTest::newRow("narrow") << 660;
    QTest::newRow("narrower than it can be") << 100;
}

void MapLayoutTest::sidesStandApart()
{
    QFETCH(int, width);
    MapMetrics narrow = metrics;
    narrow.view.setWidth(width);
    ops::CombinedActivity activity = nginx();
    activity.connections.push_back(range(20));
    const MapLayout layout = layOut(mapGraph(activity), {}, {"ingress private addresses"}, narrow);
    QVERIFY(!overlap(layout));
    const QRectF whole(QPointF(0, 0), layout.size);
    const QRectF workload = layout.nodes.front().box;
    for (const MapNode& node : layout.nodes) {
        QVERIFY(whole.contains(node.box));
        if (node.role != MapNode::Role::Workload)
            QVERIFY(node.way == Direction::Ingress ? node.box.right() < workload.left()
                                                   : node.box.left() > workload.right());
    }
    QVERIFY(layout.size.width() >= width);
}

void MapLayoutTest::rareOnesAreCounted()
{
    ops::CombinedActivity activity = nginx();
    const MapLayout layout = layOut(mapGraph(activity), {}, {}, metrics);
    QStringList rare;
    for (const MapNode& node : layout.nodes) {
        if (node.rare > 0)
            rare += toQString(node.id);
    }
    QCOMPARE(rare.join(u'\n'),
             QStringLiteral("egress TCP 22 10.96.0.3\n"
                            "egress TCP 443 203.0.113.7"));
    // A bundle says how many of its own are rare, unless all of it is.
    activity.connections = {range(20)};
    activity.connections.front().parts[3].seenIn = 1;
    const MapSubject subject = subjectOf(activity);
    const MapLayout bundle = layOut(subject.graph, {}, {}, metrics);
    QCOMPARE(nodeSentence(subject, bundle.nodes.back()),
             QStringLiteral("ingress, 20 private addresses, TCP 80, seen in 14 of 14, 1 rare, "
                            "closed"));
    for (ops::ConnectionActivity& part : activity.connections.front().parts)
        part.seenIn = 1;
    const MapSubject rareOnes = subjectOf(activity);
    QCOMPARE(nodeRare(rareOnes, layOut(rareOnes.graph, {}, {}, metrics).nodes.back()), QString());
}

void MapLayoutTest::hiddenPeersAreLeftOut()
{
    // Both ports of it; a name that is nowhere is not counted.
    const MapState state{{"10.96.0.3", "gone.example.com"}, {}};
    const MapSubject subject = subjectOf(nginx());
    const MapLayout layout = layOut(subject.graph, state, {}, metrics);
    QCOMPARE(layout.hidden, std::size_t{1});
    QCOMPARE(layout.nodes.size(), std::size_t{5});
    QVERIFY(mapSentence(subject, layout).endsWith(QStringLiteral("; 1 peer is hidden")));
}

void MapLayoutTest::positionsAreKept()
{
    const std::string id = "egress TCP 8081 10.96.0.3";
    const MapState state{{}, {{id, {100, -90}}}};
    for (const double width : {1200.0, 1000.0}) {
        MapMetrics other = metrics;
        other.view.setWidth(width);
        const MapLayout layout = layOut(mapGraph(nginx()), state, {}, other);
        const QPointF middle = layout.nodes.front().box.center();
        const int moved = layout.nodeById(id);
        const QPointF at = layout.nodes[static_cast<std::size_t>(moved)].box.center() - middle;
        QVERIFY((at - QPointF(100, -90)).manhattanLength() <= 1);
    }
}

void MapLayoutTest::farPositionsStayInThePicture()
{
    const std::string id = "egress TCP 8081 10.96.0.3";
    const MapLayout layout = layOut(mapGraph(nginx()), {{}, {{id, {-9000, 500}}}}, {}, metrics);
    const QRectF box = layout.nodes[static_cast<std::size_t>(layout.nodeById(id))].box;
    QVERIFY(box.left() > 0);
    QVERIFY(QRectF(QPointF(0, 0), layout.size).contains(box));
    QVERIFY(layout.size.height() > 600);
}

void MapLayoutTest::whatHangsUnderABundleGoesWithIt()
{
    ops::CombinedActivity activity;
    activity.of = 14;
    activity.connections = {range(5)};
    const std::string id = "ingress private addresses";
    const MapGraph graph = mapGraph(activity);
    const MapLayout before = layOut(graph, {}, {id}, metrics);
    const QPointF was = before.nodes[1].box.center() - before.nodes[0].box.center();
    const QPointF by(40, 30);
    const MapLayout after = layOut(graph, {{}, {{id, was + by}}}, {id}, metrics);
    for (std::size_t at = 1; at < before.nodes.size(); ++at)
        QCOMPARE(after.nodes[at].box, before.nodes[at].box.translated(by));
}

void MapLayoutTest::findsTheNodeUnderAPoint()
{
    const MapLayout layout = layOut(mapGraph(nginx()), {}, {}, metrics);
    for (std::size_t at = 0; at < layout.nodes.size(); ++at)
        QCOMPARE(layout.nodeAt(layout.nodes[at].box.center()), static_cast<int>(at));
    QCOMPARE(layout.nodeAt(layout.nodes[1].box.topLeft() - QPointF(1, 1)), -1);
    QCOMPARE(layout.nodeById("nothing"), -1);
}

void MapLayoutTest::arrowsGoFromNodeToNode()
{
    // 0 is the workload, 1 the ingress peer, 2 to 6 are the egress ones.
    const MapLayout layout = layOut(mapGraph(nginx()), {}, {}, metrics);
    QCOMPARE(layout.neighbour(0, -1, 0), 1);
    QCOMPARE(layout.neighbour(1, -1, 0), 1);
    QCOMPARE(layout.neighbour(1, 1, 0), 0);
    QCOMPARE(layout.neighbour(0, 1, 0), 4);
    QCOMPARE(layout.neighbour(4, 0, 1), 5);
    QCOMPARE(layout.neighbour(4, 0, -1), 3);
    QCOMPARE(layout.neighbour(6, 0, 1), 6);
    QCOMPARE(layout.neighbour(0, 0, 1), 0);
    QCOMPARE(layout.endOfSide(4, false), 2);
    QCOMPARE(layout.endOfSide(4, true), 6);
    const MapLayout alone = layOut({}, {}, {}, metrics);
    QCOMPARE(alone.neighbour(0, 1, 0), 0);
}

void MapLayoutTest::sentences()
{
    const MapSubject subject = subjectOf(nginx());
    const MapLayout layout = layOut(subject.graph, {}, {}, metrics);
    QCOMPARE(mapSentence(subject, layout),
             QStringLiteral("nginx:latest: 1 ingress peer on TCP 80, 4 egress peers on 4 ports; "
                            "2 were seen in fewer than half of the instances"));
    QCOMPARE(nodeSentence(subject, layout.nodes.front()),
             QStringLiteral("nginx:latest, 14 instances"));
    QCOMPARE(nodeSentence(subject, layout.nodes[1]),
             QStringLiteral("ingress, 192.168.4.31, TCP 80, nginx_1, seen in 9 of 14"));
    const MapSubject nothing{{}, QStringLiteral("idle")};
    QCOMPARE(mapSentence(nothing, layOut({}, {}, {}, metrics)),
             QStringLiteral("idle: 0 ingress peers, 0 egress peers"));
}

QTEST_APPLESS_MAIN(MapLayoutTest)
#include "map_layout_test.moc"
