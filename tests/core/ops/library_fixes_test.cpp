// One fix for many texts: which ones there are, how they are told apart, and what comes of them.

#include "core/ops/library_fixes.h"

#include "core/ops/validate.h"
#include "core/yaml/reader.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace pw;
using namespace pw::ops;
namespace fs = std::filesystem;

namespace {

std::string policyText(const std::string& spec, const std::string& name = "web")
{
    return "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: " + name
        + "\n  type: container\nspec:\n  containerSelector:\n    image: web:1\n" + spec;
}

const std::string noMode = "  processPolicy:\n  - name: web\n    exe:\n    - /bin/web\n"
                           "    id: web_0\n    euser:\n    - web\n"
                           "  networkPolicy:\n    ingress: []\n    egress: []\n"
                           "  response:\n    default:\n    - makeRedFlag:\n        severity: high\n"
                           "    actions: []\n";

std::string rule(const std::string& cidr)
{
    return "    - from:\n      - ipBlock:\n          cidr: " + cidr
        + "\n      processes:\n      - web_0\n      ports:\n      - protocol: TCP\n"
          "        port: 80\n";
}

std::string network(const std::vector<std::string>& cidrs)
{
    std::string text = "  mode: audit\n" + noMode;
    std::string rules = "    ingress:\n";
    for (const std::string& cidr : cidrs)
        rules += rule(cidr);
    const std::string empty = "    ingress: []\n";
    return text.replace(text.find(empty), empty.size(), rules);
}

yaml::Document read(const std::string& text)
{
    return yaml::read(*text::SourceText::make(text, "test.yaml"));
}

std::vector<FixCount> fixesOf(const std::string& text)
{
    const yaml::Document document = read(text);
    return countFixes(document, policy::unitsOf(document, true), validate(document));
}

/// `missing-field: add "mode: audit" (1)`, with `~` when the titles differ, `+` when it only adds.
std::vector<std::string> shown(const std::vector<FixCount>& fixes)
{
    std::vector<std::string> out;
    for (const FixCount& fix : fixes)
        out.push_back(fix.kind.code + ": " + fix.kind.title + (fix.alike ? "" : " ~")
                      + (fix.adds ? " +" : "") + " (" + std::to_string(fix.places) + ")");
    return out;
}

FixedText fixed(const std::string& text, const std::set<FixKind>& kinds)
{
    return makeFixes(*text::SourceText::make(text, "test.yaml"), kinds).value_or(FixedText());
}

const FixKind addMode{"missing-field", "add \"mode: audit\""};
const FixKind hostBits{"host-bits", "write"};

} // namespace

class LibraryFixesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theModeIsAdded()
    {
        const std::string text = policyText(noMode);
        QCOMPARE(shown(fixesOf(text)),
                 std::vector<std::string>{"missing-field: add \"mode: audit\" + (1)"});
        const FixedText out = fixed(text, {addMode});
        QCOMPARE(out.made, std::size_t{1});
        QCOMPARE(out.left, std::size_t{0});
        QCOMPARE(out.problems, ProblemCounts{});
        QCOMPARE(out.bytes, policyText("  mode: audit\n" + noMode));
    }

    /// What is written follows from each place, so it is one kind.
    void hostBitsAreOneKindWhereverTheyStand()
    {
        const std::string text
            = policyText(network({"10.1.2.3/8", "10.0.0.0/8", "192.168.7.1/16"}));
        const std::vector<std::string> fixes = shown(fixesOf(text));
        QVERIFY(std::ranges::count(fixes, "host-bits: write ~ (2)") == 1);
        const FixedText out = fixed(text, {hostBits});
        QCOMPARE(out.made, std::size_t{2});
        QCOMPARE(out.bytes, policyText(network({"10.0.0.0/8", "10.0.0.0/8", "192.168.0.0/16"})));
    }

    void whatIsNotChosenStays()
    {
        std::string text = policyText(network({"10.1.2.3/8"}));
        text.replace(text.find("  mode: audit\n"), 14, "");
        const FixedText out = fixed(text, {hostBits});
        QVERIFY(out.bytes.find("mode:") == std::string::npos);
        QVERIFY(out.bytes.find("10.0.0.0/8") != std::string::npos);
        QCOMPARE(out.problems.front(), std::size_t{1});
        const FixedText both = fixed(text, {hostBits, addMode});
        QCOMPARE(both.made, std::size_t{2});
        QCOMPARE(both.bytes, policyText(network({"10.0.0.0/8"})));
        QCOMPARE(fixed(text, {}).bytes, text);
    }

    /// Each would take the same free number: they are given one after the other.
    void threeIdsThatAreTheSame()
    {
        std::string text = policyText("  mode: audit\n" + noMode);
        const std::string one
            = "  - name: web\n    exe:\n    - /bin/web\n    id: web_0\n    euser:\n    - web\n";
        const std::string two
            = "  - name: sh\n    exe:\n    - /bin/sh\n    id: web_0\n    euser:\n    - web\n"
              "  - name: ls\n    exe:\n    - /bin/ls\n    id: web_0\n    euser:\n    - web\n";
        text.replace(text.find(one), one.size(), one + two);
        const FixedText out = fixed(text, {{"duplicate-id", "write"}});
        QCOMPARE(out.made, std::size_t{2});
        QCOMPARE(out.left, std::size_t{0});
        QCOMPARE(out.problems.front(), std::size_t{0});
        QVERIFY(out.bytes.find("web_1") != std::string::npos);
        QVERIFY(out.bytes.find("web_2") != std::string::npos);
    }

    /// A conflict hides what is wrong behind it.
    void aFixBringsTheNextOneToLight()
    {
        const std::string text = "<<<<<<< ours\n" + policyText(noMode) + "=======\n"
            + policyText(noMode, "other") + ">>>>>>> theirs\n";
        const std::vector<FixCount> fixes = fixesOf(text);
        QVERIFY(!fixes.empty());
        QCOMPARE(fixes.front().kind.code, std::string("conflict-marker"));
        QVERIFY(!fixes.front().rivals.empty());
        const yaml::Document document = read(text);
        const std::vector<text::Diagnostic> problems = validate(document);
        const FixKind first = kindOfFix(problems.front(), problems.front().fixes.front());
        const FixedText out = fixed(text, {first, addMode});
        QCOMPARE(out.bytes, policyText("  mode: audit\n" + noMode));
        QCOMPARE(out.made, std::size_t{2});
    }

    void severalDocumentsOfOneFile()
    {
        const std::string text = policyText(noMode, "a") + "---\n" + policyText(noMode, "b");
        QCOMPARE(shown(fixesOf(text)),
                 std::vector<std::string>{"missing-field: add \"mode: audit\" + (2)"});
        QCOMPARE(fixed(text, {addMode}).bytes,
                 policyText("  mode: audit\n" + noMode, "a") + "---\n"
                     + policyText("  mode: audit\n" + noMode, "b"));
    }

    /// A deployment beside a policy keeps every byte, also where the same fix could be made.
    void documentsOfOthersAreLeftAlone()
    {
        const std::string deployment
            = "apiVersion: apps/v1\nkind: Deployment\nmetadata: &a\n  name: web\nspec: *a\n";
        const std::string text = deployment + "---\n" + policyText(noMode);
        for (const FixCount& fix : fixesOf(text))
            QCOMPARE(fix.kind.code, std::string("missing-field"));
        std::set<FixKind> every{addMode};
        for (const text::Diagnostic& problem : validate(read(text))) {
            for (const text::Fix& fix : problem.fixes)
                every.insert(kindOfFix(problem, fix));
        }
        QVERIFY(every.size() > 1);
        QCOMPARE(fixed(text, every).bytes,
                 deployment + "---\n" + policyText("  mode: audit\n" + noMode));
    }

    void commentsOrderAndLineEndsStay()
    {
        const std::string text
            = "# kept\r\nkind: SpyderbatPolicy # here\r\napiVersion: spyderbat/v1\r\n"
              "metadata: {type: linux-service, name: 'x'}\r\nspec:\r\n"
              "  serviceSelector: {cgroup: 'systemd:/system.slice/x.service'}\r\n"
              "  processPolicy:\r\n    - {name: x, exe: [/x], id: x_0, euser: [root]}\r\n"
              "  networkPolicy: {ingress: [], egress: []}\r\n"
              "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\r\n";
        std::string wanted = text;
        wanted.insert(wanted.find("  processPolicy"), "  mode: audit\r\n");
        QCOMPARE(fixed(text, {addMode}).bytes, wanted);
    }

    void groupsCountFilesAndPlaces()
    {
        const auto a = fixesOf(policyText(noMode));
        const auto b = fixesOf(policyText(noMode, "b") + "---\n" + policyText(noMode, "c"));
        const auto c = fixesOf(policyText(network({"10.1.2.3/8"})));
        const std::vector<FixGroup> groups = groupFixes({&a, &b, &c});
        const auto mode
            = std::ranges::find(groups, addMode, [](const FixGroup& one) { return one.fix.kind; });
        QVERIFY(mode != groups.end());
        QCOMPARE(mode->files, std::size_t{2});
        QCOMPARE(mode->fix.places, std::size_t{3});
        QVERIFY(mode->fix.adds && mode->fix.alike);
        QVERIFY(std::ranges::is_sorted(groups, {},
                                       [](const FixGroup& group) { return group.fix.severity; }));
    }

    void cancelledInTheMiddle()
    {
        std::stop_source stopped;
        stopped.request_stop();
        const Result<FixedText> out = makeFixes(*text::SourceText::make(policyText(noMode), "t"),
                                                {addMode}, stopped.get_token());
        QVERIFY(!out);
        QCOMPARE(out.error().code, std::string("cancelled"));
    }

    /// Whatever is wrong with a text and whatever is chosen: it ends, nothing that read well reads
    /// worse, and what is counted as made is gone.
    void randomTextsAndChoices()
    {
        const unsigned seed = std::random_device()();
        std::mt19937 random(seed);
        const std::string whole = policyText(network({"10.1.2.3/8", "192.168.7.1/16"})) + "---\n"
            + policyText(noMode, "c");
        for (int round = 0; round < 150; ++round) {
            std::string text = whole;
            for (unsigned cut = random() % 4; cut > 0; --cut) {
                const std::size_t at = random() % text.size();
                if (random() % 2 == 0)
                    text.erase(at, 1 + random() % 12);
                else
                    text.insert(at,
                                std::vector<std::string>{"\n", "x", "'", "  ", "- ", ": ",
                                                         "<<: *a\n", "\t"}[random() % 8]);
            }
            std::set<FixKind> chosen;
            for (const text::Diagnostic& problem : validate(read(text))) {
                for (const text::Fix& fix : problem.fixes) {
                    if (random() % 2 == 0)
                        chosen.insert(kindOfFix(problem, fix));
                }
            }
            const FixedText out = fixed(text, chosen);
            const QByteArray told = QByteArray("seed ") + QByteArray::number(seed) + "\n"
                + QByteArray::fromStdString(text);
            QVERIFY2(!read(text).complete() || read(out.bytes).complete(), told.constData());
            QVERIFY2(out.made > 0 || out.bytes == text, told.constData());
            QVERIFY2(!chosen.empty() || out.bytes == text, told.constData());
            // Doing it once more finds nothing to do.
            const FixedText again = fixed(out.bytes, chosen);
            QVERIFY2(again.bytes == out.bytes || out.left > 0, told.constData());
        }
    }

    void theRealPolicies()
    {
        const fs::path folder = fs::path(CONFORMANCE_DIR) / "policies";
        if (!fs::exists(folder))
            QSKIP("the recorded policies are not on this machine");
        int policies = 0;
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() != ".yaml")
                continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            const FixedText out = fixed(text, {addMode});
            QCOMPARE(out.made, std::size_t{1});
            QCOMPARE(out.problems.front(), std::size_t{0});
            // One line more, every other one as it was.
            std::string without = out.bytes;
            const std::string line = "  mode: audit\n";
            without.erase(without.find(line), line.size());
            QCOMPARE(without, text);
            ++policies;
        }
        QVERIFY(policies > 0);
    }
};

QTEST_APPLESS_MAIN(LibraryFixesTest)
#include "library_fixes_test.moc"
