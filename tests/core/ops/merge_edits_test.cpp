// Fingerprints merged into a policy's text: the lines that a person would have written.

#include "core/ops/merge_edits.h"
#include "core/snapshot.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

/// Shows both texts when a comparison fails.
template <> inline char* QTest::toString(const std::string& text)
{
    return qstrdup(text.c_str());
}

namespace {

const std::string head = R"(# Our policy.
apiVersion: spyderbat/v1
kind: SpyderbatPolicy
metadata:
  name: a # the name
  type: container
  uid: pol:1
  latestTimestamp: 1
spec:
  containerSelector:
    image: app:1
  mode: audit
)";

const std::string body = R"(  processPolicy:
  # The shell.
  - name: sh
    exe:
    - /bin/dash # Debian
    - /bin/sh
    id: sh_0
    euser: [app]
    children:
    - name: ls
      exe: [/bin/ls]
      id: ls_0
  networkPolicy:
    ingress: []
    egress:
    # Databases.
    - to:
      - ipBlock:
          cidr: 10.0.0.1/32 # primary
      # The second one is slow.
      - ipBlock:
          cidr: 10.0.0.9/32
      processes: [sh_0]
      ports:
      - {protocol: TCP, port: 5432}
  response: # whom to tell
    default: []
    actions: []
)";

policy::GuardianDocument seen(const std::string& processes, const std::string& network = noNetwork)
{
    return fingerprint(processes, network);
}

std::string sh(const std::string& more = "euser: [app]", const std::string& exe = "/bin/sh")
{
    return root("name: sh, exe: [" + exe + "], id: sh_0, " + more);
}

std::string egress(const std::string& rule)
{
    return "  networkPolicy:\n    ingress: []\n    egress:\n    - {" + rule + "}\n";
}

Result<ops::MergePlan> plan(const std::string& text, std::vector<policy::GuardianDocument> others,
                            std::size_t unit = 0)
{
    const Snapshot snapshot = analyse(*text::SourceText::make(text, "policy.yaml"));
    const policy::Unit wanted
        = unit < snapshot.units.size() ? snapshot.units[unit] : policy::Unit{};
    return ops::planMerge(*snapshot.document, snapshot.units, wanted, inputs(std::move(others)));
}

/// The text afterwards; an error's code, or `rewrite: reason` before the text.
std::string merged(const std::string& text, std::vector<policy::GuardianDocument> others,
                   std::size_t unit = 0)
{
    const Result<ops::MergePlan> planned = plan(text, std::move(others), unit);
    if (!planned)
        return planned.error().code;
    const std::string after = *planned->edits.apply(text);
    if (*planned->edits.inverse(text)->apply(after) != text)
        return "the inverse gives another text";
    return (planned->rewriteReason ? "rewrite: " + *planned->rewriteReason + "\n" : "") + after;
}

std::string with(std::string text, const std::string& old, const std::string& now)
{
    const std::size_t at = text.find(old);
    return at == std::string::npos ? "no " + old : text.replace(at, old.size(), now);
}

const std::string later = "  latestTimestamp: 5\n";

} // namespace

class MergeEditsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingToDo();
    void oneExecutableIsOneLine();
    void onePeerIsOneEntry();
    void usersAndChildren();
    void emptyListsAreOpened();
    void tellsWhatIsAdded();
    void otherDocumentsStay();
    void jsonStaysJson();
    void lineEndsStay();
    void unknownFieldsStay();
    void whatIsWrittenOddlyStaysOrIsTold();
    void brokenTextIsRefused();
    void skippedInputsAreTold();
    void cancelled();
};

void MergeEditsTest::nothingToDo()
{
    const auto planned = plan(head + body, {seen(sh())});
    QVERIFY(planned);
    QVERIFY(!planned->changed);
    QVERIFY(planned->edits.empty());
    QVERIFY(planned->added.empty());
    QCOMPARE(planned->relevant, std::vector<bool>{false});
}

