// Imports, applies, edits and deletes in any order, evaluated in slices of any size by Guardians
// that come and go: coverage and deviations in the store are what the plain matcher and the oracle
// see, pair by pair. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose other schedules.

#include "core/ops/match.h"
#include "core/organization/guardian.h"
#include "core/organization/record.h"
#include "core/organization/store.h"
#include "core/policy/decode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "tests/oracle/allowance.h"
#include "tests/oracle/evaluation_world.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

using namespace pw;
using policy::GuardianDocument;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

using Lines = std::vector<std::string>;

yaml::Document parsed(const yaml::Value& value)
{
    return yaml::read(*text::SourceText::make(writeJson(value, yaml::JsonLayout::OneLine)));
}

GuardianDocument decoded(const yaml::Value& value)
{
    const yaml::Document document = parsed(value);
    return policy::decodeGuardian(document.roots().front());
}

/// A store that is evaluated by Guardians which take slices of some size each.
class Site
{
public:
    Site() : m_store(std::move(organization::Store::open(":memory:").value())) { }

    organization::Store& store() { return *m_store; }

    void import(const std::vector<yaml::Value>& records, double now)
    {
        std::vector<organization::NewFingerprint> rows;
        for (const yaml::Value& record : records) {
            const yaml::Document document = parsed(record);
            const yaml::NodeRef root = document.roots().front();
            rows.push_back(organization::completeFingerprint(root, policy::decodeFacts(root), now));
        }
        check(m_store->fingerprints().put(rows, now));
    }
    void apply(const std::string& name, const yaml::Value& document, double now)
    {
        const organization::Writing writing{"ann", now, {}};
        const auto known = m_uids.find(name);
        const auto applied = known == m_uids.end()
            ? m_store->policies().create(document, writing)
            : m_store->policies().update(known->second, document, writing);
        check(applied);
        if (applied)
            m_uids[name] = applied->uid;
    }
    void remove(const std::string& name, double now)
    {
        check(m_store->policies().remove(m_uids[name], now));
        m_names[m_uids[name]] = name;
        m_uids.erase(name);
    }
    /// One slice by a Guardian that knows nothing yet, or by the one that is there.
    bool work(std::size_t steps, bool anew)
    {
        if (anew || !m_guardian)
            m_guardian = std::make_unique<organization::Guardian>(m_store->database());
        const Result<bool> left = m_guardian->workSlice({}, steps);
        check(left);
        return left && *left;
    }

    /// What covers what, while deviations may wait.
    void finishCoverage()
    {
        if (!m_guardian)
            m_guardian = std::make_unique<organization::Guardian>(m_store->database());
        check(m_guardian->finishCoverage());
    }

    /// `name fingerprint` for each pair of a policy in force and a fingerprint that it covers.
    std::set<std::string> coverage()
    {
        std::set<std::string> out;
        check(m_store->fingerprints().visit({}, [&](const organization::FingerprintRow& row) {
            for (const std::string& uid : row.coveredBy)
                out.insert(nameOf(uid) + " " + row.facts.id);
            if (row.facts.covered != !row.coveredBy.empty())
                out.insert("covered is wrong for " + row.facts.id);
            return true;
        }));
        return out;
    }
    /// `name fingerprint description` of the deviations that are there still.
    Lines active() { return events(organization::EventKind::Deviation, true); }
    /// Everything that was ever written, without the names of policies that differ by chance.
    Lines history()
    {
        Lines out = events(organization::EventKind::Deviation, false);
        const Lines audit = events(organization::EventKind::Audit, false);
        out.insert(out.end(), audit.begin(), audit.end());
        return out;
    }
    const Lines& failures() const { return m_failures; }

private:
    template <typename T> void check(const Result<T>& result)
    {
        if (!result)
            m_failures.push_back(result.error().text());
    }
    std::string nameOf(const std::string& uid)
    {
        for (const auto& [name, known] : m_uids)
            m_names[known] = name;
        return m_names[uid];
    }
    Lines events(organization::EventKind kind, bool activeOnly)
    {
        Lines out;
        organization::EventSearch search;
        search.kind = kind;
        check(m_store->events().visit(search, [&](const organization::EventRow& row) {
            const yaml::Document document = yaml::read(*text::SourceText::make(row.record));
            const yaml::NodeRef record = document.roots().front();
            const auto text
                = [&](const char* key) { return std::string(record.find(key).value()); };
            std::string line
                = nameOf(row.policyUid) + " " + text("ref") + " " + text("description");
            if (!activeOnly)
                line += " " + std::to_string(row.time) + " " + text("checksum") + text("schema");
            if (!activeOnly || row.active)
                out.push_back(std::move(line));
            return true;
        }));
        std::sort(out.begin(), out.end());
        return out;
    }

