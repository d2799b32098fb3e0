// Random policies and workloads: the index finds what the plain matcher finds, and a scope kept as
// a text is the workload's own. POLICYWRIGHT_CASES and POLICYWRIGHT_SEED choose others.

#include "core/ops/match.h"
#include "core/ops/policy_index.h"
#include "core/ops/workload.h"

#include <QTest>

#include <cstdlib>
#include <random>

using namespace pw;
using policy::GuardianDocument;

namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

struct Field
{
    const char* selector;
    std::vector<const char*> names;
};
const std::vector<Field> fields{
    {"containerSelector", {"image", "imageID", "containerName", "containerID"}},
    {"serviceSelector", {"cgroup", "name"}},
    {"clusterSelector", {"name", "uid"}},
    {"machineSelector", {"hostname", "machineUID", "uid", "muid", "sourceName"}},
};
const std::vector<const char*> labelSelectors{"namespaceSelector", "podSelector"};
const std::vector<std::string> labels{"app", "env", "kubernetes.io/metadata.name"};
const std::vector<std::string> texts{"reg/app:1", "reg/app:2", "reg/db:1",
                                     "node-1",    "node-22",   "ab"};
const std::vector<std::string> patterns{"reg/app:*", "reg/*", "*:1", "*",    "node-?", "node-[12]*",
                                        "*app*",     "?b",    "",    "[ab]", "a*1",    "reg/[!d]*"};

class Maker
{
public:
    explicit Maker(std::uint64_t seed) : m_engine(seed) { }

    std::size_t below(std::size_t n) { return m_engine() % n; }
    bool chance(std::size_t percent) { return below(100) < percent; }
    template <typename List> auto pick(const List& list) { return list[below(list.size())]; }

    GuardianDocument policy()
    {
        GuardianDocument out;
        setType(out, {"container", "linux-service", "cluster"});
        for (const Field& field : fields) {
            if (!chance(30))
                continue;
            policy::Selector selector;
            selector.key = field.selector;
            if (chance(50))
                addField(selector, pick(field.names), wantedTexts());
            if (chance(25))
                addField(selector, pick(field.names), wantedTexts());
            if (chance(20))
                selector.matchFields.emplace_back(pick(field.names), wanted());
            if (chance(25))
                selector.matchFieldsExpressions.push_back(expression(pick(field.names)));
            out.spec.selectors.push_back(std::move(selector));
        }
        for (const char* key : labelSelectors) {
            if (!chance(30))
                continue;
            policy::Selector selector;
            selector.key = key;
            if (chance(60))
                selector.matchLabels.emplace_back(pick(labels), wanted());
            if (chance(40))
                selector.matchExpressions.push_back(expression(pick(labels)));
            out.spec.selectors.push_back(std::move(selector));
        }
        return out;
    }

    GuardianDocument workload()
    {
        GuardianDocument out;
        out.kind = policy::Kind::Fingerprint;
        setType(out, {"container", "linux-service"});
        for (const char* key :
             {"containerName", "containerID", "muid", "cluster-uid", "namespace"}) {
            if (chance(20))
                out.metadata.set(key, yaml::Value::string(pick(texts)));
        }
        for (const Field& field : fields) {
            if (chance(30))
                continue;
            policy::Selector selector;
            selector.key = field.selector;
            for (const char* name : field.names) {
                if (chance(50))
                    addField(selector, name, several(texts));
                if (chance(10))
                    selector.matchFields.emplace_back(name, pick(texts));
            }
            out.spec.selectors.push_back(std::move(selector));
        }
        for (const char* key : labelSelectors) {
            if (chance(40))
                continue;
            policy::Selector selector;
            selector.key = key;
            for (const std::string& label : labels) {
                if (chance(60))
                    selector.matchLabels.emplace_back(label, pick(texts));
            }
            out.spec.selectors.push_back(std::move(selector));
        }
        return out;
    }

private:
    void setType(GuardianDocument& out, const std::vector<const char*>& types)
    {
        out.metadata.set("name", yaml::Value::string("any"));
        out.metadata.set("type", yaml::Value::string(pick(types)));
    }
    std::string wanted() { return chance(50) ? pick(texts) : pick(patterns); }
    std::vector<std::string> several(const std::vector<std::string>& from)
    {
        std::vector<std::string> out{pick(from)};
        while (chance(15))
            out.push_back(pick(from));
        return out;
    }
    std::vector<std::string> wantedTexts()
    {
        std::vector<std::string> out{wanted()};
        while (chance(25))
            out.push_back(wanted());
        return out;
    }
    static void addField(policy::Selector& selector, const char* name,
                         std::vector<std::string> values)
    {
        const bool isList = values.size() > 1;
        selector.fields.push_back({name, std::move(values), isList, {}});
    }
    policy::Expression expression(const std::string& key)
    {
        const std::vector<const char*> operators{"In", "NotIn", "Exists", "DoesNotExist"};
        policy::Expression out{key, pick(operators), {}, {}};
        if (out.op == "In" || out.op == "NotIn")
            out.values = wantedTexts();
        return out;
    }

    std::mt19937_64 m_engine;
};

} // namespace

class PolicyIndexPropertyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatThePlainMatcherFinds();
};

void PolicyIndexPropertyTest::findsWhatThePlainMatcherFinds()
{
    const std::uint64_t first = fromEnvironment("POLICYWRIGHT_SEED", 1);
    const std::uint64_t end = first + fromEnvironment("POLICYWRIGHT_CASES", 100);
    std::size_t inside = 0;
    std::size_t pairs = 0;
    qInfo("seeds %llu to %llu", static_cast<unsigned long long>(first),
          static_cast<unsigned long long>(end - 1));
    for (std::uint64_t seed = first; seed < end; ++seed) {
        Maker maker(seed);
        std::vector<GuardianDocument> policies;
        ops::PolicyIndex index;
        for (std::uint32_t id = 0; id < 40; ++id) {
            policies.push_back(maker.policy());
            index.add(id, policies.back());
        }
        for (int i = 0; i < 40; ++i) {
            const GuardianDocument workload = maker.workload();
            const GuardianDocument scope = ops::guardianOf(ops::scopeText(workload));
            std::vector<std::uint32_t> expected;
            for (std::uint32_t id = 0; id < policies.size(); ++id) {
                const auto verdict
                    = ops::inScope(policies[id], workload, ops::Unstated::Outside).verdict;
                if (verdict == ops::ScopeVerdict::Inside)
                    expected.push_back(id);
            }
            QVERIFY2(index.covering(scope) == expected,
                     ("POLICYWRIGHT_CASES=1 POLICYWRIGHT_SEED=" + std::to_string(seed) + ": "
                      + ops::scopeText(workload))
                         .c_str());
            inside += expected.size();
            pairs += policies.size();
        }
    }
    QVERIFY2(inside * 50 > pairs || end - first < 10, "hardly anything is inside any policy");
}

QTEST_APPLESS_MAIN(PolicyIndexPropertyTest)
#include "policy_index_property_test.moc"
