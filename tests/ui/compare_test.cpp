// Comparisons in the window: from an open text, its file, files of the command line and selected
// fingerprints; what is taken over is one step of the text that gets it.

#include "app/policywright/compare_controller.h"
#include "app/policywright/document.h"
#include "app/policywright/file_controller.h"
#include "tests/core/files/folder.h"
#include "tests/ui/application_setup.h"
#include "ui/diff/review_list.h"
#include "ui/editor/policy_editor.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace pw;
using files::Folder;

namespace {

const std::string webText = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n"
                            "  name: web\n  type: container\nspec:\n  mode: audit\n"
                            "  containerSelector:\n    image: web:1\n";

std::string with(std::string text, const std::string& from, const std::string& to)
{
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

class CompareTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { app::prepareProcess(); }
    void init();
    void cleanup();
    void whatIsTypedIsComparedWithItsFile();
    void takingOverIsOneStep();
    void twoFilesCanOnlyBeRead();
    void sidesAreChosenAndSwapped();
    void aClosedTextStaysToBeLookedAt();
    void whatChangedInMeaning();
    void whoChangedWhatSinceTheBase();
    void whatDoesNotCount();
    void thePatchIsInTheClipboard();
    void aFileThatIsNotThere();
    void policiesWithoutDocuments();

private:
    [[nodiscard]] app::Document& open(const std::string& path);
    app::ComparisonTab& compare(const char* action = "compareWith");
    [[nodiscard]] QString labelled(const char* name)
    {
        return tab().page().findChild<QLabel*>(QLatin1String(name))->text();
    }
    [[nodiscard]] app::ComparisonTab& tab() { return *m_application->compare().current(); }
    [[nodiscard]] ui::DiffView& texts() { return tab().page().texts(); }
    void settle() { QTRY_VERIFY(m_application->isIdle()); }

    files::DiskFileStore m_store;
    api::SecretStore m_keyring;
    std::unique_ptr<Folder> m_folder;
    std::unique_ptr<app::Application> m_application;
};

void CompareTest::init()
{
    m_folder = std::make_unique<Folder>();
    m_application = std::make_unique<app::Application>(tests::applicationStart(m_store, m_keyring));
    m_application->window().resize(1400, 800);
    m_application->window().show();
    m_application->window().activateWindow();
    m_application->open({});
    settle();
}

void CompareTest::cleanup()
{
    m_application.reset();
    m_folder.reset();
}

app::Document& CompareTest::open(const std::string& path)
{
    m_application->files().open({QString::fromStdString(path)});
    const bool there = QTest::qWaitFor([&] {
        return m_application->session().byPath(path) != nullptr && m_application->isIdle();
    });
    Q_ASSERT(there);
    return *m_application->session().byPath(path);
}

app::ComparisonTab& CompareTest::compare(const char* action)
{
    auto* const found = m_application->window().findChild<QAction*>(QLatin1String(action));
    Q_ASSERT(found != nullptr && found->isVisible() && found->isEnabled());
    found->trigger();
    const bool shown = QTest::qWaitFor([this] {
        return m_application->compare().current() != nullptr && m_application->isIdle();
    });
    Q_ASSERT(shown);
    return tab();
}

void CompareTest::whatIsTypedIsComparedWithItsFile()
{
    app::Document& document = open(m_folder->write("web.yaml", webText));
    document.editor().replaceText(with(webText, "audit", "enforce"));
    compare();
    QCOMPARE(tab().source(ui::CompareSide::Left).kind, app::CompareSource::Kind::Disk);
    QCOMPARE(texts().changeCount(), 1);
    QCOMPARE(labelled("leftTitle"), QStringLiteral("web.yaml on disk"));
    // What is typed in the other tab is seen at once.
    document.editor().replaceText(webText + "# more\n");
    QTRY_COMPARE(texts().diff()->right, webText + "# more\n");
    QCOMPARE(texts().changeCount(), 1);
    m_application->files().save(document);
    QTRY_VERIFY(!document.isModified());
}

void CompareTest::takingOverIsOneStep()
{
    const std::string other = with(with(webText, "audit", "enforce"), "web:1", "web:2");
    (void)open(m_folder->write("other.yaml", other));
    app::Document& document = open(m_folder->write("web.yaml", webText));
    compare();
    QCOMPARE(texts().changeCount(), 2);
    QTest::keyClick(m_application->window().focusWidget(), Qt::Key_F7);
    QCOMPARE(texts().currentChange(), 2);
    QTest::keyClick(m_application->window().focusWidget(), Qt::Key_Left, Qt::AltModifier);
    settle();
    QCOMPARE(document.bytes(), with(webText, "web:1", "web:2"));
    QTRY_COMPARE(texts().changeCount(), 1);
    document.editor().undo();
    QCOMPARE(document.bytes(), webText);
    QTRY_COMPARE(texts().changeCount(), 2);
    // The other way round: the left text gets what the right one has.
    QTest::keyClick(m_application->window().focusWidget(), Qt::Key_F7, Qt::ShiftModifier);
    QTest::keyClick(m_application->window().focusWidget(), Qt::Key_Right, Qt::AltModifier);
    settle();
    QCOMPARE(m_application->session().documents().front()->bytes(),
             with(other, "enforce", "audit"));
    QCOMPARE(document.bytes(), webText);
}

void CompareTest::twoFilesCanOnlyBeRead()
{
    m_application->compare().compareFiles(
        m_folder->write("a.yaml", webText),
        m_folder->write("b.yaml", with(webText, "audit", "enforce")));
    settle();
    QCOMPARE(texts().changeCount(), 1);
    QVERIFY(!tab().page().canTake(ui::DiffSide::Left));
    QVERIFY(!m_application->window().findChild<QAction*>(QStringLiteral("takeLeft"))->isEnabled());
    QCOMPARE(labelled("comparePromise"), QStringLiteral("Both texts can only be read."));
    m_application->window().findChild<QAction*>(QStringLiteral("closeDocument"))->trigger();
    QTRY_COMPARE(m_application->compare().count(), 0);
}

void CompareTest::sidesAreChosenAndSwapped()
{
    app::Document& document = open(m_folder->write("web.yaml", webText));
    QGuiApplication::clipboard()->setText(QStringLiteral("mode: enforce\n"));
    compare();
    auto& head = tab().page().head();
    Q_EMIT head.choicesRequested(ui::CompareSide::Left);
    QStringList choices;
    for (const auto* const row :
         head.findChildren<QPushButton*>(QRegularExpression(QStringLiteral("^compareChoice:"))))
        choices += row->text();
    QCOMPARE(
        choices,
        (QStringList{QStringLiteral("web.yaml, as it stands"), QStringLiteral("web.yaml on disk"),
                     QStringLiteral("Text in the clipboard"), QStringLiteral("A file…")}));
    Q_EMIT head.chosen(ui::CompareSide::Left, QStringLiteral("clipboard"));
    settle();
    QCOMPARE(texts().diff()->left, std::string("mode: enforce\n"));
    QTest::mouseClick(head.findChild<QToolButton*>(QStringLiteral("swapSides")), Qt::LeftButton);
    settle();
    QCOMPARE(texts().diff()->left, document.bytes());
    QCOMPARE(labelled("rightTitle"), QStringLiteral("Clipboard"));
    QVERIFY(!tab().page().canTake(ui::DiffSide::Left));
}

void CompareTest::aClosedTextStaysToBeLookedAt()
{
    app::Document& document = open(m_folder->write("web.yaml", webText));
    (void)open(m_folder->write("b.yaml", with(webText, "audit", "enforce")));
    compare();
    QCOMPARE(texts().changeCount(), 1);
    m_application->session().close(document);
    settle();
    QCOMPARE(texts().changeCount(), 1);
    QVERIFY(!tab().page().canTake(ui::DiffSide::Right));
    QVERIFY(labelled("leftTitle").contains(QStringLiteral("closed")));
}

void CompareTest::whatChangedInMeaning()
{
    (void)open(m_folder->write("a.yaml", webText));
    (void)open(m_folder->write(
        "b.yaml", with(with(webText, "web:1", "'web:*'"), "audit\n", "enforce # agreed\n")));
    compare();
    QCOMPARE(labelled("compareSummary"), QStringLiteral("2 changes of meaning: 1 wider, 1 acts"));
    auto* const list = tab().page().findChild<QAbstractItemView*>(QStringLiteral("compareChanges"));
    const auto shown = [list] {
        QStringList out;
        for (int group = 0; group < list->model()->rowCount(); ++group) {
            const QModelIndex heading = list->model()->index(group, 0);
            out += heading.data(Qt::AccessibleTextRole).toString();
            for (int row = 0; row < list->model()->rowCount(heading); ++row)
                out += QStringLiteral("  ")
                    + list->model()->index(row, 0, heading).data().toString();
        }
        return out;
    };
    QCOMPARE(
        shown(),
        (QStringList{QStringLiteral("State and switches, 1"),
                     QStringLiteral("  mode audit became enforce"), QStringLiteral("Selectors, 1"),
                     QStringLiteral("  image web:1 became web:*")}));
    auto* const which = tab().page().findChild<QComboBox*>(QStringLiteral("compareWhich"));
    which->setCurrentIndex(which->findText(QStringLiteral("Only wider (1)")));
    QCOMPARE(shown(),
             (QStringList{QStringLiteral("Selectors, 1"),
                          QStringLiteral("  image web:1 became web:*")}));
    m_application->window().findChild<QAction*>(QStringLiteral("copyReview"))->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(
        QStringLiteral("### a.yaml → b.yaml\n\n2 changes: 1 wider, 1 acts\n")));
    m_application->window().findChild<QAction*>(QStringLiteral("saveReview"))->trigger();
    auto* const dialog
        = m_application->window().findChild<QFileDialog*>(QStringLiteral("saveComparisonDialog"));
    QVERIFY(dialog != nullptr);
    const std::string page = m_folder->path("review.html");
    Q_EMIT dialog->fileSelected(QString::fromStdString(page));
    dialog->reject();
    settle();
    QVERIFY(Folder::contentOf(page).starts_with("<!DOCTYPE html>"));
    QVERIFY(Folder::contentOf(page).find("<h1>a.yaml → b.yaml</h1>") != std::string::npos);
    // Its place comes into sight.
    list->setCurrentIndex(list->model()->index(0, 0, list->model()->index(0, 0)));
    QCOMPARE(texts().currentChange(), 2);
}

