#include "ui/fingerprints/fingerprints_page.h"

#include "tests/ui/nameless.h"
#include "tests/ui/sample_rows.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/notice_strip.h"
#include "ui/common/state_page.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/fingerprint_tree.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace pw;
using ui::LiveState;

class FingerprintsPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void fetchingForTheFirstTime();
    void failedForTheFirstTime();
    void nothingRanInTheRange();
    void nothingFitsTheFilter();
    void oldRowsSayHowOldTheyAre();
    void rowsAreDimmedWhileTheyAreFetchedAnew();
    void policiesAreLinks();
    void theHollowPartFiltersToTheUncovered();
    void headersAskForAnotherOrder();
    void columnsChangeAndTheViewStays();
    void manyChangesKeepTheView();
    void draggedColumnsAreToldAndKept();
    void everyPartHasAName();

private:
    template <typename T> T* part(const char* name)
    {
        T* const found = m_page->findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("there is no %s", name);
        return found;
    }
    ui::FingerprintTree& tree() { return *part<ui::FingerprintTree>("fingerprintTable"); }
    /// The state of the table, not of the activity below it.
    ui::StatePage& state() { return *qobject_cast<ui::StatePage*>(tree().parentWidget()); }
    template <typename T> T* inState(const char* name)
    {
        return state().findChild<T*>(QLatin1String(name));
    }
    void show(const ui::FingerprintListPtr& list = test::sampleList())
    {
        const ops::FingerprintQuery query = m_page->query();
        m_page->setTable(list, ops::tableOf(*list, query), query, false);
    }
    QPoint centreOf(const QModelIndex& index) { return tree().visualRect(index).center(); }
    QString rows();

    std::unique_ptr<ui::FingerprintsPage> m_page;
};

void FingerprintsPageTest::initTestCase()
{
    ui::applyTheme(ui::ThemeChoice::Light);
}

void FingerprintsPageTest::init()
{
    m_page = std::make_unique<ui::FingerprintsPage>();
    m_page->resize(1400, 800);
    // As app does: every question is answered at once.
    connect(m_page.get(), &ui::FingerprintsPage::queryChanged, m_page.get(),
            [this] { show(m_page->list()); });
    m_page->show();
    m_page->activateWindow();
}

void FingerprintsPageTest::cleanup()
{
    m_page.reset();
}

/// `mongo:latest[mongo-1 mongo-2] nginx:latest`: open groups with their rows, `*` what is selected.
QString FingerprintsPageTest::rows()
{
    const QAbstractItemModel& model = *tree().model();
    const auto name = [this](const QModelIndex& row) {
        const bool on = tree().selectionModel()->isSelected(row);
        return on ? row.data().toString() + u'*' : row.data().toString();
    };
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex group = model.index(row, 0);
        QStringList members;
        for (int child = 0; child < model.rowCount(group); ++child)
            members += name(model.index(child, 0, group));
        out += name(group)
            + (tree().isExpanded(group) ? u'[' + members.join(u' ') + u']' : QString());
    }
    return out.join(u' ');
}