void MergeEditsTest::oneExecutableIsOneLine()
{
    const std::string after = merged(head + body, {seen(sh("euser: [app]", "/opt/sh"))});
    QCOMPARE(after,
             with(with(head + body, "  latestTimestamp: 1\n", later), "    - /bin/sh\n",
                  "    - /bin/sh\n    - /opt/sh\n"));
}

void MergeEditsTest::onePeerIsOneEntry()
{
    const std::string after
        = merged(head + body,
                 {seen(sh(),
                       egress("to: [{ipBlock: {cidr: 10.0.0.5/32}}], processes: [sh_0], "
                              "ports: [{protocol: TCP, port: 5432}]"))});
    QCOMPARE(after,
             with(with(head + body, "  latestTimestamp: 1\n", later), "# primary\n",
                  "# primary\n      - ipBlock:\n          cidr: 10.0.0.5/32\n"));
    const std::string other
        = merged(head + body,
                 {seen(sh(),
                       egress("to: [{dnsSelector: [db.local]}], processes: [sh_0], "
                              "ports: [{protocol: UDP, port: 53}]"))});
    QCOMPARE(other,
             with(with(head + body, "  latestTimestamp: 1\n", later), "port: 5432}\n",
                  "port: 5432}\n    - to:\n      - dnsSelector:\n        - db.local\n"
                  "      processes: [sh_0]\n      ports:\n      - {protocol: UDP, port: 53}\n"));
}

void MergeEditsTest::usersAndChildren()
{
    const std::string after
        = merged(head + body,
                 {seen(sh("euser: [web], children: [{name: id, exe: [/bin/id], id: id_0, "
                          "euser: [web]}]"))});
    const std::string expected = with(with(with(head + body, "  latestTimestamp: 1\n", later),
                                           "euser: [app]", "euser: [app, web]"),
                                      "    children:\n",
                                      "    children:\n    - name: id\n      exe: [/bin/id]\n      "
                                      "id: id_0\n      euser: [web]\n");
    // ls keeps the users that it inherited.
    QCOMPARE(after, with(expected, "      id: ls_0\n", "      id: ls_0\n      euser: [app]\n"));
}

void MergeEditsTest::emptyListsAreOpened()
{
    const std::string after
        = merged(head + body,
                 {seen(sh(),
                       ingress({"from: [{ipBlock: {cidr: 10.0.0.5/32}}], processes: [sh_0], "
                                "ports: [{protocol: TCP, port: 80}]"}))});
    QCOMPARE(after,
             with(with(head + body, "  latestTimestamp: 1\n", later), "    ingress: []\n",
                  "    ingress:\n    - from:\n      - ipBlock:\n          cidr: 10.0.0.5/32\n"
                  "      processes: [sh_0]\n      ports:\n      - {protocol: TCP, port: 80}\n"));
    const std::string bare = head + "  response:\n    default: []\n    actions: []\n";
    QCOMPARE(merged(bare, {seen(sh())}),
             with(with(bare, "  latestTimestamp: 1\n", later), "  mode: audit\n",
                  "  mode: audit\n  processPolicy:\n  - name: sh\n    exe:\n    - /bin/sh\n"
                  "    id: sh_0\n    euser:\n    - app\n"));
}

void MergeEditsTest::tellsWhatIsAdded()
{
    const auto planned
        = plan(head + body,
               {seen(sh("euser: [web], children: [{name: id, exe: [/bin/id], id: id_0, euser: "
                        "[web]}]"),
                     egress("to: [{ipBlock: {cidr: 10.0.0.5/32}}], processes: [sh_0], "
                            "ports: [{protocol: TCP, port: 5432}]"))});
    QVERIFY(planned);
    std::string texts;
    for (const ops::MergeAddition& addition : planned->added)
        texts += addition.text + "\n";
    QCOMPARE(texts,
             std::string("web on sh_0\nid (/bin/id) below sh_0\n"
                         "egress to 10.0.0.5/32, TCP 5432, by sh_0\n"));
}

