// Hunks taken from one side to the other, and patches as other programs write and read them.

#include "core/text/line_patch.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

using namespace pw::text;

namespace {

std::string lines(std::mt19937& random, const std::string& end)
{
    std::string out;
    for (auto i = random() % 25; i > 0; --i)
        out += "key" + std::to_string(random() % 6) + ": " + std::to_string(random() % 3) + end;
    if (!out.empty() && random() % 3 == 0)
        out.resize(out.size() - end.size());
    return out;
}

/// The text with some lines changed, taken out and added.
std::string changed(const std::string& text, std::mt19937& random, const std::string& end)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string line = text.substr(at, next - at);
        at = next;
        const auto what = random() % 8;
        if (what == 0)
            continue;
        out += what == 1 ? "new: " + std::to_string(random() % 9) + end : line;
        if (what == 2)
            out += "more: 1" + end;
    }
    return out;
}

std::vector<std::size_t> changesOf(const LineDiff& diff)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < diff.hunks.size(); ++i) {
        if (diff.hunks[i].kind != LineHunk::Kind::Equal)
            out.push_back(i);
    }
    return out;
}

/// Hunks without an equal line between them are one change to a person.
std::vector<std::size_t> firstRun(std::vector<std::size_t> changes)
{
    std::size_t size = 1;
    while (size < changes.size() && changes[size] == changes[size - 1] + 1)
        ++size;
    changes.resize(size);
    return changes;
}

std::size_t commonStart(const std::string& a, const std::string& b)
{
    const auto [end, other] = std::ranges::mismatch(a, b);
    return static_cast<std::size_t>(end - a.begin());
}

void write(const QString& path, const std::string& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

} // namespace

class LinePatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneHunk();
    void allHunksGiveTheOtherText();
    void asGitWritesIt();
    void thePatchProgramTakesIt();
};

void LinePatchTest::oneHunk()
{
    const std::string left = "a: 1\nb: 2\nc: 3\n";
    const std::string right = "a: 1\nb: 4\nc: 3\nd: 5";
    const LineDiff diff = lineDiff(left, right);
    QCOMPARE(diff.hunks.size(), std::size_t{4});
    QCOMPARE(*takeLeft(left, right, diff, {1}).apply(right), "a: 1\nb: 2\nc: 3\nd: 5");
    QCOMPARE(*takeLeft(left, right, diff, {3}).apply(right), "a: 1\nb: 4\nc: 3\n");
    QCOMPARE(*takeRight(left, right, diff, {3}).apply(left), left + "d: 5");
    // A line that was the last one, without an end, gets one among others, and the other way round.
    const std::string open = "x\ny";
    const std::string closed = "y\nz\n";
    const LineDiff other = lineDiff(open, closed);
    for (const std::size_t hunk : changesOf(other)) {
        const std::string taken = *takeRight(open, closed, other, {hunk}).apply(open);
        QVERIFY2(taken.find("yz") == std::string::npos, taken.c_str());
    }
}

void LinePatchTest::allHunksGiveTheOtherText()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 20'000; ++i) {
        const std::string end = random() % 4 == 0 ? "\r\n" : "\n";
        const std::string left = lines(random, end);
        const std::string right
            = random() % 4 == 0 ? lines(random, end) : changed(left, random, end);
        const LineDiff diff = lineDiff(left, right);
        const std::vector<std::size_t> all = changesOf(diff);
        QCOMPARE(*takeRight(left, right, diff, all).apply(left), right);
        QCOMPARE(*takeLeft(left, right, diff, all).apply(right), left);
        // One after the other from the top, as a person does it. The rest may be paired in another
        // way after each step, so the number of changes says nothing; what is done grows always.
        std::string text = right;
        for (std::size_t done = 0; text != left;) {
            const LineDiff now = lineDiff(left, text);
            text = *takeLeft(left, text, now, firstRun(changesOf(now))).apply(text);
            const std::size_t before = std::exchange(done, commonStart(left, text));
            QVERIFY2(text == left || done > before, qPrintable(QString::number(i)));
        }
    }
}

void LinePatchTest::asGitWritesIt()
{
    QCOMPARE(unifiedPatch("a\n", "a\n", "x", "y"), std::string());
    QCOMPARE(
        unifiedPatch("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nE\nf\ng\nh\ni", "a/p.yaml",
                     "b/p.yaml"),
        std::string("--- a/p.yaml\n+++ b/p.yaml\n@@ -2,7 +2,8 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n"
                    "+i\n\\ No newline at end of file\n"));
    QCOMPARE(unifiedPatch("", "a\n", "x", "y"), std::string("--- x\n+++ y\n@@ -0,0 +1 @@\n+a\n"));
}

void LinePatchTest::thePatchProgramTakesIt()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("git"));
    if (program.isEmpty())
        QSKIP("git is not here");
    const QTemporaryDir folder;
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 60; ++i) {
        const std::string end = random() % 4 == 0 ? "\r\n" : "\n";
        const std::string left = lines(random, end);
        const std::string right = changed(left, random, end);
        const std::string patch = unifiedPatch(left, right, "a/p.yaml", "b/p.yaml");
        if (patch.empty() || left.empty() || right.empty())
            continue; // git has other heads for files that come and go
        write(folder.filePath(QStringLiteral("p.yaml")), left);
        write(folder.filePath(QStringLiteral("p.patch")), patch);
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(program,
                      {QStringLiteral("apply"), QStringLiteral("--whitespace=nowarn"),
                       QStringLiteral("p.patch")});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError() + patch.c_str());
        QFile file(folder.filePath(QStringLiteral("p.yaml")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), right);
    }
}

QTEST_APPLESS_MAIN(LinePatchTest)
#include "line_patch_test.moc"
