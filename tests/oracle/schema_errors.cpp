#include "tests/oracle/schema_errors.h"

#include "tests/oracle/plain_value.h"

#include <algorithm>
#include <functional>

namespace pw::oracle {
namespace {

using yaml::Value;
using Kind = Value::Kind;

class Mistake
{
public:
    Mistake(Value& document, std::mt19937_64& random) : m_document(document), m_random(random) { }

    std::string add(bool readsAsItIs)
    {
        switch (pick(readsAsItIs ? 20 : 25)) {
        case 0:
            return dropped();
        case 1:
            return misspelt();
        case 2:
            return at({}, isMap, "unknown field",
                      [](Value& map) { map.set("colour", Value::string("red")); });
        case 3:
            return underKeys(
                {"exe", "euser", "processes", "dnsSelector"}, "text for a list",
                [](Value& value) { value = value.items.empty() ? value : Value(value.items[0]); });
        case 4:
            return underKeys({"name", "id", "severity", "app", "image"}, "number for a text",
                             [](Value& value) { value = Value::number("443"); });
        case 5:
            return underKeys({"port", "endPort"}, "text for a number",
                             [](Value& value) { value = Value::string(value.text); });
        case 6:
            return underKeys({"enabled"}, "text for a switch",
                             [](Value& value) { value = Value::string("Yes"); });
        case 7:
            return duplicateId();
        case 8:
            return underKeys({"cidr"}, "host bits",
                             [](Value& value) { value = Value::string("10.1.2.3/16"); });
        case 9:
            return at({"port"}, isMap, "port order", [](Value& map) {
                map.set("port", Value::number("9000"));
                map.set("endPort", Value::number("80"));
            });
        case 10:
            return again();
        case 11:
            return underKeys({"ipBlock"}, "outside", [](Value& block) {
                block.set("except", Value::strings({"192.168.0.0/24"}));
            });
        case 12:
            return underKeys({"exe", "euser", "from", "to", "ports", "children"}, "null",
                             [](Value& value) { value = Value(); });
        case 13:
            return underKeys({"exe", "euser", "values"}, "empty entry",
                             [](Value& value) { addTo(value, Value::string("")); });
        case 14:
            return underKeys({"from", "to", "actions", "default"}, "empty block",
                             [](Value& value) { addTo(value, Value::map()); });
        case 15:
            return at({"severity"}, isMap, "selector in an action", [](Value& action) {
                action.set("serviceSelector",
                           Value::map({{"cgroup", Value::string("systemd:/a")}}));
            });
        case 16:
            return underKeys({"processes"}, "unknown id", [](Value& names) {
                if (!names.items.empty() && names.items[0].kind == Kind::String)
                    names.items[0].text += "x";
            });
        case 17:
            return underKeys({"mode", "kind", "protocol", "verb", "operator", "type"},
                             "misspelt word", [](Value& word) {
                                 if (word.kind == Kind::String && word.text.size() > 1)
                                     word.text.pop_back();
                             });
        case 18:
            return at({"operator"}, isMap, "values without need", [](Value& expression) {
                expression.set("operator", Value::string("Exists"));
                expression.set("values", Value::strings({"a"}));
            });
        case 19:
            return wider();
        case 20:
            return underKeys({"name", "image", "app"}, "plain number of another reader",
                             [](Value& value) { value = Value::number("1e3"); });
        case 21:
            return underKeys({"port"}, "octal",
                             [](Value& value) { value = Value::number("0x1F"); });
        case 22:
            return underKeys({"enabled"}, "yes", [](Value& value) {
                value = Value::boolean(true);
                value.text = "yes";
            });
        case 23:
            return at({}, isMap, "key twice", [](Value& map) {
                if (!map.entries.empty())
                    map.entries.push_back(map.entries.front());
            });
        default:
            return underKeys({"mode", "severity"}, "octal text",
                             [](Value& value) { value = Value::number("0o17"); });
        }
    }

private:
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    static void addTo(Value& list, Value item)
    {
        if (list.kind == Kind::List)
            list.items.push_back(std::move(item));
    }
    static bool isMap(const Value& value) { return value.kind == Kind::Map; }