void CompareTest::whoChangedWhatSinceTheBase()
{
    const std::string base = m_folder->write("base.yaml", webText);
    const std::string theirs = m_folder->write("theirs.yaml", with(webText, "web:1", "'web:*'"));
    app::Document& mine
        = open(m_folder->write("mine.yaml", with(webText, "audit\n", "enforce # agreed\n")));
    m_application->compare().compareFiles(theirs, m_folder->path("mine.yaml"));
    settle();
    ui::CompareHead& head = tab().page().head();
    Q_EMIT head.chosen(ui::CompareSide::Right, QStringLiteral("document:%1").arg(mine.number()));
    settle();
    auto* const merge = m_application->window().findChild<QAction*>(QStringLiteral("mergeSides"));
    QVERIFY(!merge->isEnabled()); // who changed what is not known
    tab().setSource(ui::CompareSide::Base, app::CompareSource::file(base));
    settle();
    QCOMPARE(labelled("compareSummary"),
             QStringLiteral("Since the base: left 1 change of meaning: 1 wider; "
                            "right 1 change of meaning: 1 acts"));
    auto* const list = tab().page().findChild<QAbstractItemView*>(QStringLiteral("compareChanges"));
    QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Left \u00B7 Selectors"));
    QCOMPARE(list->model()->index(1, 0).data().toString(),
             QStringLiteral("Right \u00B7 State and switches"));
    list->setCurrentIndex(list->model()->index(0, 0, list->model()->index(0, 0)));
    QCOMPARE(texts().currentChange(), 2);

    QVERIFY(merge->isEnabled());
    merge->trigger();
    settle();
    auto* const dialog
        = m_application->window().findChild<QDialog*>(QStringLiteral("threeWayDialog"));
    QVERIFY(dialog != nullptr);
    auto* const accept = dialog->findChild<QPushButton*>(QStringLiteral("threeWayAccept"));
    QTRY_VERIFY(accept->isEnabled());
    accept->click();
    settle();
    QCOMPARE(mine.bytes(), with(with(webText, "web:1", "web:*"), "audit\n", "enforce # agreed\n"));
    mine.editor().undo();
    QCOMPARE(mine.bytes(), with(webText, "audit\n", "enforce # agreed\n"));
    settle();
    Q_EMIT head.chosen(ui::CompareSide::Base, QStringLiteral("none"));
    settle();
    QVERIFY(!merge->isEnabled());
    QCOMPARE(labelled("compareSummary"),
             QStringLiteral("2 changes of meaning: 1 acts, 1 narrower"));
}

