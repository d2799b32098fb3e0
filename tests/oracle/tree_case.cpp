#include "tests/oracle/tree_case.h"

#include "tests/oracle/plain_value.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using yaml::NodeRef;
using yaml::Value;

NodeRef nodeAt(NodeRef root, const Path& path)
{
    for (const std::size_t step : path) {
        std::size_t index = 0;
        NodeRef found;
        for (const NodeRef item : root.items()) {
            if (index++ == step)
                found = item;
        }
        for (const auto& [key, value] : root.entries()) {
            if (index++ == step)
                found = value;
        }
        root = found;
    }
    return root;
}

class Chooser
{
public:
    Chooser(TreeCase& made, std::mt19937_64& random) : m_case(made), m_random(random) { }

    bool choose()
    {
        if (m_case.text.parts.empty())
            return false;
        auto part = m_case.text.parts.begin();
        std::advance(part, static_cast<std::ptrdiff_t>(pick(m_case.text.parts.size())));
        m_path = part->first;
        const Value& top = m_case.before;
        if (top.kind == Value::Kind::Map && top.find("alias") != nullptr
            && m_path.front() + 2 >= top.entries.size())
            return false; // an anchor and its alias, which stand beside
        switch (pick(5)) {
        case 0:
            return remove();
        case 1:
            return set();
        case 2:
            return rename();
        case 3:
            return move();
        default:
            return add();
        }
    }

private:
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    [[nodiscard]] TextRegions regions() const { return {m_case.text, m_case.before}; }
    [[nodiscard]] const Part& part(const Path& path) const { return m_case.text.parts.at(path); }
    const Value& before(const Path& path) { return valueAt(m_case.before, path); }

    bool remove()
    {
        m_case.what = "remove";
        m_case.touched = {regions().without(m_path)};
        m_case.gone = {{regions().of(m_path), !part(m_path).flow}};
        eraseAt(m_case.after, m_path);
        m_case.wish = [path = m_path](yaml::TreeEdit& edit, NodeRef root) {
            edit.remove(nodeAt(root, path));
        };
        return true;
    }

    bool set()
    {
        m_case.what = "set";
        const Value& old = before(m_path);
        const Value value = randomValue(m_random, pick(3) == 0 ? 2 : 4);
        m_case.touched = {regions().of(m_path)};
        if (sizeOf(old) > 0) // what stands in a collection goes with it
            m_case.gone = {{regions().inside(m_path)}};
        valueAt(m_case.after, m_path) = value;
        m_case.wish = [path = m_path, value](yaml::TreeEdit& edit, NodeRef root) {
            edit.set(nodeAt(root, path), value);
        };
        return true;
    }

    bool rename()
    {
        const Path parent = parentOf(m_path);
        Value& map = valueAt(m_case.after, parent);
        if (map.kind != Value::Kind::Map)
            return false;
        static const std::vector<std::string> keys{"newKey", "a b", "it's", "x: y", "yes", "7"};
        const std::string key = keys[pick(keys.size())];
        if (map.find(key) != nullptr)
            return false;
        m_case.what = "rename";
        m_case.touched = {regions().of(m_path)};
        map.entries[m_path.back()].first = key;
        m_case.wish = [path = m_path, key](yaml::TreeEdit& edit, NodeRef root) {
            edit.rename(nodeAt(root, path), key);
        };
        return true;
    }

    bool add()
    {
        Value& into = valueAt(m_case.after, m_path);
        if (into.kind != Value::Kind::Map && into.kind != Value::Kind::List)
            return false;
        m_case.what = "insert";
        const std::size_t index = pick(sizeOf(into) + 1);
        m_case.touched = {regions().gap(m_path, index)};
        const Value value = randomValue(m_random, 1);
        const bool isMap = into.kind == Value::Kind::Map;
        insertAt(into, index, "added", value);
        m_case.wish = [path = m_path, index, value, isMap](yaml::TreeEdit& edit, NodeRef root) {
            if (isMap)
                edit.insertEntry(nodeAt(root, path), index, "added", value);
            else
                edit.insertItem(nodeAt(root, path), index, value);
        };
        return true;
    }

