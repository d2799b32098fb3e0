#include "ui/common/theme.h"

#include "ui/common/icons.h"

#include <QApplication>
#include <QDirIterator>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace pw::ui;

namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTokenIsReplaced_data();
    void everyTokenIsReplaced();
    void textsCanBeRead_data();
    void textsCanBeRead();
    void themeIsFoundByPalette();
    void everyIconDrawsSomething();
    void iconsFollowTheState();
};

void ThemeTest::everyTokenIsReplaced_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ThemeTest::everyTokenIsReplaced()
{
    QFETCH(bool, dark);
    const QString sheet = (dark ? Theme::darkTheme() : Theme::light()).styleSheet();
    QVERIFY(sheet.contains(QStringLiteral("QHeaderView")));
    // The first line tells what the tokens are.
    QVERIFY2(!sheet.mid(sheet.indexOf(u'\n')).contains(u'@'), qPrintable(sheet));
    QVERIFY(!sheet.contains(QStringLiteral(": ;")));
    QVERIFY(sheet.contains(dark ? QStringLiteral("chevron-down-dark")
                                : QStringLiteral("chevron-down-light")));
}

void ThemeTest::textsCanBeRead_data()
{
    everyTokenIsReplaced_data();
}

void ThemeTest::textsCanBeRead()
{
    QFETCH(bool, dark);
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    for (const QColor& ground : {theme.base, theme.alternate, theme.window, theme.hover,
                                 theme.selection, theme.selectionSoft}) {
        for (const QColor& text :
             {theme.text, theme.muted, theme.covered, theme.partlyCovered, theme.uncovered,
              theme.removed, theme.changed, theme.wider, theme.narrower, theme.audit, theme.accent})
            QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + u' ' + ground.name()));
    }
    for (const QColor& ground : {theme.diffAdded, theme.diffRemoved, theme.diffChanged}) {
        for (const QColor& text : {theme.text, theme.muted, theme.codeKey, theme.codeComment,
                                   theme.codeNumber, theme.codeQuoted})
            QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + u' ' + ground.name()));
    }
    QVERIFY(contrast(theme.covered, theme.diffAdded) >= 4.5);
    QVERIFY(contrast(theme.removed, theme.diffRemoved) >= 4.5);
    QVERIFY(contrast(theme.text, theme.diffAddedWord) >= 6.0);
    QVERIFY(contrast(theme.text, theme.diffRemovedWord) >= 6.0);
    QVERIFY(contrast(theme.control, theme.base) >= 3.0);
    QVERIFY(contrast(theme.bar, theme.track) >= 3.0);
}

void ThemeTest::themeIsFoundByPalette()
{
    QVERIFY(themeOf(Theme::darkTheme().palette()).dark);
    QVERIFY(!themeOf(Theme::light().palette()).dark);
}

void ThemeTest::everyIconDrawsSomething()
{
    int seen = 0;
    QDirIterator files(QStringLiteral(":/icons"));
    while (files.hasNext()) {
        files.next();
        QImage image(16, 16, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paintIcon(painter, files.fileInfo().completeBaseName(), image.rect(), Qt::red);
        painter.end();
        bool painted = false;
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 16; ++x)
                painted = painted || qAlpha(image.pixel(x, y)) > 128;
        QVERIFY2(painted, qPrintable(files.fileName()));
        ++seen;
    }
    QVERIFY(seen > 10);
}

void ThemeTest::iconsFollowTheState()
{
    const auto colorOf = [](const QIcon& icon, QIcon::Mode mode, QIcon::State state) {
        const QImage image = icon.pixmap(QSize(16, 16), mode, state).toImage();
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, image.height() / 2);
            if (color.alpha() == 255)
                return color.name();
        }
        return QString();
    };
    QApplication::setPalette(Theme::light().palette());
    // The wall and the arrow of `ingress` cross the middle.
    const QIcon plain = icon(QStringLiteral("ingress"));
    QCOMPARE(colorOf(plain, QIcon::Normal, QIcon::Off), Theme::light().text.name());
    QCOMPARE(colorOf(plain, QIcon::Disabled, QIcon::Off), Theme::light().disabled.name());
    const QIcon place = icon(QStringLiteral("ingress"), true);
    QCOMPARE(colorOf(place, QIcon::Normal, QIcon::On), Theme::light().accent.name());
    QApplication::setPalette(Theme::darkTheme().palette());
    QCOMPARE(colorOf(plain, QIcon::Normal, QIcon::Off), Theme::darkTheme().text.name());
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