void FingerprintsPageTest::fetchingForTheFirstTime()
{
    LiveState live;
    live.step = LiveState::Step::Fetching;
    live.done = 12;
    live.total = 17;
    m_page->setLive(live);
    QCOMPARE(state().state(), ui::StatePage::State::Loading);
    QCOMPARE(inState<QLabel>("stateSentence")->text(),
             QStringLiteral("Fetching fingerprints… 12 of 17"));
    QSignalSpy cancelled(m_page.get(), &ui::FingerprintsPage::cancelRequested);
    QTest::mouseClick(inState<QPushButton>("stateCancel"), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    live.step = LiveState::Step::Fetched;
    m_page->setLive(live);
    show();
    QCOMPARE(state().state(), ui::StatePage::State::Content);
}

void FingerprintsPageTest::failedForTheFirstTime()
{
    LiveState live;
    live.step = LiveState::Step::Failed;
    live.failure = QStringLiteral("401: the key is not valid");
    live.remedy = QStringLiteral("Set another key…");
    m_page->setLive(live);
    QCOMPARE(state().state(), ui::StatePage::State::Failed);
    QCOMPARE(inState<QLabel>("stateDetails")->text(), live.failure);
    QCOMPARE(inState<QPushButton>("stateOther")->text(), live.remedy);
    QSignalSpy retried(m_page.get(), &ui::FingerprintsPage::retryRequested);
    QSignalSpy remedied(m_page.get(), &ui::FingerprintsPage::remedyRequested);
    QCOMPARE(inState<QPushButton>("stateHelp")->text(), QStringLiteral("Try again"));
    QTest::mouseClick(inState<QPushButton>("stateHelp"), Qt::LeftButton);
    QTest::mouseClick(inState<QPushButton>("stateOther"), Qt::LeftButton);
    QCOMPARE(retried.count(), 1);
    QCOMPARE(remedied.count(), 1);
}

void FingerprintsPageTest::nothingRanInTheRange()
{
    LiveState live;
    live.range = QStringLiteral("between 13:52 and 15:22");
    live.widerRange = QStringLiteral("24 h");
    m_page->setLive(live);
    QCOMPARE(inState<QLabel>("stateSentence")->text(),
             QStringLiteral("No fingerprints between 13:52 and 15:22"));
    QSignalSpy wider(m_page.get(), &ui::FingerprintsPage::widerRangeRequested);
    QCOMPARE(inState<QPushButton>("stateHelp")->text(), QStringLiteral("Show 24 h"));
    QTest::mouseClick(inState<QPushButton>("stateHelp"), Qt::LeftButton);
    QCOMPARE(wider.count(), 1);
    live.widerRange.clear();
    m_page->setLive(live);
    QVERIFY(!inState<QPushButton>("stateHelp")->isVisible());
}

void FingerprintsPageTest::nothingFitsTheFilter()
{
    m_page->setLive(LiveState());
    show();
    ops::FingerprintFilter filter;
    filter.type = "container";
    filter.fields[ops::FingerprintField::Pod] = {"redis-*"};
    m_page->setFilter(filter);
    QCOMPARE(inState<QLabel>("stateSentence")->text(),
             QStringLiteral("No fingerprint fits the filter"));
    QTest::mouseClick(inState<QPushButton>("stateHelp"), Qt::LeftButton);
    QVERIFY(m_page->query().filter.empty());
    QCOMPARE(tree().model()->rowCount(), 2);
}

void FingerprintsPageTest::oldRowsSayHowOldTheyAre()
{
    auto* const strip = part<ui::NoticeStrip>("noticeStrip");
    show();
    LiveState live;
    live.step = LiveState::Step::Failed;
    live.age = QStringLiteral("from 15:22:51, 2 h old");
    live.reason = QStringLiteral("the server cannot be reached");
    m_page->setLive(live);
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->sentence(),
             QStringLiteral("The fingerprints are from 15:22:51, 2 h old: the server cannot be "
                            "reached"));
    QCOMPARE(state().state(), ui::StatePage::State::Content);
    QSignalSpy retried(m_page.get(), &ui::FingerprintsPage::retryRequested);
    QTest::mouseClick(part<QPushButton>("noticeButton0"), Qt::LeftButton);
    QCOMPARE(retried.count(), 1);
    m_page->setLive(LiveState());
    QVERIFY(!strip->isVisible());
}

void FingerprintsPageTest::rowsAreDimmedWhileTheyAreFetchedAnew()
{
    show();
    const QImage before = tree().viewport()->grab().toImage();
    LiveState live;
    live.step = LiveState::Step::Fetching;
    live.done = 1;
    live.total = 2;
    m_page->setLive(live);
    QCOMPARE(state().state(), ui::StatePage::State::Content);
    const QImage dimmed = tree().viewport()->grab().toImage();
    const ui::Theme& theme = ui::Theme::light();
    QCOMPARE(dimmed.pixelColor(dimmed.width() / 4, 0), theme.fill);
    QCOMPARE(dimmed.pixelColor(dimmed.width() * 3 / 4, 0), theme.border);
    m_page->setLive(LiveState());
    QCOMPARE(tree().viewport()->grab().toImage(), before);
}

void FingerprintsPageTest::policiesAreLinks()
{
    show();
    tree().expandAll();
    QSignalSpy activated(m_page.get(), &ui::FingerprintsPage::policyActivated);
    const QModelIndex mongo = tree().model()->index(0, 3, tree().model()->index(0, 0));
    const QRect cell = tree().visualRect(mongo);
    const QPoint onLink(cell.left() + ui::CellDelegate::cellPadding + 25, cell.center().y());
    QTest::mouseMove(tree().viewport(), onLink);
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, onLink);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.front().front().toString(), QStringLiteral("pol:1"));
    // Beside the text a click only selects.
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {},
                      QPoint(cell.right() - 5, cell.center().y()));
    QCOMPARE(activated.count(), 1);
    QTest::keyClick(&tree(), Qt::Key_Return);
    QCOMPARE(activated.count(), 2);
    // What no policy covers has no link.
    tree().setCurrentIndex(tree().model()->index(1, 0, tree().model()->index(1, 0)));
    QTest::keyClick(&tree(), Qt::Key_Return);
    QCOMPARE(activated.count(), 2);
}

void FingerprintsPageTest::theHollowPartFiltersToTheUncovered()
{
    show();
    const QModelIndex nginx = tree().model()->index(1, 3);
    const QRect cell = tree().visualRect(nginx);
    const int bar = cell.left() + ui::CellDelegate::cellPadding;
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, QPoint(bar + 10, cell.center().y()));
    QVERIFY(!m_page->query().filter.onlyUncovered);
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, QPoint(bar + 80, cell.center().y()));
    QVERIFY(m_page->query().filter.onlyUncovered);
    QVERIFY(part<QCheckBox>("onlyUncovered")->isChecked());
    QCOMPARE(tree().model()->rowCount(), 1);
}

