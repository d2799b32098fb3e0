// Windows that are killed while somebody types and saves: what was typed until a second before is
// there, the file is never half, and what a window that runs keeps is nobody else's.
// POLICYWRIGHT_KILLS and POLICYWRIGHT_SEED choose how many and which.

#include "core/files/journal_record.h"
#include "core/files/recovery_folder.h"
#include "tests/core/files/folder.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <chrono>
#include <random>
#include <thread>

using namespace pw;
using files::Folder;

namespace {

const std::string before = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\n";
constexpr qint64 patienceMs = 60'000;
constexpr qint64 secondMs = 1000;

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    bool number = false;
    const qulonglong value = qEnvironmentVariable(name).toULongLong(&number);
    return number ? value : otherwise;
}

/// How many lines were typed when the text was this; -1: it never was.
int linesIn(const std::string& text)
{
    std::string expected = before;
    for (int line = 0;; ++line) {
        if (text == expected)
            return line;
        if (text.size() <= expected.size())
            return -1;
        expected += "# line " + std::to_string(line + 1) + "\n";
    }
}

/// One window from its start to its end.
class Typist
{
public:
    Typist(const std::string& file, const std::string& root, int linesBetweenSaves)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(TYPIST),
                        {QString::fromStdString(file), QString::fromStdString(root),
                         QString::number(linesBetweenSaves)});
    }
    ~Typist() { kill(); }
    Typist(const Typist&) = delete;
    Typist& operator=(const Typist&) = delete;

    /// Reads what it says until it has said `what`, or so many milliseconds.
    bool follow(const QByteArray& what, qint64 ms)
    {
        const qint64 end = m_clock.elapsed() + ms;
        while (m_clock.elapsed() < end) {
            while (m_process.canReadLine()) {
                const QByteArray line = m_process.readLine().trimmed();
                note(line);
                if (!what.isEmpty() && line.startsWith(what))
                    return true;
            }
            m_process.waitForReadyRead(static_cast<int>(
                std::max<qint64>(1, std::min<qint64>(20, end - m_clock.elapsed()))));
        }
        return what.isEmpty();
    }
    void kill()
    {
        m_process.kill();
        m_killed = m_clock.elapsed();
        m_process.waitForFinished();
        while (m_process.canReadLine())
            note(m_process.readLine().trimmed());
    }
    [[nodiscard]] bool runs() const { return m_process.state() == QProcess::Running; }
    /// That it said a second before it was killed, or at all.
    [[nodiscard]] int typedASecondBefore() const
    {
        int out = 0;
        for (const auto& [at, line] : m_typed) {
            if (at <= m_killed - secondMs)
                out = line;
        }
        return out;
    }
    [[nodiscard]] int typed() const { return m_typed.empty() ? 0 : m_typed.back().second; }
    [[nodiscard]] int saved() const { return m_saved; }

private:
    void note(const QByteArray& line)
    {
        const int number = line.mid(line.indexOf(' ') + 1).toInt();
        if (line.startsWith("typed "))
            m_typed.emplace_back(m_clock.elapsed(), number);
        else if (line.startsWith("saved "))
            m_saved = number;
    }

    QElapsedTimer m_clock = [] {
        QElapsedTimer clock;
        clock.start();
        return clock;
    }();
    QProcess m_process;
    std::vector<std::pair<qint64, int>> m_typed;
    int m_saved = 0;
    qint64 m_killed = 0;
};

} // namespace

class KilledWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingOlderThanASecondIsLost();

private:
    void killOne(std::mt19937_64& random);

    int m_worst = 0; ///< lines that a kill cost
};

void KilledWindowTest::killOne(std::mt19937_64& random)
{
    const Folder folder;
    const std::string file = folder.write("web.yaml", before);
    const std::string root = folder.path("recovery");
    Typist typist(file, root, static_cast<int>(20 + random() % 100));
    QVERIFY(typist.follow("typed ", patienceMs));
    (void)typist.follow({}, static_cast<qint64>(random() % 1500));
    if (random() % 2 == 0) {
        QVERIFY(typist.follow("saving ", patienceMs));
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 4000));
    }
    QVERIFY(typist.runs());
    const files::LeftWindows whileItRuns = files::leftWindows(root);
    QVERIFY(whileItRuns.windows.empty());
    QCOMPARE(whileItRuns.running, std::size_t{1});
    typist.kill();

    const std::string content = Folder::contentOf(file);
    const int inFile = linesIn(content);
    QVERIFY2(inFile >= 0, ("half a file: " + content).c_str());
    QVERIFY2(inFile >= typist.saved(), "what was saved is not in the file");
    const files::LeftWindows left = files::leftWindows(root);
    int kept = inFile;
    std::vector<std::string> journals; // none: everything was saved
    if (!left.windows.empty())
        journals = left.windows.front().journals;
    for (const std::string& journal : journals) {
        const auto text = files::readJournal(Folder::contentOf(journal));
        QVERIFY2(text.has_value(), "a journal without a whole text");
        QCOMPARE(text->head.path, file);
        const int lines = linesIn(text->text);
        QVERIFY2(lines >= 0, ("never typed: " + text->text).c_str());
        kept = std::max(kept, lines);
    }
    QVERIFY2(kept >= typist.typedASecondBefore(),
             qPrintable(QStringLiteral("%1 lines are kept, %2 were typed a second before")
                            .arg(kept)
                            .arg(typist.typedASecondBefore())));
    m_worst = std::max(m_worst, typist.typed() - kept);
}

void KilledWindowTest::nothingOlderThanASecondIsLost()
{
    const std::uint64_t seed
        = fromEnvironment("POLICYWRIGHT_SEED", std::random_device{}() % 100'000);
    const std::uint64_t kills = fromEnvironment("POLICYWRIGHT_KILLS", 20);
    qInfo("POLICYWRIGHT_SEED=%llu", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    for (std::uint64_t i = 0; i < kills; ++i) {
        killOne(random);
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("%llu kills, at most %d lines lost", static_cast<unsigned long long>(kills), m_worst);
}

QTEST_GUILESS_MAIN(KilledWindowTest)
#include "killed_window_test.moc"
