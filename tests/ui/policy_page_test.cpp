#include "ui/editor/policy_page.h"

#include "ui/common/notice_strip.h"
#include "ui/common/row_tree.h"
#include "ui/common/status_chip.h"
#include "ui/editor/place_line.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_header.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pw;
using namespace pw::ui;

namespace {

const char* const mongo = "apiVersion: spyderbat/v1\n"
                          "kind: SpyderbatPolicy\n"
                          "metadata:\n"
                          "  name: mongo-policy\n"
                          "  type: container\n"
                          "spec:\n"
                          "  containerSelector:\n"
                          "    image: mongo:latest\n"
                          "  mode: audit\n"
                          "  processPolicy:\n"
                          "  - name: mongod\n"
                          "    exe:\n"
                          "    - /usr/bin/mongod\n"
                          "    id: mongod_0\n"
                          "    euser:\n"
                          "    - mongo\n"
                          "  networkPolicy:\n"
                          "    ingress:\n"
                          "    - from:\n"
                          "      - ipBlock:\n"
                          "          cidr: 192.168.1.146/16\n"
                          "      processes:\n"
                          "      - mongod_0\n"
                          "      ports:\n"
                          "      - protocol: TCP\n"
                          "        port: 27017\n"
                          "    egress: []\n"
                          "  response:\n"
                          "    default:\n"
                          "    - makeRedFlag:\n"
                          "        severity: high\n"
                          "    actions: []\n";

} // namespace

class PolicyPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void headerSaysWhatItIs();
    void placeNamesTheCursor();
    void quickFixMendsAtTheCursor();
    void oldFixIsRefusedAloud();
    void fixFromTheList();
    void problemsByKey();
    void positionForTheStatusBar();
    void oneNoticeAtATime();
    void undoAndRedoButtons();
    void findGoesRound();
    void findMarksWhatItFinds();
    void replaceAllIsOneUndoStep();
    void replaceOneByOne();
    void escapeClosesTheSearch();
    void severalDocuments();

private:
    void load(const std::string& bytes);
    void analyseAgain();
    template <typename T> T* part(const char* name) const
    {
        T* const found = m_page->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found != nullptr);
        return found;
    }
    void goTo(const std::string& words, std::size_t behind = 0) const;

    std::unique_ptr<PolicyPage> m_page;
};

void PolicyPageTest::init()
{
    m_page = std::make_unique<PolicyPage>();
    m_page->resize(1000, 700);
    m_page->show();
    m_page->setTitle(QStringLiteral("mongo.yaml"));
    load(mongo);
}

void PolicyPageTest::load(const std::string& bytes)
{
    m_page->editor().load(*text::SourceText::make(bytes, "test"));
    analyseAgain();
}

void PolicyPageTest::analyseAgain()
{
    PolicyEditor& editor = m_page->editor();
    m_page->setSnapshot(std::make_shared<const Snapshot>(
        analyse(*text::SourceText::make(editor.bytes(), "test"), editor.revision())));
}

void PolicyPageTest::goTo(const std::string& words, std::size_t behind) const
{
    const std::size_t at = m_page->editor().bytes().find(words);
    QVERIFY(at != std::string::npos);
    const auto place = static_cast<text::ByteOffset>(at + behind);
    m_page->editor().reveal({place, place});
}

void PolicyPageTest::headerSaysWhatItIs()
{
    QCOMPARE(part<QLabel>("policyTitle")->text(), QStringLiteral("mongo-policy"));
    QCOMPARE(part<QLabel>("policyFile")->text(), QStringLiteral("mongo.yaml"));
    QCOMPARE(part<QLabel>("policyType")->text(), QStringLiteral("container"));
    QCOMPARE(part<StatusChip>("policyMode")->word(), QStringLiteral("Auditing"));
    QCOMPARE(part<StatusChip>("errorCount")->word(), QStringLiteral("1 error"));
    QVERIFY(part<StatusChip>("warnCount")->isHidden());
    std::string enforcing = mongo;
    enforcing.replace(enforcing.find("mode: audit"), 11, "mode: enforce");
    load(enforcing);
    QCOMPARE(part<StatusChip>("policyMode")->word(), QStringLiteral("Enforcing"));
    QCOMPARE(part<QLabel>("policyApplied")->text(), QStringLiteral("not applied"));
    enforcing.replace(enforcing.find("  name: "), 2, "  uid: pol:x1\n  version: 3\n  ");
    load(enforcing);
    QCOMPARE(part<QLabel>("policyApplied")->text(), QStringLiteral("applied as version 3"));
    load("- just\n- a list\n");
    QCOMPARE(part<QLabel>("policyTitle")->text(), QStringLiteral("mongo.yaml"));
    QVERIFY(part<StatusChip>("policyMode")->isHidden());
}

