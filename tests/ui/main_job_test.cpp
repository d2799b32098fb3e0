// The guide's walk by keyboard alone: two mongo fingerprints become a policy, an error is seen and
// undone, and what is saved is what the command line makes of the same two.

#include "app/pwctl/commands.h"
#include "tests/ui/application_setup.h"
#include "ui/common/row_tree.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace pw;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class MainJobTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { app::prepareProcess(); }
    void init();
    void cleanup() { m_application.reset(); }
    void fromFingerprintsToASavedPolicy();

private:
    /// Whatever has the focus gets it, as from a keyboard.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* const focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &m_application->window(), key, modifiers);
    }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    void saveTo(const QString& path);
    /// What a window manager does when a dialog has gone.
    void waitForTheWindow();
    app::Document* document() { return m_application->session().current(); }
    QStringList problems();
    QByteArray madeByCommandLine(const QString& fingerprints);

    files::DiskFileStore m_store;
    api::SecretStore m_keyring;
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_application;
};

void MainJobTest::init()
{
    m_application = std::make_unique<app::Application>(tests::applicationStart(m_store, m_keyring));
    m_application->window().resize(1400, 900);
    m_application->window().show();
    m_application->window().activateWindow();
    m_application->open({});
    QTRY_VERIFY(m_application->fingerprints().list() != nullptr && m_application->isIdle());
}

/// A file dialog has come up with the focus in its name.
void MainJobTest::saveTo(const QString& path)
{
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("fileNameEdit"));
    press(Qt::Key_A, Qt::ControlModifier);
    type(path);
    press(Qt::Key_Return);
    waitForTheWindow();
    QTRY_VERIFY(QFile::exists(path));
}

void MainJobTest::waitForTheWindow()
{
    QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
    m_application->window().activateWindow();
    QTRY_VERIFY(QApplication::focusWidget() != nullptr);
}

QStringList MainJobTest::problems()
{
    QStringList out;
    for (const text::Diagnostic& found : document()->snapshot()->diagnostics) {
        const text::LineColumn place = document()->snapshot()->source.lineColumn(found.span.begin);
        out += QStringLiteral("%1: %2").arg(place.line).arg(QString::fromStdString(found.code));
    }
    return out;
}

QByteArray MainJobTest::madeByCommandLine(const QString& fingerprints)
{
    pwctl::Session session{m_store, {}, {}};
    const int exitCode = pwctl::run(
        {"create", "policy", "-f", fingerprints.toStdString(), "-n", "mongo-policy", "-m", "audit"},
        session);
    return exitCode == 0 ? QByteArray::fromStdString(session.out) : QByteArray();
}

void MainJobTest::fromFingerprintsToASavedPolicy()
{
    // The two fingerprints of mongo, kept in a file for the command line.
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("fingerprintTable"));
    press(Qt::Key_Home);
    QTRY_COMPARE(m_application->window().page().selectedInstances().size(), std::size_t{2});
    QTRY_VERIFY(m_application->isIdle());
    const QString chosen = m_folder.filePath(QStringLiteral("chosen.yaml"));
    press(Qt::Key_F, Qt::AltModifier); // the menu File
    QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_F); // Save fingerprints as…
    saveTo(chosen);

    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("policyName"));
    press(Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("mongo-policy"));
    QTRY_VERIFY(m_application->isIdle());
    press(Qt::Key_Return);
    waitForTheWindow();
    QTRY_VERIFY(document() != nullptr && document()->isAnalysed());
    QCOMPARE(problems(), QStringList());
    const QByteArray expected = madeByCommandLine(chosen);
    QVERIFY(!expected.isEmpty());
    QCOMPARE(QByteArray::fromStdString(document()->bytes()), expected);

    // An address is broken by typing.
    QTRY_COMPARE(QApplication::focusWidget(), &document()->editor());
    press(Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::focusWidget() != &document()->editor());
    type(QStringLiteral("/32")); // found while it is typed
    press(Qt::Key_Escape);
    QTRY_COMPARE(QApplication::focusWidget(), &document()->editor());
    QCOMPARE(document()->editor().selectedText(), QStringLiteral("/32"));
    type(QStringLiteral("/99"));
    QTRY_VERIFY(document()->isAnalysed());
    const qsizetype place = expected.indexOf("/32");
    const auto line = expected.left(place).count('\n') + 1;
    QCOMPARE(problems().size(), 1);
    QVERIFY2(problems().front().startsWith(QString::number(line) + u':'),
             qPrintable(problems().front()));

    // The next problem is found from anywhere.
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_F8);
    QCOMPARE(document()->snapshot()->source.lineColumn(document()->editor().cursorOffset()).line,
             static_cast<std::uint32_t>(line));

    for (int tries = 0; tries < 5 && document()->bytes() != expected.toStdString(); ++tries)
        press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(QByteArray::fromStdString(document()->bytes()), expected);
    QTRY_VERIFY(document()->isAnalysed());
    QCOMPARE(problems(), QStringList());

    press(Qt::Key_S, Qt::ControlModifier);
    const QString saved = m_folder.filePath(QStringLiteral("saved.yaml"));
    saveTo(saved);
    QTRY_VERIFY(!document()->isModified());
    QCOMPARE(contentOf(saved), expected);
    QCOMPARE(document()->title(), QStringLiteral("saved.yaml"));
    press(Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!m_application->window().isVisible());
}

QTEST_MAIN(MainJobTest)
#include "main_job_test.moc"