    std::unique_ptr<organization::Store> m_store;
    std::unique_ptr<organization::Guardian> m_guardian;
    std::map<std::string, std::string> m_uids; // of the policies that are applied, by name
    std::map<std::string, std::string> m_names; // of every policy, by uid
    Lines m_failures;
};

/// What is applied and imported, judged pair by pair.
struct World
{
    std::map<std::string, GuardianDocument> policies;
    std::map<std::string, GuardianDocument> fingerprints;

    [[nodiscard]] std::set<std::string> coverage() const
    {
        std::set<std::string> out;
        forEachPair([&](const std::string& name, const GuardianDocument&, const std::string& id,
                        const GuardianDocument&) { out.insert(name + " " + id); });
        return out;
    }

    /// Why the lines are not what the plain matcher and the oracle find; empty when they are.
    [[nodiscard]] std::string complaint(const Lines& active) const
    {
        std::string wrong;
        std::size_t expected = 0;
        forEachPair([&](const std::string& name, const GuardianDocument& policy,
                        const std::string& id, const GuardianDocument& object) {
            const std::string start = name + " " + id + " ";
            const Lines judged
                = oracle::notAllowed(oracle::behaviourOf(policy), oracle::behaviourOf(object),
                                     oracle::judgedBy(policy.spec.options));
            const std::vector<ops::Deviation> plain = ops::deviationsOf(policy, object);
            if (judged.empty() != plain.empty())
                wrong = start + "the oracle sees " + std::to_string(judged.size());
            expected += plain.size();
            for (const ops::Deviation& deviation : plain) {
                const std::string shown = shownAs(deviation);
                const auto said = [&](const std::string& line) {
                    return line.starts_with(start) && line.find(shown) != std::string::npos;
                };
                if (std::none_of(active.begin(), active.end(), said))
                    wrong = start + "lacks " + shown;
            }
        });
        if (wrong.empty() && expected != active.size())
            wrong = std::to_string(active.size()) + " instead of " + std::to_string(expected);
        return wrong;
    }

private:
    template <typename Visit> void forEachPair(Visit visit) const
    {
        for (const auto& [name, policy] : policies) {
            if (!policy.spec.enabled.value_or(true))
                continue;
            for (const auto& [id, object] : fingerprints) {
                const ops::ScopeResult scope = inScope(policy, object, ops::Unstated::Outside);
                if (scope.verdict == ops::ScopeVerdict::Inside)
                    visit(name, policy, id, object);
            }
        }
    }
    /// The words of a record's description that say what it is.
    static std::string shownAs(const ops::Deviation& deviation)
    {
        if (deviation.type == ops::DeviationType::Process) {
            const std::size_t as = deviation.what.find(" as ");
            return "(" + deviation.what.substr(0, as) + ") by " + deviation.what.substr(as + 4);
        }
        std::string peer = deviation.what.substr(0, deviation.what.find(' '));
        if (peer.ends_with("/32"))
            peer.resize(peer.size() - 3);
        const bool ingress = deviation.type == ops::DeviationType::Ingress;
        return (ingress ? "Connection from " : "Connection to ") + peer + " ";
    }
};

/// Of two sorted lists.
std::string firstDifference(const auto& a, const auto& b)
{
    Lines out;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out.empty() ? std::string() : out.front();
}

/// One schedule: at a site that is evaluated at once after each change, at one that is evaluated in
/// bits by Guardians that end, or at both.
class Schedule
{
public:
    explicit Schedule(std::uint64_t seed) : m_random(seed)
    {
        if (seed % 4 != 1)
            m_apart.emplace();
        if (seed % 4 < 2)
            m_whole.emplace();
    }

