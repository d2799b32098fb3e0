#include "ui/common/document_tabs.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace pw::ui;

class DocumentTabsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_tabs = std::make_unique<DocumentTabs>();
        m_tabs->addPage(QStringLiteral("fingerprint"), QStringLiteral("Fingerprints"));
        m_tabs->addDocument(QStringLiteral("policy"), QStringLiteral("a.yaml"));
        m_tabs->addDocument(QStringLiteral("policy"), QStringLiteral("b & c.yaml"));
        m_tabs->resize(900, 40);
        m_tabs->show();
    }
    void aPlaceCannotBeClosed();
    void theCrossClosesItsTab();
    void theMiddleButtonCloses();
    void whatIsNotSavedSaysSo();

private:
    QString spoken(int index)
    {
        return QAccessible::queryAccessibleInterface(m_tabs.get())
            ->child(index)
            ->text(QAccessible::Name);
    }
    std::unique_ptr<DocumentTabs> m_tabs;
};

void DocumentTabsTest::aPlaceCannotBeClosed()
{
    QVERIFY(m_tabs->tabButton(0, QTabBar::RightSide) == nullptr);
    QSignalSpy closing(m_tabs.get(), &DocumentTabs::closeRequested);
    QTest::mouseClick(m_tabs.get(), Qt::MiddleButton, {}, m_tabs->tabRect(0).center());
    QCOMPARE(closing.size(), 0);
}

void DocumentTabsTest::theCrossClosesItsTab()
{
    QSignalSpy closing(m_tabs.get(), &DocumentTabs::closeRequested);
    m_tabs->removeTab(1); // the crosses know where they stand now
    QTest::mouseClick(m_tabs->tabButton(1, QTabBar::RightSide)->findChild<QToolButton*>(),
                      Qt::LeftButton);
    QCOMPARE(closing.size(), 1);
    QCOMPARE(closing.front().front().toInt(), 1);
}

void DocumentTabsTest::theMiddleButtonCloses()
{
    QSignalSpy closing(m_tabs.get(), &DocumentTabs::closeRequested);
    QTest::mouseClick(m_tabs.get(), Qt::MiddleButton, {}, m_tabs->tabRect(2).center());
    QCOMPARE(closing.size(), 1);
    QCOMPARE(closing.front().front().toInt(), 2);
}

void DocumentTabsTest::whatIsNotSavedSaysSo()
{
    m_tabs->setTitle(1, QStringLiteral("a & b.yaml"), QStringLiteral("/tmp/a & b.yaml"), true);
    QVERIFY(m_tabs->isModified(1));
    QCOMPARE(m_tabs->tabText(1), QStringLiteral("a && b.yaml"));
    QCOMPARE(m_tabs->accessibleTabName(1), QStringLiteral("a & b.yaml, not saved"));
    QCOMPARE(spoken(1), QStringLiteral("a & b.yaml, not saved"));
    const int wide = m_tabs->tabRect(1).width();
    m_tabs->setTitle(1, QStringLiteral("a & b.yaml"), {}, false);
    QVERIFY(!m_tabs->isModified(1));
    QCOMPARE(spoken(1), QStringLiteral("a & b.yaml"));
    QVERIFY(m_tabs->tabRect(1).width() < wide);
    QVERIFY(m_tabs->tabButton(1, QTabBar::RightSide)->isVisible());
}

QTEST_MAIN(DocumentTabsTest)
#include "document_tabs_test.moc"
