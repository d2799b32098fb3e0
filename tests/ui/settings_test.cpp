#include "app/policywright/settings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace pw;
using app::Settings;

class SettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingGivesDefaults();
    void thereAndBack();
    void unknownWordsGiveDefaults();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_file;
};

void SettingsTest::init()
{
    m_file = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")),
                                         QSettings::IniFormat);
    m_file->clear();
}

void SettingsTest::nothingGivesDefaults()
{
    QVERIFY(Settings::load(*m_file) == Settings());
}

void SettingsTest::thereAndBack()
{
    for (const auto theme :
         {ui::ThemeChoice::Light, ui::ThemeChoice::Dark, ui::ThemeChoice::System}) {
        const Settings before{theme, QByteArray("\x01\x00\xff", 3)};
        before.save(*m_file);
        m_file->sync();
        const QSettings again(m_file->fileName(), QSettings::IniFormat);
        QVERIFY(Settings::load(again) == before);
    }
}

void SettingsTest::unknownWordsGiveDefaults()
{
    m_file->setValue(QStringLiteral("window/theme"), QStringLiteral("purple"));
    QVERIFY(Settings::load(*m_file) == Settings());
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
