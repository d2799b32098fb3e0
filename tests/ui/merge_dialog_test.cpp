// Merge into policy: what is shown before anything changes, and which edits come out.

#include "app/policywright/merge_controller.h"
#include "core/ops/merge.h"
#include "core/policy/encode.h"
#include "core/yaml/yaml_writer.h"
#include "ui/common/state_page.h"
#include "ui/common/theme.h"
#include "ui/diff/diff_view.h"
#include "ui/diff/unified_view.h"
#include "ui/merge/merge_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace pw;

namespace {

const std::string policyText = R"(kind: SpyderbatPolicy
apiVersion: spyderbat/v1
metadata:
  name: app
  type: container
spec:
  containerSelector:
    image: app:1
  mode: audit
  processPolicy:
  - name: sh # the shell
    exe: [/bin/sh]
    id: sh_0
    euser: [app]
  networkPolicy:
    ingress: []
    egress: []
  response:
    default: []
    actions: []
)";

std::string fingerprint(const std::string& id, const std::string& exe,
                        const std::string& image = "app:1")
{
    return "kind: SpyderbatFingerprint\napiVersion: spyderbat/v1\nmetadata:\n  name: app\n"
           "  type: container\n  id: fprint:"
        + id + "\nspec:\n  containerSelector:\n    image: " + image
        + "\n    imageID: sha256:1\n  processPolicy:\n  - {name: sh, exe: [" + exe
        + "], id: sh_0, euser: [app]}\n  networkPolicy: {ingress: [], egress: []}\n";
}

app::FingerprintListPtr listOf(const std::vector<std::string>& documents)
{
    ops::FingerprintList list;
    for (const std::string& document : documents)
        ops::addFingerprints(list, *text::SourceText::make(document, "prints.yaml"));
    return std::make_shared<const ops::FingerprintList>(std::move(list));
}

SnapshotPtr snapshotOf(const std::string& bytes, std::uint64_t revision = 1)
{
    return std::make_shared<const Snapshot>(
        analyse(*text::SourceText::make(bytes, "policy.yaml"), revision));
}

std::vector<std::size_t> all(const app::FingerprintListPtr& list)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < list->instances.size(); ++i)
        out.push_back(i);
    return out;
}

std::string replaced(std::string text, const std::string& old, const std::string& now)
{
    const std::size_t at = text.find(old);
    return at == std::string::npos ? text : text.replace(at, old.size(), now);
}

const std::string twoExes = "exe: [/bin/sh, /opt/sh]";

} // namespace

class MergeDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void editsOfOneMerge();
    void everyPartHasAName();
    void escapeChangesNothing();
    void nothingToDo();
    void whyAPolicyCannotTakeThem();
    void fittingPoliciesFirst();
    void rewritingWantsATick();
    void aTextThatChangedIsPlannedAgain();
    void aTextThatBrokeIsRefused();
    void aClosedPolicyIsTold();
    void noPolicyIsOpen();
    void pictures();

private:
    void start(const app::FingerprintListPtr& list, std::vector<app::OpenPolicy> policies)
    {
        m_controller->start({list, all(list)}, std::move(policies));
        QTRY_VERIFY(m_controller->isIdle());
    }
    template <typename T> T* part(const char* name)
    {
        return m_controller->dialog()->findChild<T*>(QString::fromLatin1(name));
    }
    QStringList summary()
    {
        QStringList out;
        const auto* const tree = part<QTreeWidget>("mergeSummary");
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            out += tree->topLevelItem(i)->text(0);
            for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j)
                out += QStringLiteral("  ") + tree->topLevelItem(i)->child(j)->text(0);
        }
        return out;
    }
    QStringList lines()
    {
        QStringList out;
        const ui::TextDiff& diff = *part<ui::DiffView>("mergeLines")->diff();
        const auto add = [&out](const std::string& text, const std::vector<text::Span>& lines,
                                text::LineRange range, QChar sign) {
            for (std::uint32_t at = range.begin; at < range.end; ++at)
                out += QString::number(at + 1) + sign
                    + QString::fromStdString(
                           std::string(text::withoutLineEnd(text::sliced(text, lines[at]))));
        };
        for (const text::LineHunk& hunk : diff.lines.hunks) {
            if (hunk.kind == text::LineHunk::Kind::Equal)
                continue;
            add(diff.left, diff.lines.left, hunk.left, QChar(0x2212));
            add(diff.right, diff.lines.right, hunk.right, u'+');
        }
        return out;
    }
    [[nodiscard]] bool canMerge() { return part<QPushButton>("mergeAccept")->isEnabled(); }
    void pressMerge()
    {
        QTest::keyClick(m_controller->dialog(), Qt::Key_Return, Qt::ControlModifier);
    }
    std::string applied(const QSignalSpy& spy, const std::string& bytes)
    {
        return *spy.at(0).at(1).value<text::TextEdits>().apply(bytes);
    }
    QString message() { return shown("stateSentence"); }
    /// The lines below have a state of their own: what is seen counts.
    QString shown(const char* name)
    {
        for (const auto* const label :
             m_controller->dialog()->findChildren<QLabel*>(QLatin1String(name))) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }

    QWidget m_window;
    std::optional<app::NewestText> m_newest;
    std::unique_ptr<app::MergeController> m_controller;
};

