// The connection map under keys, mouse and a reader of the screen.

#include "ui/fingerprints/connection_map.h"

#include <QAccessible>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pw;
using namespace pw::ui;

namespace {

using policy::Direction;

std::shared_ptr<ops::CombinedActivity> mongo(int callers)
{
    auto out = std::make_shared<ops::CombinedActivity>();
    out->of = 2;
    for (int i = 0; i < callers; ++i)
        out->connections.push_back({Direction::Ingress,
                                    "10.0.0." + std::to_string(i),
                                    ops::PeerScope::Private,
                                    "TCP 27017",
                                    "mongod_0",
                                    2,
                                    {}});
    out->connections.push_back(
        {Direction::Egress, "db.example.com", ops::PeerScope::Name, "TCP 443", "mongod_0", 2, {}});
    out->connections.push_back(
        {Direction::Egress, "203.0.113.7", ops::PeerScope::Public, "TCP 443", "mongod_0", 1, {}});
    return out;
}

} // namespace

class ConnectionMapTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void arrowsGoRound();
    void returnOpensABundle();
    void aClickOpensABundle();
    void deleteHides();
    void theMenuShowsHiddenOnes();
    void theSignShowsHiddenOnes();
    void aDraggedNodeIsRemembered();
    void ctrlArrowMovesANode();
    void putsNodesBack();
    void theStateIsTaken();
    void theCurrentNodeStays();
    void theRestLeadsToTheTable();
    void theCurrentNodeIsScrolledTo();
    void speaks();
    void pressesThroughAccessibility();

private:
    [[nodiscard]] QString current() const
    {
        const auto at = static_cast<std::size_t>(m_map->currentNode());
        return nodeTitle(m_map->subject(), m_map->picture().nodes[at]);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers keys = {})
    {
        QTest::keyClick(m_map.get(), key, keys);
    }
    void drag(const QPoint& from, const QPoint& to);
    void choose(const QString& text);

    std::unique_ptr<ConnectionMap> m_map;
};

void ConnectionMapTest::init()
{
    m_map = std::make_unique<ConnectionMap>();
    m_map->resize(1000, 320);
    m_map->show();
    m_map->activateWindow();
    m_map->setFocus();
    m_map->setActivity(mongo(2), QStringLiteral("mongo:latest"));
}

void ConnectionMapTest::drag(const QPoint& from, const QPoint& to)
{
    QWidget* const view = m_map->viewport();
    QTest::mousePress(view, Qt::LeftButton, {}, from);
    QTest::mouseMove(view, (from + to) / 2);
    QTest::mouseMove(view, to);
    QTest::mouseRelease(view, Qt::LeftButton, {}, to);
}

/// From the menu of the current node.
void ConnectionMapTest::choose(const QString& text)
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(m_map->viewport(), &event);
    auto* const menu = m_map->findChild<QMenu*>(QStringLiteral("mapMenu"));
    QVERIFY(menu != nullptr);
    for (QAction* const action : menu->actions()) {
        if (action->text().remove(u'&') == text && action->isEnabled()) {
            action->trigger();
            delete menu;
            return;
        }
    }
    delete menu;
    QFAIL(qPrintable(text));
}

void ConnectionMapTest::arrowsGoRound()
{
    QCOMPARE(current(), QStringLiteral("mongo:latest"));
    press(Qt::Key_Left);
    QCOMPARE(current(), QStringLiteral("10.0.0.0"));
    press(Qt::Key_Down);
    QCOMPARE(current(), QStringLiteral("10.0.0.1"));
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    press(Qt::Key_End);
    QCOMPARE(current(), QStringLiteral("203.0.113.7"));
    press(Qt::Key_Home);
    QCOMPARE(current(), QStringLiteral("db.example.com"));
}

void ConnectionMapTest::returnOpensABundle()
{
    m_map->setActivity(mongo(30), QStringLiteral("mongo:latest"));
    press(Qt::Key_Left);
    QCOMPARE(current(), QStringLiteral("30 private addresses"));
    const std::size_t closed = m_map->picture().nodes.size();
    press(Qt::Key_Return);
    QCOMPARE(m_map->picture().nodes.size(), closed + 30);
    QCOMPARE(current(), QStringLiteral("30 private addresses"));
    press(Qt::Key_Down);
    QCOMPARE(current(), QStringLiteral("10.0.0.0"));
    press(Qt::Key_Up);
    press(Qt::Key_Return);
    QCOMPARE(m_map->picture().nodes.size(), closed);
}