void PolicyPageTest::placeNamesTheCursor()
{
    goTo("192.168.1.146");
    QTRY_COMPARE(part<PlaceLine>("placeLine")->names().join(u'/'),
                 QStringLiteral("spec/networkPolicy/ingress[0]/from[0]/ipBlock/cidr"));
}

void PolicyPageTest::quickFixMendsAtTheCursor()
{
    QVERIFY(!m_page->canFix());
    goTo("192.168.1.146", 4);
    QVERIFY(m_page->canFix());
    m_page->quickFix();
    std::string mended = mongo;
    mended.replace(mended.find("192.168.1.146/16"), 16, "192.168.0.0/16");
    QCOMPARE(m_page->editor().bytes(), mended);
    QVERIFY(!m_page->canFix()); // not before it is analysed again
    analyseAgain();
    QVERIFY(part<StatusChip>("errorCount")->isHidden());
    m_page->editor().undo();
    QCOMPARE(m_page->editor().bytes(), std::string(mongo));
}

void PolicyPageTest::oldFixIsRefusedAloud()
{
    const QSignalSpy said(m_page.get(), &PolicyPage::messageRequested);
    goTo("audit");
    m_page->quickFix();
    QCOMPARE(said.count(), 1); // no fix here
    QTest::keyClicks(&m_page->editor(), QStringLiteral("x"));
    const std::string typed = m_page->editor().bytes();
    auto* const table = part<RowTree>("problemsTable");
    const QModelIndex link = table->model()->index(0, 5);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(link).center());
    QCOMPARE(said.count(), 2);
    QCOMPARE(m_page->editor().bytes(), typed);
}

void PolicyPageTest::fixFromTheList()
{
    auto* const table = part<RowTree>("problemsTable");
    const QModelIndex link = table->model()->index(0, 5);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(link).center());
    QVERIFY(m_page->editor().bytes().find("192.168.0.0/16") != std::string::npos);
}

void PolicyPageTest::problemsByKey()
{
    m_page->nextProblem();
    const std::string text = m_page->editor().bytes();
    QCOMPARE(m_page->editor().cursorOffset(),
             static_cast<text::ByteOffset>(text.find("192.168.1.146")));
    auto* const table = part<RowTree>("problemsTable");
    QVERIFY(table->currentIndex().isValid());
    m_page->previousProblem(); // the only one
    QCOMPARE(m_page->editor().cursorOffset(),
             static_cast<text::ByteOffset>(text.find("192.168.1.146")));
}

void PolicyPageTest::positionForTheStatusBar()
{
    const QSignalSpy moved(m_page.get(), &PolicyPage::positionChanged);
    goTo("mode: audit", 6);
    QTRY_VERIFY(moved.count() > 0);
    QCOMPARE(m_page->positionText(),
             QString::fromUtf8("Line 9, column 9 \xC2\xB7 YAML \xC2\xB7 UTF-8 \xC2\xB7 LF"));
    load("\xEF\xBB\xBF{\"\xC3\xA9\": 1}\r\n");
    m_page->editor().reveal({7, 7});
    QCOMPARE(
        m_page->positionText(),
        QString::fromUtf8("Line 1, column 4 \xC2\xB7 JSON \xC2\xB7 UTF-8 with BOM \xC2\xB7 CRLF"));
}

void PolicyPageTest::oneNoticeAtATime()
{
    const QSignalSpy answered(m_page.get(), &PolicyPage::noticeAnswered);
    auto* const strip = part<NoticeStrip>("noticeStrip");
    QVERIFY(strip->isHidden());
    m_page->showNotice(QStringLiteral("First"), {QStringLiteral("A")});
    m_page->showNotice(QStringLiteral("Changed on disk"),
                       {QStringLiteral("Reload"), QStringLiteral("Keep")});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->sentence(), QStringLiteral("Changed on disk"));
    QCOMPARE(strip->findChildren<QPushButton*>().size(), 2);
    part<QPushButton>("noticeButton1")->click();
    QCOMPARE(answered.count(), 1);
    QCOMPARE(answered.front().front().toInt(), 1);
    m_page->hideNotice();
    QVERIFY(strip->isHidden());
}