void MergeEditsTest::otherDocumentsStay()
{
    const std::string text = "# first\n" + head + body + "---\n# second\n" + head + body;
    const std::string after = merged(text, {seen(sh("euser: [app]", "/opt/sh"))}, 1);
    QVERIFY(after.starts_with("# first\n" + head + body + "---\n# second\n"));
    QCOMPARE(after.size(), text.size() + std::string("    - /opt/sh\n").size());
    std::string list = "items:\n";
    for (int i = 0; i < 2; ++i) {
        std::string lead = "- ";
        const std::string all = (head + body).substr(head.find("apiVersion"));
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t end = all.find('\n', at) + 1;
            list += lead + all.substr(at, end - at);
            lead = "  ";
            at = end;
        }
    }
    const std::string changed = merged(list, {seen(sh("euser: [app]", "/opt/sh"))}, 0);
    QCOMPARE(changed,
             with(with(list, "    latestTimestamp: 1\n", "    latestTimestamp: 5\n"),
                  "      - /bin/sh\n", "      - /bin/sh\n      - /opt/sh\n"));
}

void MergeEditsTest::jsonStaysJson()
{
    const std::string json = R"({
    "apiVersion": "spyderbat/v1",
    "kind": "SpyderbatPolicy",
    "metadata": {"name": "a", "type": "container", "uid": "pol:1", "latestTimestamp": 1},
    "spec": {
        "containerSelector": {"image": "app:1"},
        "mode": "audit",
        "processPolicy": [
            {
                "name": "sh",
                "exe": ["/bin/sh"],
                "id": "sh_0",
                "euser": ["app"]
            }
        ],
        "networkPolicy": {"ingress": [], "egress": []},
        "response": {"default": [], "actions": []}
    }
})";
    QCOMPARE(merged(json, {seen(sh("euser: [app]", "/opt/sh"))}),
             with(with(json, "\"latestTimestamp\": 1", "\"latestTimestamp\": 5"), "[\"/bin/sh\"]",
                  "[\"/bin/sh\", \"/opt/sh\"]"));
}

void MergeEditsTest::lineEndsStay()
{
    std::string crlf;
    for (const char c : head + body)
        crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    QCOMPARE(merged("\xEF\xBB\xBF" + crlf, {seen(sh("euser: [app]", "/opt/sh"))}),
             "\xEF\xBB\xBF"
                 + with(with(crlf, "latestTimestamp: 1", "latestTimestamp: 5"), "    - /bin/sh\r\n",
                        "    - /bin/sh\r\n    - /opt/sh\r\n"));
}

void MergeEditsTest::unknownFieldsStay()
{
    const std::string odd = with(head + body, "    id: sh_0\n", "    owner: us\n    id: sh_0\n");
    QCOMPARE(merged(odd, {seen(sh("euser: [app]", "/opt/sh"))}),
             with(with(odd, "  latestTimestamp: 1\n", later), "    - /bin/sh\n",
                  "    - /bin/sh\n    - /opt/sh\n"));
    // Where lines cannot be kept, such a field would be lost.
    const std::string complex = with(odd, "    id: sh_0\n", "    ? id\n    : sh_0\n");
    QCOMPARE(
        merged(complex, {seen(sh("euser: [app], listeningSockets: [{protocol: TCP, port: 1}]"))}),
        std::string("would-lose"));
}

