// Completion as one types: which keys are whose, and what the text is afterwards.

#include "ui/editor/completer.h"
#include "ui/editor/completion_model.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/scintilla.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace pw;
using namespace pw::ui;
using Sci = QsciScintillaBase;

class CompleterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void typingOpensTheList();
    void returnTakesWhatIsChosen();
    void returnIsAKeyOfTheTextWhenNothingWasTyped();
    void returnIsAKeyOfTheTextWhenTheWordIsWhole();
    void tabTakesTheFirst();
    void arrowsMoveInTheList();
    void escapeClosesTheListAlone();
    void aClickTakesARow();
    void typingOnNarrowsTheList();
    void movingAwayCloses();
    void aLateAnswerIsDropped();
    void askingWhereNothingIsKnownIsSaid();
    void theNextWordsAreOfferedAtOnce();
    void aPlaceholderIsSelected();
    void takingIsOneUndoStep();
    void namesForReadersOfTheScreen();
    void modelHoldsTheRules();
    void authorsAPolicyByKeysAlone();

private:
    void load(const std::string& text);
    void type(const QString& words);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    [[nodiscard]] QStringList offered() const;
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] QString text() const { return QString::fromStdString(m_editor->bytes()); }
    [[nodiscard]] QListView* list() const
    {
        return m_window->findChild<QListView*>(QStringLiteral("completionList"));
    }

    std::unique_ptr<QWidget> m_window;
    PolicyEditor* m_editor = nullptr;
    bool m_answers = true;
};

namespace {

const std::string head = "kind: SpyderbatPolicy\nspec:\n";

ops::Vocabulary vocabulary()
{
    std::vector<ops::FingerprintInstance> rows(1);
    rows[0].facts.image = "docker.io/library/mongo:latest";
    return ops::vocabularyOf(rows);
}

} // namespace

void CompleterTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 600);
    m_editor = new PolicyEditor;
    auto* const column = new QVBoxLayout(m_window.get());
    column->addWidget(m_editor);
    m_window->show();
    m_editor->setFocus();
    m_answers = true;
    Completer& completer = m_editor->completer();
    connect(&completer, &Completer::requested, this, [this](quint64 revision, quint32 at) {
        if (m_answers)
            m_editor->completer().show(
                revision, at,
                ops::complete(m_editor->bytes(), at, m_editor->format(), vocabulary()));
    });
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void CompleterTest::load(const std::string& text)
{
    const std::size_t at = text.find('|');
    std::string bytes = text;
    bytes.erase(at, 1);
    m_editor->load(*text::SourceText::make(bytes, "test"));
    sci::send(*m_editor, Sci::SCI_GOTOPOS, static_cast<long>(at));
}

void CompleterTest::type(const QString& words)
{
    QTest::keyClicks(m_editor, words);
    QTest::qWait(1); // the list is asked for when the key has been dealt with
}

void CompleterTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_editor, key, modifiers);
    QTest::qWait(1);
}

QStringList CompleterTest::offered() const
{
    QStringList out;
    if (!m_editor->completer().isOpen())
        return out;
    for (int i = 0; i < list()->model()->rowCount(); ++i)
        out << list()->model()->index(i, 0).data().toString();
    return out;
}

QString CompleterTest::chosen() const
{
    return list()->currentIndex().data().toString();
}

void CompleterTest::typingOpensTheList()
{
    load(head + "  |\n");
    type(QStringLiteral("mod"));
    QCOMPARE(offered(), QStringList({QStringLiteral("mode")}));
    QCOMPARE(chosen(), QStringLiteral("mode"));
    const auto* const doc = m_window->findChild<QLabel*>(QStringLiteral("completionDoc"));
    QVERIFY(doc->text().contains(QStringLiteral("audit logs deviations")));
}

void CompleterTest::returnTakesWhatIsChosen()
{
    load(head + "  |\n");
    type(QStringLiteral("con"));
    press(Qt::Key_Return);
    QCOMPARE(text(), QString::fromStdString(head) + QStringLiteral("  containerSelector:\n    \n"));
    QCOMPARE(sci::send(*m_editor, Sci::SCI_GETCURRENTPOS), static_cast<long>(head.size()) + 25);
}

