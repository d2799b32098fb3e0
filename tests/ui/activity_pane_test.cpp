// One activity, as tables and as a map.

#include "ui/fingerprints/activity_pane.h"

#include "ui/common/row_tree.h"
#include "ui/fingerprints/connection_map.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pw;
using namespace pw::ui;

namespace {

ActivityPtr activityOf(int callers)
{
    auto out = std::make_shared<ops::CombinedActivity>();
    out->of = 1;
    for (int i = 0; i < callers; ++i)
        out->connections.push_back({policy::Direction::Ingress,
                                    "10.0.0." + std::to_string(i),
                                    ops::PeerScope::Private,
                                    "TCP 80",
                                    "nginx_1",
                                    1,
                                    {}});
    return out;
}

} // namespace

class ActivityPaneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theSwitchShowsTheMap();
    void theOtherViewSwitches();
    void theKeyboardStaysInside();
    void theMapFollowsTheSelection();
    void theMapLeadsBackToTheTable();
    void theMapsStateComesAndGoes();

private:
    QToolButton* segment(const char* name) const
    {
        return m_pane->findChild<QToolButton*>(QLatin1String(name));
    }
    std::unique_ptr<ActivityPane> m_pane;
};

void ActivityPaneTest::init()
{
    m_pane = std::make_unique<ActivityPane>();
    m_pane->resize(1000, 320);
    m_pane->setActivity(activityOf(2), QStringLiteral("nginx:latest"));
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void ActivityPaneTest::theSwitchShowsTheMap()
{
    QVERIFY(segment("activityAsTable")->isChecked());
    QVERIFY(!m_pane->map().isVisible());
    QTest::mouseClick(segment("activityAsMap"), Qt::LeftButton);
    QVERIFY(m_pane->map().isVisible());
    QVERIFY(!m_pane->trees().front()->isVisible());
    QCOMPARE(m_pane->map().picture().nodes.size(), std::size_t{3});
    QTest::mouseClick(segment("activityAsTable"), Qt::LeftButton);
    QVERIFY(!m_pane->map().isVisible());
}

void ActivityPaneTest::theOtherViewSwitches()
{
    m_pane->switchView();
    QVERIFY(m_pane->view() == ActivityPane::View::Map);
    QVERIFY(segment("activityAsMap")->isChecked());
    m_pane->switchView();
    QVERIFY(m_pane->view() == ActivityPane::View::Table);
}

void ActivityPaneTest::theKeyboardStaysInside()
{
    m_pane->trees().front()->setFocus();
    m_pane->switchView();
    QVERIFY(m_pane->map().hasFocus());
    m_pane->switchView();
    QVERIFY(m_pane->trees().back()->hasFocus());
    segment("activityAsMap")->setFocus();
    m_pane->switchView();
    QVERIFY(segment("activityAsMap")->hasFocus());
}

void ActivityPaneTest::theMapFollowsTheSelection()
{
    m_pane->setView(ActivityPane::View::Map);
    m_pane->setActivity(activityOf(4), QStringLiteral("nginx:latest"));
    QCOMPARE(m_pane->map().picture().nodes.size(), std::size_t{5});
    m_pane->setView(ActivityPane::View::Table);
    m_pane->setActivity(activityOf(1), QStringLiteral("other:1"));
    m_pane->setView(ActivityPane::View::Map);
    QCOMPARE(m_pane->map().picture().nodes.size(), std::size_t{2});
    QCOMPARE(m_pane->map().subject().name, QStringLiteral("other:1"));
}

void ActivityPaneTest::theMapLeadsBackToTheTable()
{
    m_pane->setActivity(activityOf(200), QStringLiteral("nginx:latest"));
    m_pane->setView(ActivityPane::View::Map);
    m_pane->map().activate(1);
    m_pane->map().activate(static_cast<int>(m_pane->map().picture().nodes.size()) - 1);
    QVERIFY(m_pane->view() == ActivityPane::View::Table);
}

void ActivityPaneTest::theMapsStateComesAndGoes()
{
    QSignalSpy changed(&m_pane->map(), &ConnectionMap::stateChanged);
    m_pane->setMapState({{"10.0.0.1"}, {}});
    m_pane->setView(ActivityPane::View::Map);
    QCOMPARE(m_pane->map().picture().hidden, std::size_t{1});
    m_pane->map().showHidden();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().value<MapState>(), MapState());
}

QTEST_MAIN(ActivityPaneTest)
#include "activity_pane_test.moc"