    std::vector<Path> paths(const std::function<bool(const Path&, const Value&)>& fits)
    {
        std::vector<Path> out;
        eachValue(m_document, [&](const Path& path, const Value& value) {
            if (fits(path, value))
                out.push_back(path);
        });
        return out;
    }
    std::string changed(const std::vector<Path>& candidates, const std::string& what,
                        const std::function<void(Value&)>& change)
    {
        if (candidates.empty())
            return {};
        change(valueAt(m_document, candidates[pick(candidates.size())]));
        return what;
    }
    /// In one that has the keys.
    std::string at(const std::vector<std::string>& keys, bool (*fits)(const Value&),
                   const std::string& what, const std::function<void(Value&)>& change)
    {
        return changed(paths([&](const Path&, const Value& value) {
                           bool has = fits(value);
                           for (const std::string& key : keys)
                               has = has && value.find(key) != nullptr;
                           return has;
                       }),
                       what, change);
    }
    [[nodiscard]] std::string keyAt(const Path& path) const
    {
        if (path.empty())
            return {};
        const Value& parent = valueAt(m_document, parentOf(path));
        return isMap(parent) ? parent.entries[path.back()].first : std::string();
    }
    std::string underKeys(const std::vector<std::string>& keys, const std::string& what,
                          const std::function<void(Value&)>& change)
    {
        return changed(paths([&](const Path& path, const Value&) {
                           return std::ranges::find(keys, keyAt(path)) != keys.end();
                       }),
                       what, change);
    }

    std::string dropped()
    {
        static const std::vector<std::string> keys{"apiVersion",
                                                   "mode",
                                                   "name",
                                                   "kind",
                                                   "exe",
                                                   "id",
                                                   "euser",
                                                   "containerSelector",
                                                   "serviceSelector",
                                                   "processPolicy",
                                                   "networkPolicy",
                                                   "response",
                                                   "ingress",
                                                   "ports",
                                                   "actions",
                                                   "severity",
                                                   "protocol",
                                                   "type"};
        const std::vector<Path> there = paths([&](const Path& path, const Value&) {
            return std::ranges::find(keys, keyAt(path)) != keys.end();
        });
        if (there.empty())
            return {};
        eraseAt(m_document, there[pick(there.size())]);
        return "missing field";
    }

    std::string misspelt()
    {
        const std::vector<Path> there
            = paths([&](const Path& path, const Value&) { return keyAt(path).size() > 2; });
        if (there.empty())
            return {};
        const Path& path = there[pick(there.size())];
        std::string& key = valueAt(m_document, parentOf(path)).entries[path.back()].first;
        const std::size_t at = 1 + pick(key.size() - 1);
        std::string other = key;
        if (pick(2) == 0)
            other.erase(at, 1);
        else
            std::swap(other[at], other[at - 1]);
        if (valueAt(m_document, parentOf(path)).find(other) != nullptr)
            return {};
        key = other;
        return "misspelt field";
    }

    std::string duplicateId()
    {
        const std::vector<Path> ids
            = paths([&](const Path& path, const Value&) { return keyAt(path) == "id"; });
        if (ids.size() < 2)
            return {};
        valueAt(m_document, ids[pick(ids.size())])
            = Value(valueAt(m_document, ids[pick(ids.size())]));
        return "duplicate id";
    }

    /// An item of a list once more.
    std::string again()
    {
        const std::vector<Path> items = paths([&](const Path& path, const Value&) {
            return !path.empty() && valueAt(m_document, parentOf(path)).kind == Kind::List;
        });
        if (items.empty())
            return {};
        const Path path = items[pick(items.size())];
        const Value item = valueAt(m_document, path);
        Value& list = valueAt(m_document, parentOf(path));
        insertAt(list, pick(list.items.size() + 1), {}, item);
        return "the same twice";
    }

    /// A network beside one that holds it, or a process beside one that allows more.
    std::string wider()
    {
        return underKeys({"from", "to"}, "redundant", [](Value& peers) {
            addTo(peers,
                  Value::map({{"ipBlock", Value::map({{"cidr", Value::string("10.0.0.0/8")}})}}));
        });
    }

    Value& m_document;
    std::mt19937_64& m_random;
};

} // namespace

std::string addMistake(Value& document, std::mt19937_64& random, bool readsAsItIs)
{
    return Mistake(document, random).add(readsAsItIs);
}

} // namespace pw::oracle