    std::string run()
    {
        const std::size_t length = 5 + m_random.below(6);
        const bool mayInterrupt = m_random.chance(50);
        bool complete = true;
        for (std::size_t i = 0; i < length; ++i) {
            m_now += 10;
            act();
            // What comes next may come before all is evaluated; the log then lacks what came and
            // went meanwhile.
            const bool interrupted = mayInterrupt && m_random.chance(50);
            complete = complete && !interrupted;
            workApart(interrupted ? m_random.below(4) : 1'000'000);
            if (m_apart && interrupted && m_random.chance(40)) {
                m_apart->finishCoverage();
                if (std::string wrong = judgeCoverage(*m_apart); !wrong.empty())
                    return "covered ahead: " + wrong;
            }
            if (m_whole)
                while (m_whole->work(100'000, false)) { }
            if (m_whole && m_random.chance(30)) {
                if (std::string wrong = judge(*m_whole); !wrong.empty())
                    return "evaluated at once: " + wrong;
            }
        }
        workApart(1'000'000);
        if (std::string wrong = m_whole ? judge(*m_whole) : ""; !wrong.empty())
            return "evaluated at once: " + wrong;
        if (std::string wrong = m_apart ? judge(*m_apart) : ""; !wrong.empty())
            return "evaluated in bits: " + wrong;
        if (!m_whole || !m_apart || !complete)
            return {};
        const std::string difference = firstDifference(m_whole->history(), m_apart->history());
        return difference.empty() ? "" : "the logs differ: " + difference;
    }

    [[nodiscard]] std::size_t pairs() const { return m_pairs; }
    [[nodiscard]] std::size_t deviations() const { return m_deviations; }

private:
    void workApart(std::size_t slices)
    {
        while (m_apart && slices > 0 && m_apart->work(1 + m_random.below(3), m_random.chance(20)))
            --slices;
    }
    template <typename Do> void atEach(Do what)
    {
        for (std::optional<Site>* site : {&m_whole, &m_apart}) {
            if (*site)
                what(**site);
        }
    }
    void act()
    {
        const std::size_t what = m_random.below(10);
        if (what < 4 || m_world.fingerprints.empty())
            import();
        else if (what < 9 || m_world.policies.empty())
            apply();
        else
            remove();
    }
    void import()
    {
        std::vector<yaml::Value> records;
        for (std::size_t i = 1 + m_random.below(4); i > 0; --i) {
            const std::string id = "fprint:" + std::to_string(m_random.below(9));
            records.push_back(m_random.fingerprint(id, ++m_version));
            m_world.fingerprints[id] = decoded(records.back());
        }
        atEach([&](Site& site) { site.import(records, m_now); });
    }
    void apply()
    {
        const std::string name = "policy-" + std::to_string(m_random.below(4));
        yaml::Value document = m_random.policy(name);
        // An applied policy keeps its type.
        if (const auto known = m_world.policies.find(name); known != m_world.policies.end()) {
            while (decoded(document).type() != known->second.type())
                document = m_random.policy(name);
        }
        m_world.policies[name] = decoded(document);
        atEach([&](Site& site) { site.apply(name, document, m_now); });
    }
    void remove()
    {
        const std::string name = m_random.pick(m_world.policies).first;
        m_world.policies.erase(name);
        atEach([&](Site& site) { site.remove(name, m_now); });
    }
    std::string judgeCoverage(Site& site)
    {
        if (!site.failures().empty())
            return site.failures().front();
        const std::set<std::string> coverage = m_world.coverage();
        m_pairs += coverage.size();
        const auto found = site.coverage();
        return found == coverage ? std::string()
                                 : "coverage differs: " + firstDifference(found, coverage);
    }
    std::string judge(Site& site)
    {
        if (std::string wrong = judgeCoverage(site); !wrong.empty())
            return wrong;
        const Lines active = site.active();
        m_deviations += active.size();
        return m_world.complaint(active);
    }

    oracle::EvaluationWorld m_random;
    World m_world;
    std::optional<Site> m_whole;
    std::optional<Site> m_apart;
    double m_now = 1'713'000'000;
    std::size_t m_version = 0;
    std::size_t m_pairs = 0;
    std::size_t m_deviations = 0;
};

} // namespace

class EvaluationScheduleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStoreKnowsWhatThePlainMatcherSees();
};

void EvaluationScheduleTest::theStoreKnowsWhatThePlainMatcherSees()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t end = first + fromEnvironment("POLICYWRIGHT_CASES", 1000);
    std::size_t pairs = 0;
    std::size_t deviations = 0;
    for (std::uint64_t seed = first; seed < end; ++seed) {
        Schedule schedule(seed);
        const std::string wrong = schedule.run();
        QVERIFY2(wrong.empty(),
                 ("POLICYWRIGHT_CASES=1 POLICYWRIGHT_SEED=" + std::to_string(seed) + ": " + wrong)
                     .c_str());
        pairs += schedule.pairs();
        deviations += schedule.deviations();
    }
    qInfo("schedules %llu to %llu: %zu covered pairs and %zu deviations judged",
          static_cast<unsigned long long>(first), static_cast<unsigned long long>(end - 1), pairs,
          deviations);
    QVERIFY2(end - first < 10 || (pairs > end - first && deviations > end - first),
             "hardly anything meets");
}

QTEST_APPLESS_MAIN(EvaluationScheduleTest)
#include "evaluation_schedule_test.moc"