void MergeDialogTest::init()
{
    m_newest = app::NewestText{policyText, 1};
    m_controller
        = std::make_unique<app::MergeController>(&m_window, [this](int) { return m_newest; });
    m_window.show();
}

void MergeDialogTest::cleanup()
{
    m_controller.reset();
    qDeleteAll(m_window.findChildren<QDialog*>());
}

void MergeDialogTest::editsOfOneMerge()
{
    QSignalSpy planned(m_controller.get(), &app::MergeController::mergePlanned);
    start(listOf({fingerprint("a", "/opt/sh")}),
          {{7, QStringLiteral("app.yaml"), snapshotOf(policyText)}});
    QVERIFY(canMerge());
    QCOMPARE(
        summary(),
        (QStringList{QStringLiteral("Executables added (1)"), QStringLiteral("  /opt/sh as sh_0"),
                     QStringLiteral("Wider than what was seen (1)"), summary().value(3)}));
    QCOMPARE(lines(),
             (QStringList{QStringLiteral("12−    exe: [/bin/sh]"),
                          QStringLiteral("12+    exe: [/bin/sh, /opt/sh]")}));
    QVERIFY(planned.isEmpty());
    pressMerge();
    QCOMPARE(planned.size(), 1);
    QCOMPARE(planned.at(0).at(0).toInt(), 7);
    QCOMPARE(planned.at(0).at(2).toULongLong(), 1ULL);
    QCOMPARE(applied(planned, policyText), replaced(policyText, "exe: [/bin/sh]", twoExes));
    QVERIFY(m_controller->dialog() == nullptr);
}

void MergeDialogTest::everyPartHasAName()
{
    start(listOf({fingerprint("a", "/opt/sh")}),
          {{7, QStringLiteral("p"), snapshotOf(policyText)}});
    for (const char* const name : {"mergeTarget", "mergeSummary", "mergeLines"})
        QVERIFY2(!part<QWidget>(name)->accessibleName().isEmpty(), name);
    for (const char* const name : {"mergeAccept", "mergeCancel", "mergeAgree"})
        QVERIFY2(!part<QAbstractButton>(name)->text().isEmpty(), name);
    const auto* const lines = part<ui::UnifiedView>("unifiedDiff");
    QVERIFY(lines->currentIndex()
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QStringLiteral("removed line ")));
}

void MergeDialogTest::escapeChangesNothing()
{
    QSignalSpy planned(m_controller.get(), &app::MergeController::mergePlanned);
    start(listOf({fingerprint("a", "/opt/sh")}),
          {{7, QStringLiteral("p"), snapshotOf(policyText)}});
    QTest::keyClick(m_controller->dialog(), Qt::Key_Escape);
    QTRY_VERIFY(m_controller->dialog() == nullptr);
    QVERIFY(planned.isEmpty());
}

void MergeDialogTest::nothingToDo()
{
    start(listOf({fingerprint("a", "/bin/sh")}),
          {{7, QStringLiteral("p"), snapshotOf(policyText)}});
    QCOMPARE(message(), QStringLiteral("Nothing to do: the policy allows all of it already"));
    QVERIFY(!canMerge());
}

void MergeDialogTest::whyAPolicyCannotTakeThem()
{
    start(listOf({fingerprint("a", "/opt/sh", "other:1")}),
          {{7, QStringLiteral("p"), snapshotOf(policyText)}});
    QCOMPARE(message(), QStringLiteral("None of the open policies can take them in"));
    QVERIFY(shown("stateDetails").contains(QStringLiteral("outside the policy's scope")));
    QVERIFY(!canMerge());
}

void MergeDialogTest::fittingPoliciesFirst()
{
    const std::string other = replaced(policyText, "image: app:1", "image: other:*");
    start(listOf({fingerprint("a", "/opt/sh"), fingerprint("b", "/opt/sh", "third:1")}),
          {{1, QStringLiteral("other.yaml"), snapshotOf(other)},
           {2, QStringLiteral("app.yaml"), snapshotOf(policyText)}});
    const auto* const targets = part<QComboBox>("mergeTarget");
    QCOMPARE(targets->count(), 2);
    QVERIFY(targets->itemText(0).startsWith(QStringLiteral("app.yaml")));
    QCOMPARE(targets->currentIndex(), 0);
    QVERIFY(part<QLabel>("mergeNote")->text().startsWith(QStringLiteral("Takes 1 of 2")));
    QVERIFY(summary().join(u'\n').contains(QStringLiteral("Fingerprints skipped (1)")));
}

