#include "ui/common/state_page.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace pw::ui;

class StatePageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void startsWithItsContent();
    void emptySaysWhyAndHelps();
    void loadingCanBeCancelled();
    void failedSaysTheWholeReason();

private:
    template <typename T> T* part(const char* name)
    {
        return m_page->findChild<T*>(QLatin1String(name));
    }

    std::unique_ptr<StatePage> m_page;
    QLabel* m_content = nullptr;
};

void StatePageTest::init()
{
    m_content = new QLabel(QStringLiteral("rows"));
    m_page = std::make_unique<StatePage>(m_content);
    m_page->resize(600, 400);
    m_page->QWidget::show();
}

void StatePageTest::startsWithItsContent()
{
    QVERIFY(m_content->isVisible());
    QCOMPARE(m_page->state(), StatePage::State::Content);
}

void StatePageTest::emptySaysWhyAndHelps()
{
    QSignalSpy help(m_page.get(), &StatePage::helpRequested);
    m_page->showEmpty(QStringLiteral("Nothing fits"), QStringLiteral("Show all"));
    QVERIFY(!m_content->isVisible());
    QCOMPARE(part<QLabel>("stateSentence")->text(), QStringLiteral("Nothing fits"));
    QVERIFY(!part<QPushButton>("stateCancel")->isVisible());
    QTest::mouseClick(part<QPushButton>("stateHelp"), Qt::LeftButton);
    QCOMPARE(help.count(), 1);
    m_page->showEmpty(QStringLiteral("Nothing"));
    QVERIFY(!part<QPushButton>("stateHelp")->isVisible());
}

void StatePageTest::loadingCanBeCancelled()
{
    QSignalSpy cancelled(m_page.get(), &StatePage::cancelRequested);
    m_page->showLoading(QStringLiteral("Reading"), 3, 12);
    QCOMPARE(part<QProgressBar>("stateProgress")->value(), 3);
    QCOMPARE(part<QProgressBar>("stateProgress")->maximum(), 12);
    QTest::mouseClick(part<QPushButton>("stateCancel"), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    m_page->showContent();
    QVERIFY(m_content->isVisible());
}

void StatePageTest::failedSaysTheWholeReason()
{
    const QString reason = QStringLiteral("the server said something long ").repeated(8);
    m_page->showFailed(QStringLiteral("Failed"), reason, QStringLiteral("Try again"));
    const QLabel* const details = part<QLabel>("stateDetails");
    QCOMPARE(details->text(), reason);
    QVERIFY(details->height() >= details->heightForWidth(details->width()));
}

QTEST_MAIN(StatePageTest)
#include "state_page_test.moc"
