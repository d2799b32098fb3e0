#include "tests/crash/steps.h"

#include "core/organization/guardian.h"
#include "core/organization/import.h"
#include "core/yaml/json_writer.h"
#include "tests/oracle/evaluation_world.h"

#include <algorithm>

namespace pw::tests {
namespace {

using oracle::EvaluationWorld;
using organization::Database;
using organization::Guardian;
using organization::Statement;
using organization::Store;

constexpr double firstTime = 1'713'000'000;
constexpr std::size_t slice = 200; ///< steps of the evaluation in one transaction

class Life
{
public:
    explicit Life(std::uint64_t seed) : m_random(seed) { }

    void import(const std::string& prefix, std::size_t begin, std::size_t end)
    {
        Step& step = add(Step::What::Import);
        ++m_version;
        for (std::size_t i = begin; i < end; ++i) {
            yaml::Value record
                = m_random.fingerprint("fprint:" + prefix + std::to_string(i), m_version);
            record.set("image_id", yaml::Value::string("sha256:ab12cd34ef56ab12"));
            step.text += writeJson(record, yaml::JsonLayout::OneLine) + "\n";
        }
    }
    void apply(Step::What what, const std::string& name)
    {
        const auto typeOf = [](const yaml::Value& document) {
            return document.find("metadata")->find("type")->text;
        };
        yaml::Value document = m_random.policy(name);
        while (typeOf(document) != "container") // a policy keeps its type
            document = m_random.policy(name);
        Step& step = add(what);
        step.policy = name;
        step.document = std::move(document);
    }
    void remove(const std::string& name) { add(Step::What::Delete).policy = name; }
    void evaluate() { (void)add(Step::What::Evaluate); }

    [[nodiscard]] std::vector<Step> steps() && { return std::move(m_steps); }

private:
    Step& add(Step::What what)
    {
        Step& step = m_steps.emplace_back();
        step.what = what;
        step.time = firstTime + 10 * static_cast<double>(m_steps.size());
        return step;
    }

    EvaluationWorld m_random;
    std::size_t m_version = 0;
    std::vector<Step> m_steps;
};

Result<std::string> uidOf(Store& store, const std::string& name)
{
    organization::AppliedFilter filter;
    filter.nameEquals = name;
    const auto found = store.policies().list(filter);
    if (!found)
        return found.error();
    return found->size() == 1 ? Result<std::string>(found->front().uid)
                              : Error{"no-such-uid", "there is no policy " + name, {}};
}

Result<Done> apply(Store& store, const Step& step)
{
    const organization::Writing writing{"ann", step.time, {}};
    if (step.what == Step::What::Create) {
        const auto created = store.policies().create(step.document, writing);
        return created ? Result<Done>(Done{}) : created.error();
    }
    const Result<std::string> uid = uidOf(store, step.policy);
    if (!uid)
        return uid.error();
    if (step.what == Step::What::Delete)
        return store.policies().remove(*uid, step.time);
    const auto updated = store.policies().update(*uid, step.document, writing);
    return updated ? Result<Done>(Done{}) : updated.error();
}

Result<Done> evaluate(Store& store)
{
    Guardian guardian(store.database());
    while (true) {
        const Result<bool> left = guardian.workSlice({}, slice);
        if (!left)
            return left.error();
        if (!*left)
            return Done{};
    }
}

/// Each row as a line; the query says what is in it.
Result<Done> addLines(Database& database, const char* sql, std::vector<std::string>& out)
{
    Statement rows = database.query(sql);
    while (rows.step())
        out.emplace_back(rows.text(0));
    return rows.ended();
}

constexpr const char* policyLines
    = "SELECT 'policy ' || v.name || ' v' || v.version || ' ' || v.mode || "
      "CASE WHEN p.current IS NULL THEN ' deleted' WHEN p.current = v.id THEN ' current' ELSE '' "
      "END || ' ended ' || coalesce(v.valid_to, '-') || ' ' || "
      "json_remove(v.document, '$.metadata.uid') FROM policy_version v JOIN policy p USING (uid)";
constexpr const char* coverageLines
    = "SELECT v.name || ' v' || v.version || ' covers ' || f.id || ' version ' || f.version "
      "FROM fingerprint f JOIN policy_scope c USING (scope) "
      "JOIN policy_version v ON v.id = c.version";
constexpr const char* deviationLines
    = "SELECT 'deviation ' || v.name || ' ' || fingerprint || ' ' || checksum || ' ' || d.time || "
      "CASE WHEN d.id IN active_deviation THEN ' active ' ELSE ' past ' END || "
      "json_extract(d.record, '$.description') FROM deviation d "
      "JOIN (SELECT DISTINCT uid, name FROM policy_version) v ON v.uid = d.policy";
constexpr const char* logLines
    = "SELECT 'log ' || v.name || ' ' || e.schema || ' ' || e.time || ' ' || "
      "json_extract(record, '$.ref') || ' ' || json_extract(record, '$.description') "
      "FROM audit_event e JOIN (SELECT DISTINCT uid, name FROM policy_version) v "
      "ON v.uid = e.policy";
/// What the evaluation keeps for itself and must have thrown away.
constexpr const char* leftLines
    = "SELECT 'left over: ' || t || ' of version ' || version FROM ("
      "SELECT 'scope' AS t, version FROM policy_scope "
      "UNION SELECT 'behaviour', version FROM policy_behaviour "
      "UNION SELECT 'deviation', version FROM policy_deviation) "
      "WHERE version NOT IN (SELECT current FROM policy WHERE current IS NOT NULL)";
constexpr const char* recordLines = "SELECT 'record ' || f.id || ' ' || r.json FROM record r "
                                    "JOIN fingerprint f ON f.number = r.fingerprint";

} // namespace

std::vector<Step> stepsOf(std::uint64_t seed)
{
    Life life(seed);
    life.import("", 0, 700);
    life.apply(Step::What::Create, "policy-a");
    life.apply(Step::What::Create, "policy-b");
    life.evaluate();
    life.import("", 500, 800);
    life.apply(Step::What::Update, "policy-a");
    life.evaluate();
    life.apply(Step::What::Create, "policy-c");
    life.remove("policy-b");
    life.import("", 0, 100);
    life.evaluate();
    return std::move(life).steps();
}

std::vector<Step> stepsOfWriter(std::uint64_t seed, const std::string& writer)
{
    Life life(seed);
    for (int round = 0; round < 5; ++round) {
        life.import(writer + std::to_string(round) + "-", 0, 60);
        life.apply(Step::What::Create, "policy-" + writer + std::to_string(round));
        life.evaluate();
    }
    return std::move(life).steps();
}

Result<Done> take(Store& store, const Step& step)
{
    if (step.what == Step::What::Evaluate)
        return evaluate(store);
    if (step.what != Step::What::Import)
        return apply(store, step);
    const Result<text::SourceText> text = text::SourceText::make(step.text, "records");
    if (!text)
        return text.error();
    const auto imported = importText(store, *text, step.time);
    if (!imported)
        return imported.error();
    return imported->skipped.empty() ? Result<Done>(Done{})
                                     : Error{"skipped", imported->skipped.front().reason, {}};
}

Result<std::vector<std::string>> told(Store& store)
{
    if (const Result<Done> done = evaluate(store); !done)
        return done.error();
    std::vector<std::string> out;
    for (const char* const lines :
         {policyLines, coverageLines, deviationLines, logLines, leftLines, recordLines}) {
        if (const Result<Done> done = addLines(store.database(), lines, out); !done)
            return done.error();
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace pw::tests