void CompleterTest::returnIsAKeyOfTheTextWhenNothingWasTyped()
{
    load(head + "  mode|");
    type(QStringLiteral(": "));
    QCOMPARE(offered(), QStringList({QStringLiteral("audit"), QStringLiteral("enforce")}));
    QVERIFY(!list()->currentIndex().isValid());
    press(Qt::Key_Return);
    QCOMPARE(text(), QString::fromStdString(head) + QStringLiteral("  mode: \n    "));
}

void CompleterTest::returnIsAKeyOfTheTextWhenTheWordIsWhole()
{
    load(head + "  mode: audi|");
    type(QStringLiteral("t"));
    press(Qt::Key_Return);
    QCOMPARE(text(), QString::fromStdString(head) + QStringLiteral("  mode: audit\n  "));
}

void CompleterTest::tabTakesTheFirst()
{
    load(head + "  mode|");
    type(QStringLiteral(": "));
    press(Qt::Key_Tab);
    QCOMPARE(text(), QString::fromStdString(head) + QStringLiteral("  mode: audit"));
}

void CompleterTest::arrowsMoveInTheList()
{
    load(head + "  mode: |");
    m_editor->completer().ask();
    QCOMPARE(chosen(), QStringLiteral("audit"));
    press(Qt::Key_Down);
    QCOMPARE(chosen(), QStringLiteral("enforce"));
    press(Qt::Key_Down); // the last one
    QCOMPARE(chosen(), QStringLiteral("enforce"));
    press(Qt::Key_PageUp);
    QCOMPARE(chosen(), QStringLiteral("audit"));
    QCOMPARE(m_editor->cursorOffset(), static_cast<text::ByteOffset>(head.size() + 8));
}

void CompleterTest::escapeClosesTheListAlone()
{
    load(head + "  |\n");
    type(QStringLiteral("m"));
    QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(m_editor, &override);
    QVERIFY(override.isAccepted());
    press(Qt::Key_Escape);
    QVERIFY(!m_editor->completer().isOpen());
    QVERIFY(text().endsWith(QStringLiteral("  m\n")));
    QKeyEvent next(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(m_editor, &next);
    QVERIFY(!next.isAccepted()); // the window's now
}

void CompleterTest::aClickTakesARow()
{
    load(head + "  mode: |");
    m_editor->completer().ask();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                      list()->visualRect(list()->model()->index(1, 0)).center());
    QVERIFY(text().endsWith(QStringLiteral("mode: enforce")));
    QVERIFY(m_editor->hasFocus());
}

void CompleterTest::typingOnNarrowsTheList()
{
    load(head + "  |\n");
    type(QStringLiteral("dis"));
    QCOMPARE(offered().size(), 4);
    type(QStringLiteral("ablePu"));
    QCOMPARE(offered(), QStringList({QStringLiteral("disablePublicConnections")}));
    press(Qt::Key_Backspace);
    QCOMPARE(offered().size(), 3);
    type(QStringLiteral("zz"));
    QCOMPARE(offered(), QStringList());
}

void CompleterTest::movingAwayCloses()
{
    load(head + "  |\n");
    type(QStringLiteral("m"));
    QVERIFY(m_editor->completer().isOpen());
    press(Qt::Key_Left);
    QVERIFY(!m_editor->completer().isOpen());
}

void CompleterTest::aLateAnswerIsDropped()
{
    m_answers = false;
    load(head + "  |\n");
    QSignalSpy asked(&m_editor->completer(), &Completer::requested);
    type(QStringLiteral("m"));
    QCOMPARE(asked.size(), 1);
    const auto revision = asked[0][0].toULongLong();
    const auto at = asked[0][1].toUInt();
    const ops::Completion answer
        = ops::complete(m_editor->bytes(), at, yaml::Format::Yaml, vocabulary());
    type(QStringLiteral("x"));
    m_editor->completer().show(revision, at, answer);
    QVERIFY(!m_editor->completer().isOpen());
}

