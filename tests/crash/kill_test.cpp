// Imports, applies and evaluations that are killed: at a random moment, or at one operation on the
// disk. What was said to be done is there, what was not is there as a whole or not at all, and once
// the evaluation has gone on to its end the store tells what one tells that was never killed.
// POLICYWRIGHT_KILLS and POLICYWRIGHT_SEED choose how many and which.

#include "tests/crash/steps.h"
#include "tests/crash/victim.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

using namespace pw;
using namespace pw::tests;
using organization::Store;

namespace {

using Lines = std::vector<std::string>;
using Clock = std::chrono::steady_clock;

std::string text(const Error& error)
{
    return error.text();
}

class Kills
{
public:
    explicit Kills(std::uint64_t seed) : m_seed(seed), m_random(seed), m_steps(stepsOf(seed)) { }

    /// The store before each step, what it tells then, and what a step takes.
    std::string prepare()
    {
        const auto store = Store::open(":memory:");
        if (!store)
            return text(store.error());
        for (std::size_t i = 0; i <= m_steps.size(); ++i) {
            if (i > 0) {
                if (const Result<Done> done = take(**store, m_steps[i - 1]); !done)
                    return text(done.error());
            }
            const Result<Done> kept
                = (*store)->database().execute("VACUUM INTO '" + before(i) + "'");
            if (!kept)
                return text(kept.error());
            copyCase(i);
            Result<Lines> lines = toldOfCase();
            if (!lines)
                return text(lines.error());
            m_told.push_back(std::move(*lines));
        }
        std::filesystem::remove(before(0)); // the first step makes the file
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            if (std::string wrong = measure(i); !wrong.empty())
                return wrong;
        }
        return {};
    }

    /// Kills one, in the middle of any step; says what is wrong with what is left.
    std::string killOne()
    {
        const std::size_t step = below(m_steps.size());
        copyCase(step);
        const bool byOperation = below(2) == 0;
        const std::size_t operation = byOperation ? 1 + below(m_operations[step]) : 0;
        const auto delay = std::chrono::microseconds(below(m_microseconds[step] + 1));
        const std::string which = "step " + std::to_string(step) + ", killed "
            + (byOperation ? "at operation " + std::to_string(operation)
                           : "after " + std::to_string(delay.count()) + " us")
            + ": ";
        Victim victim({casePath(), m_seed, {}, step, step + 1, operation});
        if (!byOperation) {
            victim.waitFor("open");
            std::this_thread::sleep_for(delay);
            victim.kill();
        }
        const Victim::End end = victim.wait();
        if (!end.killed && !end.succeeded)
            return which + "it ended otherwise: " + end.output;
        m_kills += end.killed ? 1 : 0;
        if (end.killed && below(3) == 0)
            killWhoOpens();

        const Result<Lines> lines = toldOfCase();
        if (!lines)
            return which + text(lines.error());
        if (*lines == m_told[step + 1] || (end.done == 0 && *lines == m_told[step]))
            return {};
        return which + firstDifference(*lines, m_told[step + (end.done > 0 ? 1 : 0)]);
    }

    [[nodiscard]] std::size_t kills() const { return m_kills; }

private:
    [[nodiscard]] std::string path(const std::string& name) const
    {
        return m_folder.path().toStdString() + "/" + name;
    }
    [[nodiscard]] std::string before(std::size_t step) const
    {
        return path("before-" + std::to_string(step));
    }
    [[nodiscard]] std::string casePath() const { return path("case.db"); }

    std::size_t below(std::size_t n) { return m_random() % n; }

    void copyCase(std::size_t step)
    {
        for (const char* const suffix : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(casePath() + suffix);
        if (std::filesystem::exists(before(step)))
            std::filesystem::copy_file(before(step), casePath());
    }

    std::string measure(std::size_t step)
    {
        copyCase(step);
        Victim whole({casePath(), m_seed, {}, step, step + 1, 0});
        whole.waitFor("open");
        const Clock::time_point start = Clock::now();
        whole.waitFor("done " + std::to_string(step));
        m_microseconds.push_back(static_cast<std::size_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count()));
        const Victim::End end = whole.wait();
        m_operations.push_back(end.operations());
        return end.succeeded && end.operations() > 0 ? std::string() : end.output;
    }

    /// The next one dies while it puts right what the first one left.
    void killWhoOpens()
    {
        constexpr std::size_t operationsOfOpening = 40;
        Victim second({casePath(), m_seed, {}, 0, 0, 1 + below(operationsOfOpening)});
        m_kills += second.wait().killed ? 1 : 0;
    }

    Result<Lines> toldOfCase()
    {
        const auto store = Store::open(casePath());
        if (!store)
            return store.error();
        if (!(*store)->notes().empty())
            return Error{"note", (*store)->notes().front().message, {}};
        Result<Lines> lines = told(**store);
        const auto whole = (*store)->database().text("PRAGMA integrity_check");
        if (!whole || *whole != "ok")
            return Error{"damaged", whole ? whole->value_or("") : text(whole.error()), {}};
        return lines;
    }

    QTemporaryDir m_folder;
    std::uint64_t m_seed;
    std::mt19937_64 m_random;
    std::vector<Step> m_steps;
    std::vector<Lines> m_told; // after so many steps
    std::vector<std::size_t> m_microseconds; // of each step
    std::vector<std::size_t> m_operations; // of each step with opening and closing the file
    std::size_t m_kills = 0;
};

} // namespace

class KillTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLostOrHalf();
};

void KillTest::nothingIsLostOrHalf()
{
    const std::uint64_t seed
        = numberFromEnvironment("POLICYWRIGHT_SEED", std::random_device{}() % 100'000);
    const std::size_t wanted = numberFromEnvironment("POLICYWRIGHT_KILLS", 30);
    qInfo("POLICYWRIGHT_SEED=%llu", static_cast<unsigned long long>(seed));
    Kills kills(seed);
    const std::string unprepared = kills.prepare();
    QVERIFY2(unprepared.empty(), unprepared.c_str());
    const std::size_t mostTries = 4 * wanted;
    for (std::size_t tries = 0; kills.kills() < wanted && tries < mostTries; ++tries) {
        const std::string wrong = kills.killOne();
        QVERIFY2(wrong.empty(), wrong.c_str());
    }
    qInfo("%zu kills", kills.kills());
    QVERIFY(kills.kills() >= wanted);
}

QTEST_APPLESS_MAIN(KillTest)
#include "kill_test.moc"