    /// Into a collection of the same kind that is not inside.
    bool move()
    {
        const bool isEntry = before(parentOf(m_path)).kind == Value::Kind::Map;
        const std::string key
            = isEntry ? before(parentOf(m_path)).entries[m_path.back()].first : std::string();
        std::vector<Path> targets;
        const auto look = [&](const Path& path) {
            const Value& there = before(path);
            if (there.kind != (isEntry ? Value::Kind::Map : Value::Kind::List)
                || holds(m_path, path))
                return;
            if (isEntry && path != parentOf(m_path) && there.find(key) != nullptr)
                return;
            targets.push_back(path);
        };
        look({});
        for (const auto& [path, unused] : m_case.text.parts)
            look(path);
        const Path target = pick(3) > 0 ? parentOf(m_path) : targets[pick(targets.size())];
        const std::size_t index = pick(sizeOf(before(target)) + 1);
        m_case.what = "move";
        m_case.touched = {regions().without(m_path), regions().gap(target, index)};
        if (target == parentOf(m_path))
            m_case.touched = {regions().of(target)};
        const Value moved = before(m_path);
        valueAt(m_case.after, m_path) = Value::string("\x01");
        if (isEntry)
            valueAt(m_case.after, parentOf(m_path)).entries[m_path.back()].first = "\x01";
        Path old = m_path;
        insertAt(valueAt(m_case.after, target), index, key, moved);
        if (holds(target, m_path) && index <= m_path[target.size()])
            ++old[target.size()];
        eraseAt(m_case.after, old);
        m_case.wish = [path = m_path, target, index](yaml::TreeEdit& edit, NodeRef root) {
            edit.move(nodeAt(root, path), nodeAt(root, target), index);
        };
        return true;
    }

    TreeCase& m_case;
    std::mt19937_64& m_random;
    Path m_path;
};

} // namespace

Value randomValue(std::mt19937_64& random, int depth)
{
    static const std::vector<std::string> words{
        "a",    "b c",     "*",           "yes",        "12", "",  "x: y", "# no",
        "it's", "/bin/sh", "10.0.0.1/32", "two\nlines", "-",  "[", "&x",   "name"};
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const std::size_t kind = depth > 3 ? 0 : pick(5);
    if (kind == 3) {
        Value list = Value::list();
        for (std::size_t i = pick(4); i > 0; --i)
            list.items.push_back(randomValue(random, depth + 1));
        return list;
    }
    if (kind == 4) {
        Value map = Value::map();
        for (std::size_t i = pick(4); i > 0; --i)
            map.set("k" + std::to_string(pick(9)), randomValue(random, depth + 1));
        return map;
    }
    if (pick(6) == 0)
        return Value::number(std::to_string(pick(100)));
    if (pick(12) == 0)
        return pick(2) == 0 ? Value::boolean(true) : Value();
    return Value::string(words[pick(words.size())]);
}

Value madePolicy(std::mt19937_64& random)
{
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    int ids = 0;
    const auto process = [&](auto&& self, int depth) -> Value {
        const std::string name = "proc" + std::to_string(ids++);
        Value out = Value::map({{"name", Value::string(name)},
                                {"exe", Value::strings({"/bin/" + name})},
                                {"id", Value::string(name + "_0")}});
        if (depth == 0 || pick(2) == 0)
            out.set("euser", Value::strings({"root", "www-data"}));
        Value children = Value::list();
        for (std::size_t n = depth < 3 ? pick(3) : 0; n > 0; --n)
            children.items.push_back(self(self, depth + 1));
        if (!children.items.empty())
            out.set("children", std::move(children));
        return out;
    };
    Value processes = Value::list();
    for (std::size_t n = 1 + pick(4); n > 0; --n)
        processes.items.push_back(process(process, 0));
    Value rules = Value::list();
    for (std::size_t n = pick(4); n > 0; --n) {
        Value peers = Value::list();
        for (std::size_t m = 1 + pick(3); m > 0; --m)
            peers.items.push_back(Value::map(
                {{"ipBlock",
                  Value::map({{"cidr", Value::string("10.0." + std::to_string(m) + ".0/24")}})}}));
        rules.items.push_back(
            Value::map({{"to", std::move(peers)},
                        {"processes", Value::strings({"proc0_0"})},
                        {"ports",
                         Value::list({Value::map({{"protocol", Value::string("TCP")},
                                                  {"port", Value::number("443")}})})}}));
    }
    return Value::map(
        {{"apiVersion", Value::string("spyderbat/v1")},
         {"kind", Value::string("SpyderbatPolicy")},
         {"metadata",
          Value::map({{"name", Value::string("made")}, {"type", Value::string("container")}})},
         {"spec",
          Value::map(
              {{"mode", Value::string("audit")},
               {"enabled", Value::boolean(true)},
               {"processPolicy", std::move(processes)},
               {"networkPolicy", Value::map({{"ingress", Value::list()}, {"egress", rules}})}})}});
}

bool chooseWish(TreeCase& made, std::mt19937_64& random)
{
    return Chooser(made, random).choose();
}

} // namespace pw::oracle