void ConnectionMapTest::aClickOpensABundle()
{
    m_map->setActivity(mongo(30), QStringLiteral("mongo:latest"));
    const std::size_t closed = m_map->picture().nodes.size();
    QTest::mouseClick(m_map->viewport(), Qt::LeftButton, {}, m_map->boxOf(1).center());
    QCOMPARE(m_map->picture().nodes.size(), closed + 30);
}

void ConnectionMapTest::deleteHides()
{
    QSignalSpy changed(m_map.get(), &ConnectionMap::stateChanged);
    press(Qt::Key_Delete); // not the workload
    QCOMPARE(changed.size(), 0);
    press(Qt::Key_Left);
    press(Qt::Key_Delete);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_map->state().hidden == std::set<std::string>{"10.0.0.0"});
    QCOMPARE(current(), QStringLiteral("10.0.0.1"));
    QCOMPARE(m_map->findChild<QToolButton*>(QStringLiteral("hiddenPeers"))->text(),
             QStringLiteral("1 peer is hidden"));
    press(Qt::Key_Delete);
    QCOMPARE(current(), QStringLiteral("mongo:latest"));
}

void ConnectionMapTest::theMenuShowsHiddenOnes()
{
    m_map->setActivity(mongo(30), QStringLiteral("mongo:latest"));
    m_map->setState({{"elsewhere"}, {}});
    press(Qt::Key_Left);
    choose(QStringLiteral("Hide these peers"));
    QCOMPARE(m_map->picture().hidden, std::size_t{30});
    choose(QStringLiteral("Show hidden (30)"));
    QCOMPARE(m_map->picture().hidden, std::size_t{0});
    // What another picture hides is left alone.
    QVERIFY(m_map->state().hidden == std::set<std::string>{"elsewhere"});
}

void ConnectionMapTest::theSignShowsHiddenOnes()
{
    auto* const sign = m_map->findChild<QToolButton*>(QStringLiteral("hiddenPeers"));
    QVERIFY(!sign->isVisible());
    m_map->setState({{"10.0.0.0", "10.0.0.1"}, {}});
    QVERIFY(sign->isVisible());
    QTest::mouseClick(sign, Qt::LeftButton);
    QVERIFY(m_map->state().hidden.empty());
    QVERIFY(!sign->isVisible());
}

void ConnectionMapTest::aDraggedNodeIsRemembered()
{
    QSignalSpy changed(m_map.get(), &ConnectionMap::stateChanged);
    const QRect before = m_map->boxOf(1);
    drag(before.center(), before.center() + QPoint(50, 60));
    QCOMPARE(m_map->boxOf(1), before.translated(50, 60));
    QCOMPARE(changed.size(), 1);
    const MapState state = m_map->state();
    QCOMPARE(state.positions.size(), std::size_t{1});

    m_map = std::make_unique<ConnectionMap>();
    m_map->resize(1000, 320);
    m_map->show();
    m_map->setState(state);
    m_map->setActivity(mongo(2), QStringLiteral("mongo:latest"));
    QCOMPARE(m_map->boxOf(1), before.translated(50, 60));
    // A hand that trembles moves nothing.
    const QPoint still = m_map->boxOf(2).center();
    drag(still, still + QPoint(1, 1));
    QCOMPARE(m_map->state(), state);
}

void ConnectionMapTest::ctrlArrowMovesANode()
{
    press(Qt::Key_Left);
    const QRect before = m_map->boxOf(1);
    press(Qt::Key_Down, Qt::ControlModifier);
    press(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(m_map->boxOf(1), before.translated(10, 10));
}

void ConnectionMapTest::putsNodesBack()
{
    const QRect first = m_map->boxOf(1);
    const QRect second = m_map->boxOf(2);
    press(Qt::Key_Left);
    press(Qt::Key_Right, Qt::ControlModifier);
    press(Qt::Key_Down);
    press(Qt::Key_Right, Qt::ControlModifier);
    choose(QStringLiteral("Put back in its place"));
    QCOMPARE(m_map->boxOf(2), second);
    QVERIFY(m_map->boxOf(1) != first);
    choose(QStringLiteral("Put all back"));
    QCOMPARE(m_map->boxOf(1), first);
    QVERIFY(m_map->state().positions.empty());
}

void ConnectionMapTest::theStateIsTaken()
{
    QSignalSpy changed(m_map.get(), &ConnectionMap::stateChanged);
    m_map->setState({{"10.0.0.0"}, {}});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_map->picture().hidden, std::size_t{1});
}