void PolicyPageTest::undoAndRedoButtons()
{
    auto* const undo = part<QToolButton>("undoButton");
    auto* const redo = part<QToolButton>("redoButton");
    QVERIFY(!undo->isEnabled());
    QTest::keyClicks(&m_page->editor(), QStringLiteral("x"));
    QTRY_VERIFY(undo->isEnabled());
    undo->click();
    QCOMPARE(m_page->editor().bytes(), std::string(mongo));
    QTRY_VERIFY(redo->isEnabled());
    redo->click();
    QCOMPARE(m_page->editor().bytes(), 'x' + std::string(mongo));
}

void PolicyPageTest::findGoesRound()
{
    m_page->findText();
    auto* const field = part<QLineEdit>("findField");
    QTest::keyClicks(field, QStringLiteral("MONGOD_0"));
    PolicyEditor& editor = m_page->editor();
    QTRY_COMPARE(editor.selectedText(), QStringLiteral("mongod_0"));
    const text::ByteOffset first = editor.cursorOffset();
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(editor.cursorOffset() > first);
    m_page->findNext();
    QCOMPARE(editor.cursorOffset(), first);
    m_page->findPrevious();
    QVERIFY(editor.cursorOffset() > first);
    part<QToolButton>("findCase")->click();
    QCOMPARE(part<QLabel>("findResult")->text(), QStringLiteral("Not found"));
    part<QToolButton>("findRegex")->click();
    field->setText(QStringLiteral("(mongo"));
    QVERIFY(!part<QLabel>("findResult")->text().isEmpty());
}

void PolicyPageTest::findMarksWhatItFinds()
{
    const auto marks = [this] {
        QSet<long> begins;
        const auto send = [this](unsigned int message, unsigned long w, long l) {
            return m_page->editor().SendScintilla(message, w, l);
        };
        for (long at = 0; at < send(QsciScintillaBase::SCI_GETLENGTH, 0, 0); ++at) {
            if (send(QsciScintillaBase::SCI_INDICATORVALUEAT, 12, at) > 0)
                begins << send(QsciScintillaBase::SCI_INDICATORSTART, 12, at);
        }
        return begins.size();
    };
    m_page->findText();
    part<QLineEdit>("findField")->setText(QStringLiteral("mongod_0"));
    QCOMPARE(marks(), 2);
    QTest::keyClick(part<QLineEdit>("findField"), Qt::Key_Escape);
    QCOMPARE(marks(), 0);
}

void PolicyPageTest::replaceAllIsOneUndoStep()
{
    m_page->replaceText();
    part<QLineEdit>("findField")->setText(QStringLiteral("mongod_0"));
    part<QLineEdit>("replaceField")->setText(QStringLiteral("d"));
    part<QPushButton>("replaceAll")->click();
    std::string wanted = mongo;
    for (std::size_t at = 0; (at = wanted.find("mongod_0")) != std::string::npos;)
        wanted.replace(at, 8, "d");
    QCOMPARE(m_page->editor().bytes(), wanted);
    QCOMPARE(part<QLabel>("findResult")->text(), QStringLiteral("2 replaced"));
    m_page->editor().undo();
    QCOMPARE(m_page->editor().bytes(), std::string(mongo));
    QVERIFY(!m_page->editor().isUndoAvailable());
}

void PolicyPageTest::replaceOneByOne()
{
    m_page->replaceText();
    part<QLineEdit>("findField")->setText(QStringLiteral("(mongod)_0"));
    part<QToolButton>("findRegex")->click();
    part<QLineEdit>("replaceField")->setText(QStringLiteral("\\1"));
    part<QPushButton>("replaceOne")->click();
    QVERIFY(m_page->editor().bytes().find("id: mongod\n") != std::string::npos);
    QVERIFY(m_page->editor().bytes().find("- mongod_0") != std::string::npos);
    part<QPushButton>("replaceOne")->click();
    QVERIFY(m_page->editor().bytes().find("mongod_0") == std::string::npos);
}

void PolicyPageTest::escapeClosesTheSearch()
{
    auto* const bar = part<QWidget>("searchBar");
    m_page->findText();
    QVERIFY(bar->isVisible());
    QTest::keyClick(&m_page->editor(), Qt::Key_Escape);
    QVERIFY(bar->isHidden());
    QCOMPARE(m_page->editor().bytes(), std::string(mongo));
}

void PolicyPageTest::severalDocuments()
{
    std::string second = mongo;
    second.replace(second.find("mongo-policy"), 12, "other-policy");
    load(std::string(mongo) + "---\n" + second);
    QCOMPARE(part<QLabel>("policyTitle")->text(), QStringLiteral("mongo-policy"));
    goTo("other-policy");
    QTRY_COMPARE(part<QLabel>("policyTitle")->text(), QStringLiteral("other-policy"));
}

QTEST_MAIN(PolicyPageTest)
#include "policy_page_test.moc"
