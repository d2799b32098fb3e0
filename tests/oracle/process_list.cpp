#include "tests/oracle/process_list.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using yaml::Value;

void listBelow(const Value& value, const Path& list, const std::optional<Value>& inherited,
               std::vector<ListedProcess>& out)
{
    const std::size_t count = valueAt(value, list).items.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Path path = below(list, i);
        const Value& process = valueAt(value, path);
        ListedProcess listed{path, idOf(process), inherited};
        const Value* const own = process.find("euser");
        if (own != nullptr && !own->isNull())
            listed.users = *own;
        out.push_back(listed);
        const std::size_t children = indexOf(process, "children");
        if (children != std::string::npos)
            listBelow(value, below(path, children), listed.users, out);
    }
}

Path fromRoot(const Value& value, const Path& root, const std::vector<std::string>& keys)
{
    const Path inner = pathTo(valueAt(value, root), keys);
    Path out = root;
    out.insert(out.end(), inner.begin(), inner.end());
    return inner.empty() ? Path() : out;
}

std::string printed(const Value& value)
{
    std::string out = value.text;
    for (const Value& item : value.items)
        out += "[" + printed(item) + "]";
    for (const auto& [key, entry] : value.entries)
        out += "{" + key + ":" + printed(entry) + "}";
    return out;
}

std::string stemOf(const std::string& id)
{
    const std::size_t bar = id.rfind('_');
    const bool isNumbered = bar != std::string::npos && bar > 0 && bar + 1 < id.size()
        && id.find_first_not_of("0123456789", bar + 1) == std::string::npos;
    return isNumbered ? id.substr(0, bar) : id;
}

/// Gives the wished ids back, and notes which stood there.
void takeBelow(Value& process, const Value& wished,
               std::vector<std::pair<std::string, std::string>>& out)
{
    const Value* const want = wished.find("id");
    const std::size_t at = indexOf(process, "id");
    if (want != nullptr && want->kind == Value::Kind::String && at != std::string::npos) {
        out.emplace_back(want->text, process.entries[at].second.text);
        process.entries[at].second = *want;
    }
    const std::size_t children = indexOf(process, "children");
    const Value* const wanted = wished.find("children");
    if (children == std::string::npos || wanted == nullptr)
        return;
    std::vector<Value>& items = process.entries[children].second.items;
    for (std::size_t i = 0; i < std::min(items.size(), wanted->items.size()); ++i)
        takeBelow(items[i], wanted->items[i], out);
}

} // namespace

std::optional<std::string> idOf(const Value& process)
{
    const Value* const id = process.find("id");
    if (id == nullptr || !id->items.empty() || !id->entries.empty() || id->text.empty())
        return std::nullopt;
    return id->text;
}

std::vector<ListedProcess> processesOf(const Value& value, const Path& root)
{
    std::vector<ListedProcess> out;
    const Path list = fromRoot(value, root, {"spec", "processPolicy"});
    if (!list.empty())
        listBelow(value, list, std::nullopt, out);
    return out;
}

std::vector<Path> rulesOf(const Value& value, const Path& root)
{
    std::vector<Path> out;
    for (const char* const direction : {"ingress", "egress"}) {
        const Path list = fromRoot(value, root, {"spec", "networkPolicy", direction});
        if (list.empty())
            continue;
        for (std::size_t i = 0; i < valueAt(value, list).items.size(); ++i)
            out.push_back(below(list, i));
    }
    return out;
}

std::vector<Path> namesIn(const Value& value, const Path& rule, const std::set<std::string>& ids)
{
    std::vector<Path> out;
    const std::size_t at = indexOf(valueAt(value, rule), "processes");
    if (at == std::string::npos)
        return out;
    const Path list = below(rule, at);
    // One text stands for a list of it.
    if (const Value& whole = valueAt(value, list); sizeOf(whole) == 0 && ids.contains(whole.text))
        out.push_back(list);
    const std::vector<Value>& items = valueAt(value, list).items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (sizeOf(items[i]) == 0 && ids.contains(items[i].text))
            out.push_back(below(list, i));
    }
    return out;
}

std::set<std::string> allowedBy(const Value& rule)
{
    const auto partsOf = [&](std::initializer_list<const char*> keys) {
        std::vector<std::string> out;
        for (const char* const key : keys) {
            const Value* const list = rule.find(key);
            for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i)
                out.push_back(printed(list->items[i]));
        }
        return out;
    };
    std::vector<std::string> processes = partsOf({"processes"});
    if (rule.find("processes") == nullptr)
        processes = {"any"};
    std::set<std::string> out;
    for (const std::string& peer : partsOf({"from", "to"})) {
        for (const std::string& process : processes) {
            for (const std::string& port : partsOf({"ports"}))
                out.insert(peer + " " + process + " " + port);
        }
    }
    return out;
}

NewIds takeNewIds(Value& now, const Path& process, const Path& root, const Value& wished)
{
    std::set<std::string> others;
    std::multiset<std::string> all;
    for (const ListedProcess& listed : processesOf(now, root)) {
        if (!listed.id)
            continue;
        all.insert(*listed.id);
        if (!holds(process, listed.path))
            others.insert(*listed.id);
    }
    std::vector<std::pair<std::string, std::string>> ids;
    takeBelow(valueAt(now, process), wished, ids);
    NewIds out;
    for (const auto& [want, written] : ids) {
        if (all.count(written) != 1)
            out.problem = written + " is used twice";
        if (!others.contains(want) && !out.added.contains(want) && written != want)
            out.problem = want + " was free and became " + written;
        if (written != want && stemOf(written) != stemOf(want))
            out.problem = want + " became " + written;
        out.became.emplace(want, written);
        out.added.insert(written);
    }
    return out;
}

} // namespace pw::oracle