void ConnectionMapTest::theCurrentNodeStays()
{
    press(Qt::Key_Right);
    press(Qt::Key_End);
    m_map->setActivity(mongo(3), QStringLiteral("mongo:latest"));
    QCOMPARE(current(), QStringLiteral("203.0.113.7"));
    auto none = std::make_shared<ops::CombinedActivity>();
    m_map->setActivity(none, QStringLiteral("idle"));
    QCOMPARE(current(), QStringLiteral("idle"));
}

void ConnectionMapTest::theRestLeadsToTheTable()
{
    QSignalSpy table(m_map.get(), &ConnectionMap::tableRequested);
    m_map->setActivity(mongo(200), QStringLiteral("mongo:latest"));
    press(Qt::Key_Left);
    press(Qt::Key_Return);
    press(Qt::Key_End);
    QCOMPARE(current(), QStringLiteral("100 more"));
    press(Qt::Key_Return);
    QCOMPARE(table.size(), 1);
}

void ConnectionMapTest::theCurrentNodeIsScrolledTo()
{
    m_map->setActivity(mongo(100), QStringLiteral("mongo:latest"));
    press(Qt::Key_Left);
    press(Qt::Key_Return);
    const QRect view = m_map->viewport()->rect();
    press(Qt::Key_End);
    QVERIFY(m_map->verticalScrollBar()->value() > 0);
    QVERIFY(view.contains(m_map->boxOf(m_map->currentNode())));
    press(Qt::Key_Home);
    QVERIFY(view.contains(m_map->boxOf(m_map->currentNode())));
    // What is found by the mouse is where it is drawn.
    press(Qt::Key_End);
    QTest::mouseClick(m_map->viewport(), Qt::LeftButton, {},
                      m_map->boxOf(m_map->currentNode() - 1).center());
    QCOMPARE(current(), QStringLiteral("10.0.0.98"));
}

void ConnectionMapTest::speaks()
{
    QAccessibleInterface* const map = QAccessible::queryAccessibleInterface(m_map.get());
    QCOMPARE(map->role(), QAccessible::List);
    QCOMPARE(map->text(QAccessible::Name), QStringLiteral("Connection map"));
    QCOMPARE(
        map->text(QAccessible::Description),
        QStringLiteral("mongo:latest: 2 ingress peers on TCP 27017, 2 egress peers on TCP 443"));
    QCOMPARE(map->childCount(), 5);
    QAccessibleInterface* const peer = map->child(4);
    QCOMPARE(peer->text(QAccessible::Name),
             QStringLiteral("egress, 203.0.113.7, TCP 443, mongod_0, seen in 1 of 2"));
    QCOMPARE(peer->parent(), map);
    QCOMPARE(map->indexOfChild(peer), 4);
    QCOMPARE(map->childAt(peer->rect().center().x(), peer->rect().center().y()), peer);
    m_map->setActivity(std::make_shared<ops::CombinedActivity>(), QStringLiteral("idle"));
    QCOMPARE(map->childCount(), 1);
    QVERIFY(!peer->isValid());
}

void ConnectionMapTest::pressesThroughAccessibility()
{
    m_map->setActivity(mongo(30), QStringLiteral("mongo:latest"));
    QAccessibleInterface* const map = QAccessible::queryAccessibleInterface(m_map.get());
    QAccessibleInterface* const bundle = map->child(1);
    QVERIFY(bundle->state().expandable && !bundle->state().expanded);
    bundle->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(bundle->state().expanded);
    QCOMPARE(map->childCount(), 34);
    map->child(3)->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
    QCOMPARE(current(), QStringLiteral("10.0.0.1"));
}

QTEST_MAIN(ConnectionMapTest)
#include "connection_map_test.moc"