void CompareTest::whatDoesNotCount()
{
    (void)open(m_folder->write("a.yaml", webText));
    (void)open(m_folder->write("b.yaml", with(webText, "audit\n", "audit   # agreed\n\n")));
    compare();
    QCOMPARE(labelled("compareSummary"), QStringLiteral("Both mean the same"));
    QCOMPARE(texts().changeCount(), 1);
    auto* const comments = tab().page().findChild<QCheckBox*>(QStringLiteral("ignoreComments"));
    auto* const spaces = tab().page().findChild<QCheckBox*>(QStringLiteral("ignoreSpaces"));
    comments->click();
    settle();
    QCOMPARE(texts().changeCount(), 1); // the blank line
    spaces->click();
    settle();
    QCOMPARE(texts().changeCount(), 0);
}

void CompareTest::thePatchIsInTheClipboard()
{
    (void)open(m_folder->write("a.yaml", webText));
    (void)open(m_folder->write("b.yaml", with(webText, "audit", "enforce")));
    compare();
    m_application->window().findChild<QAction*>(QStringLiteral("copyPatch"))->trigger();
    const QString patch = QGuiApplication::clipboard()->text();
    QVERIFY2(patch.startsWith(QStringLiteral("--- a/a.yaml\n+++ b/b.yaml\n@@ ")),
             qPrintable(patch));
    QVERIFY(patch.contains(QStringLiteral("-  mode: audit\n+  mode: enforce\n")));
}

void CompareTest::aFileThatIsNotThere()
{
    m_application->compare().compareFiles(m_folder->path("none.yaml"),
                                          m_folder->write("b.yaml", webText));
    settle();
    QCOMPARE(texts().changeCount(), 0);
    const auto* const notice = tab().page().findChild<QWidget*>(QStringLiteral("compareProblem"));
    QVERIFY(notice->isVisible());
}

void CompareTest::policiesWithoutDocuments()
{
    // The place opens a comparison where both sides are still to be chosen.
    m_application->window().findChild<QAction*>(QStringLiteral("comparePlace"))->trigger();
    settle();
    QCOMPARE(m_application->compare().count(), 1);
    QVERIFY(labelled("leftTitle").startsWith(QStringLiteral("Choose")));
}

QTEST_MAIN(CompareTest)
#include "compare_test.moc"
