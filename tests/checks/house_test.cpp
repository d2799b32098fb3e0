#include "tests/checks/include_rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace pw::checks;

namespace {

const QDir& project()
{
    static const QDir folder(QStringLiteral(PROJECT_DIR));
    return folder;
}

/// Paths below the project of the files in a folder that end in one of the suffixes.
QStringList filesIn(const QString& folder, const QStringList& suffixes)
{
    QStringList files;
    QDirIterator it(project().filePath(folder), suffixes, QDir::Files | QDir::Hidden,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        files << project().relativeFilePath(it.next());
    files.sort();
    return files;
}

QString contentOf(const QString& path)
{
    QFile file(project().filePath(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll());
}

const QStringList sources{QStringLiteral("*.cpp"), QStringLiteral("*.h")};

} // namespace

class HouseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void includesFollowThePlan();
    void rulesRefuseWhatIsWrong_data();
    void rulesRefuseWhatIsWrong();
    void nothingUnfinishedStays();
    void findsWhatIsUnfinished();
    void topLevelIsFixed();
};

void HouseTest::includesFollowThePlan()
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    QStringList wrong;
    int seen = 0;
    for (const char* const folder : {"core", "ui", "app"}) {
        for (const QString& path : filesIn(QLatin1String(folder), sources)) {
            const QStringList lines = contentOf(path).split(u'\n');
            for (qsizetype i = 0; i < lines.size(); ++i) {
                const QRegularExpressionMatch match = include.match(lines[i]);
                if (!match.hasMatch())
                    continue;
                ++seen;
                const QString reason
                    = whyNot(path, match.captured(2), match.captured(1) == QStringLiteral("<"));
                if (!reason.isEmpty())
                    wrong << QStringLiteral("%1:%2: %3 (%4)")
                                 .arg(path)
                                 .arg(i + 1)
                                 .arg(lines[i].trimmed(), reason);
            }
        }
    }
    QVERIFY2(seen > 100, "the sources were not found");
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void HouseTest::rulesRefuseWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("angled");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* path, const char* target, bool angled, bool allowed) {
        QTest::addRow("%s includes %s", path, target)
            << QString::fromLatin1(path) << QString::fromLatin1(target) << angled << allowed;
    };
    row("core/text/span.h", "string", true, true);
    row("core/text/span.h", "core/base/error.h", false, true);
    row("core/text/span.h", "core/yaml/document.h", false, false);
    row("core/policy/decode.cpp", "core/ops/merge.h", false, false);
    row("core/ops/merge.cpp", "core/files/file_store.h", false, false);
    row("core/files/file_store.h", "core/yaml/document.h", false, false);
    row("core/ops/merge.cpp", "QString", true, false);
    row("core/ops/merge.cpp", "QtCore/QString", true, false);
    row("core/ops/merge.cpp", "yaml.h", true, false);
    row("core/yaml/yaml_reader.cpp", "yaml.h", true, true);
    row("core/ops/merge.cpp", "ui/common/theme.h", false, false);
    row("core/snapshot.h", "core/ops/validate.h", false, true);
    row("core/else/a.h", "core/base/error.h", false, false);
    row("ui/common/theme.cpp", "QWidget", true, true);
    row("ui/editor/editor.cpp", "Qsci/qsciscintilla.h", true, true);
    row("ui/editor/editor.cpp", "ui/common/theme.h", false, true);
    row("ui/editor/editor.cpp", "ui/problems/problems_panel.h", false, true);
    row("ui/editor/editor.cpp", "ui/form/form.h", false, false);
    row("ui/editor/editor.cpp", "app/policywright/session.h", false, false);
    row("ui/editor/editor.cpp", "core/files/file_store.h", false, false);
    row("ui/editor/editor.cpp", "QSettings", true, false);
    row("ui/editor/editor.cpp", "QNetworkReply", true, false);
    row("ui/editor/editor.cpp", "QFile", true, false);
    row("ui/common/icons.cpp", "QFile", true, true);
    row("ui/common/icons.cpp", "QSaveFile", true, false);
    row("ui/editor/editor.cpp", "fstream", true, false);
    row("app/pwctl/main.cpp", "core/ops/merge.h", false, true);
    row("app/pwctl/main.cpp", "ui/common/theme.h", false, false);
    row("app/pwctl/main.cpp", "QString", true, false);
    row("app/pwctl/main.cpp", "app/policywright/session.h", false, false);
    row("app/policywright/main.cpp", "ui/common/theme.h", false, true);
    row("app/policywright/main.cpp", "main.moc", false, true);
}

void HouseTest::rulesRefuseWhatIsWrong()
{
    QFETCH(QString, path);
    QFETCH(QString, target);
    QFETCH(bool, angled);
    QFETCH(bool, allowed);
    QCOMPARE(whyNot(path, target, angled).isEmpty(), allowed);
}

void HouseTest::nothingUnfinishedStays()
{
    QStringList wrong;
    const QStringList texts = sources
        + QStringList{QStringLiteral("*.txt"), QStringLiteral("*.sh"),   QStringLiteral("*.md"),
                      QStringLiteral("*.py"),  QStringLiteral("*.yaml"), QStringLiteral("*.qss")};
    for (const char* const folder : {"core", "ui", "app", "resources", "tests", "installer"}) {
        for (const QString& path : filesIn(QLatin1String(folder), texts)) {
            for (const QString& found : leftovers(contentOf(path)))
                wrong << path + u' ' + found;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void HouseTest::findsWhatIsUnfinished()
{
    QCOMPARE(leftovers(QStringLiteral("a\n// TO"
                                      "DO: b\n")),
             QStringList{QStringLiteral("line 2: // TO"
                                        "DO: b")});
    QCOMPARE(leftovers(QStringLiteral("the to-do list\n")), QStringList());
}

void HouseTest::topLevelIsFixed()
{
    const QStringList agreed{
        QStringLiteral("CMakeLists.txt"),
        QStringLiteral("CMakePresets.json"),
        QStringLiteral("LICENSE"),
        QStringLiteral("README.md"),
        QStringLiteral("app"),
        QStringLiteral("build"),
        QStringLiteral("core"),
        QStringLiteral("installer"),
        QStringLiteral("resources"),
        QStringLiteral("tests"),
        QStringLiteral("ui"),
    };
    // Beside these only what git ignores.
    for (const QString& entry : project().entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        QVERIFY2(agreed.contains(entry) || entry == QStringLiteral("CMakeUserPresets.json")
                     || entry == QStringLiteral("compile_commands.json"),
                 qPrintable(entry));
}

QTEST_APPLESS_MAIN(HouseTest)
#include "house_test.moc"