void CompleterTest::askingWhereNothingIsKnownIsSaid()
{
    load("# |");
    QSignalSpy nothing(&m_editor->completer(), &Completer::nothingFound);
    m_editor->completer().ask();
    QCOMPARE(nothing.size(), 1);
    type(QStringLiteral("words"));
    QCOMPARE(nothing.size(), 1);
}

void CompleterTest::theNextWordsAreOfferedAtOnce()
{
    load(head + "  containerSelector:\n    |\n");
    type(QStringLiteral("image"));
    press(Qt::Key_Tab);
    QCOMPARE(offered(), QStringList({QStringLiteral("docker.io/library/mongo:latest")}));
    type(QStringLiteral("mon"));
    press(Qt::Key_Return);
    QVERIFY(text().endsWith(QStringLiteral("    image: docker.io/library/mongo:latest\n")));
}

void CompleterTest::aPlaceholderIsSelected()
{
    load(head + "  processPolicy:\n  - |\n");
    m_editor->completer().ask();
    QCOMPARE(chosen(), QStringLiteral("process"));
    press(Qt::Key_Return);
    QCOMPARE(m_editor->selectedText(), QStringLiteral("process"));
    type(QStringLiteral("mongod"));
    QVERIFY(text().contains(QStringLiteral("  - name: mongod\n    exe:\n")));
}

void CompleterTest::takingIsOneUndoStep()
{
    load(head + "  |\n");
    type(QStringLiteral("mo"));
    press(Qt::Key_Return);
    QVERIFY(text().endsWith(QStringLiteral("  mode: \n")));
    m_editor->undo();
    QVERIFY(text().endsWith(QStringLiteral("  mo\n")));
}

void CompleterTest::namesForReadersOfTheScreen()
{
    load(head + "  |\n");
    type(QStringLiteral("mo"));
    QAccessibleInterface* const view = QAccessible::queryAccessibleInterface(list());
    QCOMPARE(view->text(QAccessible::Name), QStringLiteral("What can be written here"));
    QCOMPARE(view->child(0)->text(QAccessible::Name),
             QStringLiteral("mode, field, required · text"));
}

void CompleterTest::modelHoldsTheRules()
{
    CompletionModel model;
    const QAbstractItemModelTester tester(&model);
    model.setItems(ops::complete("", 0, yaml::Format::Yaml, {}).items);
    QVERIFY(model.rowCount() > 3);
    model.setItems({});
    QCOMPARE(model.rowCount(), 0);
}

void CompleterTest::authorsAPolicyByKeysAlone()
{
    load("|");
    const auto take = [this](const QString& letters, const char* label) {
        type(letters);
        if (letters.isEmpty())
            m_editor->completer().ask();
        const qsizetype row = offered().indexOf(QLatin1String(label));
        QVERIFY2(row >= 0, label);
        list()->setCurrentIndex(list()->model()->index(static_cast<int>(row), 0));
        press(Qt::Key_Tab);
        press(Qt::Key_Escape);
    };
    take(QStringLiteral("pol"), "policy for containers");
    type(QStringLiteral("shop"));
    const QByteArray policy
        = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: shop\n"
          "  type: container\nspec:\n  containerSelector:\n    image: "
          "registry.example.org/name:tag\n"
          "  mode: audit\n  processPolicy: []\n  networkPolicy:\n    ingress: []\n    egress: []\n"
          "  response:\n    default:\n    - makeRedFlag:\n        severity: high\n    actions: "
          "[]\n";
    QCOMPARE(text().toUtf8(), policy);
    m_editor->reveal({static_cast<text::ByteOffset>(policy.indexOf("processPolicy: []")) + 15, 0});
    press(Qt::Key_Delete);
    press(Qt::Key_Delete);
    press(Qt::Key_Backspace);
    press(Qt::Key_Return);
    type(QStringLiteral("- "));
    take({}, "process");
    QVERIFY(text().contains(QStringLiteral("processPolicy:\n    - name: process\n      exe:\n"
                                           "      - /usr/bin/process\n      id: process_0\n")));
}

QTEST_MAIN(CompleterTest)
#include "completer_test.moc"