void MergeEditsTest::whatIsWrittenOddlyStaysOrIsTold()
{
    const std::string text = with(head + body, "exe:\n", "exe: &paths\n");
    // An anchor that nobody refers to is in nobody's way.
    QCOMPARE(merged(text, {seen(sh("euser: [app]", "/opt/sh"))}),
             with(with(text, "  latestTimestamp: 1\n", later), "    - /bin/sh\n",
                  "    - /bin/sh\n    - /opt/sh\n"));
    const std::string untouched = with(head + body, "exe: [/bin/ls]", "exe: &x [/bin/ls]");
    QVERIFY(!merged(untouched, {seen(sh("euser: [app]", "/opt/sh"))}).starts_with("rewrite"));
    QCOMPARE(merged(with(text, "exe: [/bin/ls]", "exe: *paths"), {seen(sh())}),
             std::string("alias"));
    QCOMPARE(merged(with(text, "      id: ls_0", "      <<: {id: ls_0}"), {seen(sh())}),
             std::string("merge-key"));
    const std::string twice = with(head + body, "    id: sh_0\n", "    id: sh_1\n    id: sh_0\n");
    QVERIFY(merged(twice, {seen(sh("euser: [app]", "/opt/sh"))}).starts_with(head.substr(0, 20)));
    const std::string complex = with(head + body, "    id: sh_0\n", "    ? id\n    : sh_0\n");
    const std::string after
        = merged(complex, {seen(sh("euser: [app], listeningSockets: [{protocol: TCP, port: 1}]"))});
    QVERIFY2(after.starts_with("rewrite: "), after.c_str());
    QVERIFY2(after.find("key") < after.find('\n'), after.c_str());
    QVERIFY2(after.find("# the name") != std::string::npos, after.c_str());
}

void MergeEditsTest::brokenTextIsRefused()
{
    QCOMPARE(merged(head + "  processPolicy: [\n", {seen(sh())}), std::string("does-not-parse"));
    QCOMPARE(merged("a: [", {seen(sh())}), std::string("does-not-parse"));
    QCOMPARE(merged("", {seen(sh())}), std::string("not-a-policy"));
    QCOMPARE(merged("kind: SpyderbatFingerprint\n", {seen(sh())}), std::string("not-a-policy"));
    // Every cut of the text is refused or planned, and never crashes.
    const std::string text = head + body;
    for (std::size_t size = 0; size < text.size(); ++size)
        (void)merged(text.substr(0, size), {seen(sh("euser: [app]", "/opt/sh"))});
}

void MergeEditsTest::skippedInputsAreTold()
{
    const auto other
        = fingerprint(sh(), noNetwork, "  containerSelector:\n    image: elsewhere:1\n");
    const auto planned = plan(head + body, {other, seen(sh("euser: [app]", "/opt/sh"))});
    QVERIFY(planned);
    QCOMPARE(planned->report.skipped.size(), std::size_t{1});
    QVERIFY(planned->changed);
}

void MergeEditsTest::cancelled()
{
    const Snapshot snapshot = analyse(*text::SourceText::make(head + body, "policy.yaml"));
    const std::vector<ops::MergeInput> others
        = inputs({seen(sh("euser: [app]", "/opt/sh")), seen(sh("euser: [app]", "/usr/sh"))});
    const auto planned = [&](const ProgressFn& progress, const std::stop_token& stop) {
        const Result<ops::MergePlan> plan = ops::planMerge(
            *snapshot.document, snapshot.units, snapshot.units.front(), others, {}, progress, stop);
        return plan ? std::string("planned") : plan.error().code;
    };
    std::stop_source stop;
    QCOMPARE(planned({}, stop.get_token()), std::string("planned"));
    // While the first of them is taken in.
    QCOMPARE(planned([&](auto&&...) { stop.request_stop(); }, stop.get_token()),
             std::string(cancelledCode));
    QCOMPARE(planned({}, stop.get_token()), std::string(cancelledCode));
    // When one of them was all there was, nobody asks before the edits are made.
    std::stop_source late;
    const Result<ops::MergePlan> plan = ops::planMerge(
        *snapshot.document, snapshot.units, snapshot.units.front(),
        inputs({seen(sh("euser: [app]", "/opt/sh"))}), {}, [&](auto&&...) { late.request_stop(); },
        late.get_token());
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, std::string(cancelledCode));
}

QTEST_APPLESS_MAIN(MergeEditsTest)
#include "merge_edits_test.moc"
