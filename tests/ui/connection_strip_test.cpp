#include "ui/connections/connection_strip.h"

#include "ui/common/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace pw::ui;

class ConnectionStripTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersThree();
    void eachOfferIsTaken_data();
    void eachOfferIsTaken();
    void productionHasItsColour_data();
    void productionHasItsColour();
};

void ConnectionStripTest::offersThree()
{
    ConnectionStrip strip;
    QVERIFY(strip.isHidden());
    strip.showOffers(QStringLiteral("This is the sample organization"));
    QVERIFY(strip.isVisible());
    QStringList texts;
    int primaries = 0;
    for (int i = 0; i < 3; ++i) {
        auto* const button = strip.findChild<QPushButton*>(QStringLiteral("noticeButton%1").arg(i));
        texts += button->text().trimmed();
        primaries += button->property("kind") == QStringLiteral("primary") ? 1 : 0;
        QCOMPARE(button->accessibleDescription(), strip.sentence());
    }
    QCOMPARE(
        texts,
        QStringList({QStringLiteral("Connect to Spyderbat…"),
                     QStringLiteral("Import fingerprints…"), QStringLiteral("Keep exploring")}));
    QCOMPARE(primaries, 1);
    QCOMPARE(strip.accessibleName(), QStringLiteral("This is the sample organization"));
}

void ConnectionStripTest::eachOfferIsTaken_data()
{
    QTest::addColumn<int>("button");
    QTest::newRow("connect") << 0;
    QTest::newRow("import") << 1;
    QTest::newRow("explore") << 2;
}

void ConnectionStripTest::eachOfferIsTaken()
{
    QFETCH(int, button);
    ConnectionStrip strip;
    QSignalSpy connecting(&strip, &ConnectionStrip::connectRequested);
    QSignalSpy importing(&strip, &ConnectionStrip::importRequested);
    QSignalSpy dismissed(&strip, &ConnectionStrip::dismissed);
    strip.showOffers(QStringLiteral("Try all you like"));
    auto* const offer = strip.findChild<QPushButton*>(QStringLiteral("noticeButton%1").arg(button));
    offer->setFocus();
    QTest::keyClick(offer, Qt::Key_Space);
    QCOMPARE(QList<qsizetype>({connecting.size(), importing.size(), dismissed.size()}),
             QList<qsizetype>({button == 0, button == 1, button == 2}));
    QVERIFY(strip.isHidden());
}

void ConnectionStripTest::productionHasItsColour_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ConnectionStripTest::productionHasItsColour()
{
    QFETCH(bool, dark);
    applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    QWidget window;
    auto* const column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    QFrame* const strip = makeProductionStrip(&window);
    column->addWidget(strip);
    column->addStretch();
    window.resize(200, 40);
    window.show();
    QCOMPARE(strip->height(), 3);
    QVERIFY(!strip->accessibleName().isEmpty());
    const QImage image = window.grab().toImage();
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    QCOMPARE(image.pixelColor(100, 1), theme.wider);
    QCOMPARE(image.pixelColor(100, 10), theme.window);
}

QTEST_MAIN(ConnectionStripTest)
#include "connection_strip_test.moc"
