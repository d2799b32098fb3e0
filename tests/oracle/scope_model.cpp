#include "tests/oracle/scope_model.h"

#include "tests/oracle/direction_events.h"
#include "tests/oracle/patterns.h"

#include <algorithm>

namespace pw::oracle {
namespace {

constexpr std::size_t mostValues = 9;

template <typename T> const T& anyOf(const std::vector<T>& list, Random& random)
{
    return list[random() % list.size()];
}

std::string anyValue(Random& random)
{
    static const std::vector<std::string> all{"web",  "web-1", "web*", "w?b", "web-[12]",
                                              "prod", "dev",   "*",    "p*",  "*od"};
    return anyOf(all, random);
}

Ask anyAsk(const std::vector<std::string>& paths, Random& random)
{
    static const std::vector<std::string> operators{"In",    "In",     "In",          "In",
                                                    "NotIn", "Exists", "DoesNotExist"};
    Ask out{anyOf(paths, random), anyOf(operators, random), {}};
    if (out.op == "In" || out.op == "NotIn") {
        for (std::size_t count = 1 + random() % 3; count > 0; --count)
            out.values.push_back(anyValue(random));
    }
    return out;
}

/// Seldom of what is asked for already.
void addAsk(Asks& asks, const std::vector<std::string>& paths, Random& random)
{
    Ask ask = anyAsk(paths, random);
    if (std::ranges::find(asks, ask.path, &Ask::path) == asks.end() || random() % 6 == 0)
        asks.push_back(std::move(ask));
}

Asks anyAsks(const std::vector<std::string>& paths, std::size_t most, Random& random)
{
    Asks out;
    for (std::size_t count = random() % (most + 1); count > 0; --count)
        addAsk(out, paths, random);
    return out;
}

void edit(Asks& asks, const std::vector<std::string>& paths, Random& random)
{
    const std::size_t way = random() % 5;
    if (asks.empty() || way == 0)
        return addAsk(asks, paths, random);
    const std::size_t at = random() % asks.size();
    Ask& ask = asks[at];
    if (way == 1)
        asks.erase(asks.begin() + static_cast<std::ptrdiff_t>(at));
    else if (way == 2 && !ask.values.empty())
        ask.values.push_back(anyValue(random));
    else if (way == 3 && ask.values.size() > 1)
        ask.values.pop_back();
    else
        ask = anyAsk({ask.path}, random);
}

ActionEntry anyEntry(const std::vector<std::string>& paths, bool isDefault, Random& random)
{
    static const std::vector<std::string> types{"makeRedFlag", "agentKillPod"};
    static const std::vector<std::string> severities{"low", "high"};
    ActionEntry out{anyOf(types, random), {}, true, {}};
    if (out.type == "makeRedFlag") {
        out.severity = anyOf(severities, random);
        out.on = isDefault || random() % 3 != 0;
    }
    if (!isDefault)
        out.asks = anyAsks(paths, 2, random);
    return out;
}

std::string listOf(const std::vector<std::string>& values)
{
    std::string out;
    for (const std::string& value : values)
        out += (out.empty() ? "'" : ", '") + value + "'";
    return "[" + out + "]";
}

/// The first wish of a path as plainly as it can be written, the others as expressions.
std::string selectorsOf(const Asks& asks)
{
    struct Parts
    {
        std::string fields;
        std::string labels;
        std::string fieldExpressions;
        std::string labelExpressions;
    };
    std::map<std::string, Parts> selectors;
    std::set<std::string> written;
    for (const Ask& ask : asks) {
        const std::size_t dot = ask.path.find('.');
        Parts& parts = selectors[ask.path.substr(0, dot)];
        std::string key = ask.path.substr(dot + 1);
        const bool isLabel = key.starts_with("matchLabels.");
        key = isLabel ? key.substr(key.find('.') + 1) : key;
        const bool isPlain = ask.op == "In" && (!isLabel || ask.values.size() == 1)
            && written.insert(ask.path).second;
        if (isPlain && isLabel)
            parts.labels += key + ": '" + ask.values.front() + "', ";
        else if (isPlain)
            parts.fields += key + ": " + listOf(ask.values) + ", ";
        else
            (isLabel ? parts.labelExpressions : parts.fieldExpressions) += "{key: " + key
                + ", operator: " + ask.op
                + (ask.values.empty() ? "" : ", values: " + listOf(ask.values)) + "}, ";
    }
    std::string out;
    for (const auto& [key, parts] : selectors) {
        out += key + ": {" + parts.fields;
        if (!parts.labels.empty())
            out += "matchLabels: {" + parts.labels + "}, ";
        if (!parts.labelExpressions.empty())
            out += "matchExpressions: [" + parts.labelExpressions + "], ";
        if (!parts.fieldExpressions.empty())
            out += "matchFieldsExpressions: [" + parts.fieldExpressions + "], ";
        out += "}, ";
    }
    return out;
}

std::string entriesOf(const std::vector<ActionEntry>& entries)
{
    std::string out;
    for (const ActionEntry& entry : entries) {
        out += "{" + entry.type + ": {";
        if (!entry.severity.empty())
            out += "severity: " + entry.severity + ", ";
        if (!entry.on)
            out += "enabled: false, ";
        out += selectorsOf(entry.asks) + "}}, ";
    }
    return "[" + out + "]";
}

bool holds(const Ask& ask, const Facts& facts)
{
    const auto found = facts.find(ask.path);
    const bool isThere = found != facts.end();
    if (ask.op == "Exists")
        return isThere;
    if (ask.op == "DoesNotExist")
        return !isThere;
    const bool isListed = isThere && anyFits(ask.values, found->second);
    return ask.op == "In" ? isListed : !isListed;
}

bool holdsAll(const Asks& asks, const Facts& facts)
{
    return std::ranges::all_of(asks, [&facts](const Ask& ask) { return holds(ask, facts); });
}

void addValues(const Asks& asks, std::map<std::string, std::set<std::string>>& out)
{
    for (const Ask& ask : asks) {
        for (const std::string& value : ask.values) {
            for (const std::string& text : samplesOf(value)) {
                if (!text.empty())
                    out[ask.path].insert(text);
            }
        }
    }
}

} // namespace

std::vector<std::string> anyPaths(Random& random)
{
    std::vector<std::string> all{"containerSelector.image", "podSelector.matchLabels.app",
                                 "podSelector.matchLabels.env", "namespaceSelector.matchLabels.n",
                                 "clusterSelector.name"};
    std::shuffle(all.begin(), all.end(), random);
    all.resize(1 + random() % 3);
    return all;
}

ScopeModel anyModel(const std::vector<std::string>& paths, Random& random)
{
    ScopeModel out{anyAsks(paths, 3, random), {}, {}};
    for (std::size_t count = random() % 3; count > 0; --count)
        out.defaults.push_back(anyEntry(paths, true, random));
    for (std::size_t count = random() % 4; count > 0; --count)
        out.actions.push_back(anyEntry(paths, false, random));
    return out;
}

void editScope(ScopeModel& model, const std::vector<std::string>& paths, Random& random)
{
    edit(model.scope, paths, random);
}

void editResponse(ScopeModel& model, const std::vector<std::string>& paths, Random& random)
{
    const bool isDefault = random() % 4 == 0;
    std::vector<ActionEntry>& list = isDefault ? model.defaults : model.actions;
    const std::size_t way = random() % 4;
    if (list.empty() || way == 0) {
        list.push_back(anyEntry(paths, isDefault, random));
        return;
    }
    const std::size_t at = random() % list.size();
    if (way == 1)
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
    else if (way == 2 && list[at].type == "makeRedFlag" && !isDefault)
        list[at].on = !list[at].on;
    else if (isDefault)
        list[at] = anyEntry(paths, isDefault, random);
    else
        edit(list[at].asks, paths, random);
}

std::string yamlOf(const ScopeModel& model)
{
    return "kind: SpyderbatPolicy\nmetadata: {name: p, type: container}\nspec: {"
        + selectorsOf(model.scope) + "response: {default: " + entriesOf(model.defaults)
        + ", actions: " + entriesOf(model.actions) + "}}\n";
}

std::vector<Facts> factsNear(const std::vector<std::string>& paths, const ScopeModel& one,
                             const ScopeModel& other)
{
    std::map<std::string, std::set<std::string>> values;
    for (const ScopeModel* const model : {&one, &other}) {
        addValues(model->scope, values);
        for (const ActionEntry& entry : model->actions)
            addValues(entry.asks, values);
    }
    std::vector<Facts> out{{}};
    for (const std::string& path : paths) {
        std::vector<std::string> texts(values[path].begin(), values[path].end());
        // Each step in the list, not its beginning, which is of one pattern.
        while (texts.size() > mostValues)
            texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(texts.size() / 3));
        texts.push_back("nobody's");
        const std::vector<Facts> shorter = out;
        for (const std::string& text : texts) {
            for (Facts facts : shorter) {
                facts[path] = text;
                out.push_back(std::move(facts));
            }
        }
    }
    return out;
}

bool isSelected(const ScopeModel& model, const Facts& facts)
{
    return holdsAll(model.scope, facts);
}

std::set<std::string> answersTo(const ScopeModel& model, const Facts& facts)
{
    std::set<std::string> out;
    std::set<std::string> settled;
    for (const ActionEntry& entry : model.actions) {
        if (!holdsAll(entry.asks, facts))
            continue;
        settled.insert(entry.type);
        if (entry.on)
            out.insert(entry.type);
    }
    for (const ActionEntry& entry : model.defaults) {
        if (!settled.contains(entry.type))
            out.insert(entry.type);
    }
    return out;
}

} // namespace pw::oracle