void MergeDialogTest::rewritingWantsATick()
{
    const std::string odd = replaced(policyText, "    exe: [/bin/sh]\n    id: sh_0\n",
                                     "    exe: [/bin/sh]\n    ? id\n    : sh_0\n");
    m_newest = app::NewestText{odd, 1};
    QSignalSpy planned(m_controller.get(), &app::MergeController::mergePlanned);
    start(listOf({fingerprint("a", "/opt/sh], listeningSockets: [{protocol: TCP, port: 1}")}),
          {{7, QStringLiteral("p"), snapshotOf(odd)}});
    QVERIFY(!canMerge());
    QVERIFY2(part<QLabel>("mergeRewriteReason")->text().contains(QStringLiteral("key")),
             qPrintable(part<QLabel>("mergeRewriteReason")->text()));
    pressMerge();
    QVERIFY(planned.isEmpty());
    part<QCheckBox>("mergeAgree")->click();
    QVERIFY(canMerge());
    pressMerge();
    QCOMPARE(planned.size(), 1);
    QVERIFY(applied(planned, odd).find("/opt/sh") != std::string::npos);
}

void MergeDialogTest::aTextThatChangedIsPlannedAgain()
{
    QSignalSpy planned(m_controller.get(), &app::MergeController::mergePlanned);
    start(listOf({fingerprint("a", "/opt/sh")}),
          {{7, QStringLiteral("p"), snapshotOf(policyText)}});
    const std::string later = "# a line more\n" + policyText;
    m_newest = app::NewestText{later, 2};
    pressMerge();
    QTRY_COMPARE(planned.size(), 1);
    QCOMPARE(planned.at(0).at(2).toULongLong(), 2ULL);
    QCOMPARE(applied(planned, later), replaced(later, "exe: [/bin/sh]", twoExes));
}

void MergeDialogTest::aTextThatBrokeIsRefused()
{
    QSignalSpy planned(m_controller.get(), &app::MergeController::mergePlanned);
    start(listOf({fingerprint("a", "/opt/sh")}),
          {{7, QStringLiteral("p"), snapshotOf(policyText)}});
    m_newest = app::NewestText{"spec: [\n", 2};
    pressMerge();
    QTRY_COMPARE(message(), QStringLiteral("The policy cannot take them in"));
    QVERIFY(planned.isEmpty());
    QVERIFY(!canMerge());
}

void MergeDialogTest::aClosedPolicyIsTold()
{
    start(listOf({fingerprint("a", "/opt/sh")}),
          {{7, QStringLiteral("p"), snapshotOf(policyText)}});
    m_newest.reset();
    pressMerge();
    QCOMPARE(message(), QStringLiteral("The policy was closed"));
}

void MergeDialogTest::noPolicyIsOpen()
{
    start(listOf({fingerprint("a", "/opt/sh")}), {});
    QCOMPARE(message(), QStringLiteral("No policy is open to merge into"));
    QVERIFY(!canMerge());
}

/// With POLICYWRIGHT_PICTURES set to a folder: the dialog as a person sees it.
void MergeDialogTest::pictures()
{
    const QString folder = qEnvironmentVariable("POLICYWRIGHT_PICTURES");
    if (folder.isEmpty())
        QSKIP("POLICYWRIGHT_PICTURES names no folder");
    QFile file(QStringLiteral(SAMPLE_FILE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const app::FingerprintListPtr list = listOf({file.readAll().toStdString()});
    std::vector<std::size_t> mongo;
    std::vector<ops::MergeInput> first;
    for (std::size_t i = 0; i < list->instances.size(); ++i) {
        if (list->instances[i].facts.image.find("mongo") != std::string::npos)
            mongo.push_back(i);
    }
    QVERIFY(mongo.size() >= 2);
    QVERIFY(
        ops::visitDocuments(*list, {mongo.front()}, [&](const policy::GuardianDocument& document) {
            first.push_back({document, "first"});
        }));
    const auto policy = ops::createPolicy(first, {"mongo", "audit", {}, false, false});
    QVERIFY(policy);
    const std::string bytes = yaml::writeYaml(policy::encode(policy->document));
    for (const ui::ThemeChoice theme : {ui::ThemeChoice::Light, ui::ThemeChoice::Dark}) {
        ui::applyTheme(theme);
        const QString name
            = theme == ui::ThemeChoice::Light ? QStringLiteral("light") : QStringLiteral("dark");
        for (const bool odd : {false, true}) {
            m_controller->start(
                {list, mongo},
                {{1, QStringLiteral("mongo-policy.yaml"),
                  snapshotOf(odd ? replaced(bytes, "    id: ", "    ? id\n    : ") : bytes)}});
            QTRY_VERIFY(m_controller->isIdle());
            QTest::qWait(100);
            m_controller->dialog()->grab().save(QDir(folder).filePath(
                QStringLiteral("merge-%1%2.png")
                    .arg(name, odd ? QStringLiteral("-rewrite") : QString())));
            delete m_controller->dialog();
        }
    }
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    qRegisterMetaType<text::TextEdits>();
    ui::applyTheme(ui::ThemeChoice::Light);
    MergeDialogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "merge_dialog_test.moc"