void FingerprintsPageTest::headersAskForAnotherOrder()
{
    show();
    QHeaderView& header = *tree().header();
    const auto click = [&header](int section) {
        const QPoint place(header.sectionViewportPosition(section) + 20, header.height() / 2);
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, place);
    };
    click(0);
    QVERIFY(m_page->query().sort == (ops::TableSort{ops::TableColumn::Title, true}));
    QCOMPARE(tree().model()->index(0, 0).data().toString(), QStringLiteral("nginx:latest"));
    click(3);
    QVERIFY(m_page->query().sort == (ops::TableSort{ops::TableColumn::Covered, false}));
    // The order stays with its column, wherever that goes.
    ui::ColumnChoice choice;
    choice.columns = {ops::TableColumn::Covered, ops::TableColumn::Repo};
    m_page->setColumnChoice(choice);
    QCOMPARE(header.sortIndicatorSection(), 1);
    QVERIFY(m_page->query().sort == (ops::TableSort{ops::TableColumn::Covered, false}));
}

void FingerprintsPageTest::columnsChangeAndTheViewStays()
{
    show();
    tree().collapseAll();
    tree().expand(tree().model()->index(1, 0));
    tree().setCurrentIndex(tree().model()->index(2, 0, tree().model()->index(1, 0)));
    QCOMPARE(rows(), QStringLiteral("mongo:latest nginx:latest[nginx-1 nginx-2 nginx-3*]"));
    ui::ColumnChoice choice;
    choice.columns = {ops::TableColumn::Machines, ops::TableColumn::Namespace};
    m_page->setColumnChoice(choice);
    QCOMPARE(tree().model()->columnCount(), 3);
    QCOMPARE(rows(), QStringLiteral("mongo:latest nginx:latest[nginx-1 nginx-2 nginx-3*]"));
    QCOMPARE(tree().currentIndex().data().toString(), QStringLiteral("nginx-3"));
}

void FingerprintsPageTest::manyChangesKeepTheView()
{
    std::vector<policy::FingerprintFacts> before;
    std::vector<policy::FingerprintFacts> after;
    for (int image = 0; image < 300; ++image) {
        const std::string name = "image-" + std::to_string(1000 + image) + ":1";
        const std::string pod = "pod-" + std::to_string(1000 + image) + "-";
        for (int instance = 0; instance < 4; ++instance)
            (instance == 0 ? before : after)
                .push_back(test::sampleRow(pod + std::to_string(instance), name, "dev"));
        before.push_back(after.back());
    }
    show(test::sampleList(before));
    const QAbstractItemModel& model = *tree().model();
    tree().expand(model.index(7, 0));
    tree().expand(model.index(200, 0));
    tree().setCurrentIndex(model.index(1, 0, model.index(200, 0)));
    QApplication::processEvents();
    QCOMPARE(tree().currentIndex().data().toString(), QStringLiteral("pod-1200-3"));
    const QModelIndex top = tree().indexAt(QPoint(5, 5));
    const QString topName = top.data().toString();
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    show(test::sampleList(after));
    QCOMPARE(resets.count(), 1); // that many changes are one
    QCOMPARE(tree().currentIndex().data().toString(), QStringLiteral("pod-1200-3"));
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 1);
    QVERIFY(tree().isExpanded(model.index(7, 0)));
    QVERIFY(tree().isExpanded(model.index(200, 0)));
    QVERIFY(!tree().isExpanded(model.index(8, 0)));
    QVERIFY(!topName.isEmpty());
}

void FingerprintsPageTest::draggedColumnsAreToldAndKept()
{
    show();
    QSignalSpy changed(m_page.get(), &ui::FingerprintsPage::columnChoiceChanged);
    tree().header()->moveSection(4, 1);
    QTRY_COMPARE(changed.count(), 1);
    const auto choice = changed.front().front().value<ui::ColumnChoice>();
    QVERIFY(
        choice.columns
        == (std::vector{ops::TableColumn::Latest, ops::TableColumn::ImageId, ops::TableColumn::Repo,
                        ops::TableColumn::Covered, ops::TableColumn::Cgroup}));
    QCOMPARE(tree().header()->visualIndex(1), 1);
    QCOMPARE(tree().model()->headerData(1, Qt::Horizontal).toString(),
             QStringLiteral("LATEST_TIMESTAMP"));
}

void FingerprintsPageTest::everyPartHasAName()
{
    show();
    const QStringList nameless = tests::namelessIn(*m_page);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

QTEST_MAIN(FingerprintsPageTest)
#include "fingerprints_page_test.moc"
