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
    void whatAPersonMadeOfTheTable();
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
        Settings before;
        before.theme = theme;
        before.geometry = QByteArray("\x01\x00\xff", 3);
        before.save(*m_file);
        m_file->sync();
        const QSettings again(m_file->fileName(), QSettings::IniFormat);
        QVERIFY(Settings::load(again) == before);
    }
}

void SettingsTest::whatAPersonMadeOfTheTable()
{
    Settings before;
    before.organization = QStringLiteral("acme");
    before.offersAnswered = true;
    before.tabs = {{{"/home/a/mongo.yaml", {}, {}, 17, 4, 1},
                    {"/home/a/web.yaml", {}, {}, 0, 0, 0},
                    {{}, "acme", {{"pol:1", 0}, {"pol:2", 7}}, 3, 1, 2}},
                   {"/home/a/policies"},
                   "/home/a/web.yaml"};
    before.recentFiles = {QStringLiteral("/home/a/web.yaml")};
    before.outline = true;
    before.library = QStringLiteral("/home/ann/policies, mine");
    before.fingerprints.columns = QStringLiteral("wide repo covered");
    ops::FingerprintFilter filter;
    filter.text = "mongo* \"db";
    filter.fields[ops::FingerprintField::Label] = {"app=web", "tier"};
    before.fingerprints.filters = {{QStringLiteral("Databases, 2"), filter}};
    before.fingerprints.map.hidden = {"10.0.0.1", "dns.local"};
    before.fingerprints.map.positions = {{"peer 1", {12.5, -3}}};
    before.fingerprints.mapShown = true;
    before.save(*m_file);
    m_file->sync();
    const QSettings again(m_file->fileName(), QSettings::IniFormat);
    QVERIFY(Settings::load(again) == before);
}

void SettingsTest::unknownWordsGiveDefaults()
{
    m_file->setValue(QStringLiteral("window/theme"), QStringLiteral("purple"));
    QVERIFY(Settings::load(*m_file) == Settings());
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
