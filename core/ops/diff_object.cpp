#include "core/ops/diff_object.h"

#include "core/ops/item_identity.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace pw::ops {
namespace {

using yaml::Value;

constexpr std::string_view mark = "diff";
constexpr std::string_view children = "children";

const std::vector<Value>& itemsOf(const Value* list)
{
    static const std::vector<Value> none;
    return list != nullptr && list->kind == Value::Kind::List ? list->items : none;
}

/// The children stay the last entry, so that a mark is seen before them.
void setMark(Value& process, std::string_view what)
{
    const Value* const below = process.find(children);
    const bool hasChildren = below != nullptr;
    Value kept = hasChildren ? *below : Value();
    process.erase(children);
    process.set(mark, Value::string(std::string(what)));
    if (hasChildren)
        process.set(children, std::move(kept));
}

/// The process and all below it.
Value markedWhole(Value process, std::string_view what)
{
    if (process.kind != Value::Kind::Map)
        return process;
    if (const Value* const below = process.find(children)) {
        Value marked = Value::list();
        for (const Value& child : itemsOf(below))
            marked.items.push_back(markedWhole(child, what));
        process.set(children, std::move(marked));
    }
    setMark(process, what);
    return process;
}

std::string ownMeaning(Value process)
{
    process.erase(children);
    return meaningOf(process);
}

Value markedProcesses(const std::vector<Value>& before, const std::vector<Value>& after)
{
    Value out = Value::list();
    std::set<std::string> known;
    for (const Value& process : after) {
        const std::string id = idOf(process);
        known.insert(id);
        const auto old = std::ranges::find_if(
            before, [&id](const Value& candidate) { return idOf(candidate) == id; });
        if (old == before.end() || id.empty()) {
            out.items.push_back(markedWhole(process, "added"));
            continue;
        }
        Value marked = process;
        const Value* const was = old->find(children);
        const Value* const is = process.find(children);
        if (was != nullptr || is != nullptr)
            marked.set(children, markedProcesses(itemsOf(was), itemsOf(is)));
        if (ownMeaning(*old) != ownMeaning(process))
            setMark(marked, "changed");
        out.items.push_back(std::move(marked));
    }
    for (const Value& process : before) {
        if (!known.contains(idOf(process)))
            out.items.push_back(markedWhole(process, "removed"));
    }
    return out;
}

/// One peer a value: an address, or one name.
std::vector<Value> peersOf(const Value& list)
{
    std::vector<Value> out;
    for (const Value& peer : itemsOf(&list)) {
        const Value* const names = peer.find("dnsSelector");
        if (names == nullptr) {
            out.push_back(peer);
            continue;
        }
        for (const Value& name : itemsOf(names))
            out.push_back(Value::map({{"dnsSelector", Value::list({name})}}));
    }
    return out;
}

/// Each rule of one peer, one port and one process; without processes it is for any.
std::vector<Value> rulesApart(const Value* rules, const std::string& way)
{
    std::vector<Value> out;
    const auto add = [&out](Value rule) {
        const std::string meaning = meaningOf(rule);
        const bool known = std::ranges::any_of(
            out, [&meaning](const Value& other) { return meaningOf(other) == meaning; });
        if (!known)
            out.push_back(std::move(rule));
    };
    for (const Value& rule : itemsOf(rules)) {
        const Value* const peers = rule.find(way);
        const std::vector<Value>& ports = itemsOf(rule.find("ports"));
        const std::vector<Value>& processes = itemsOf(rule.find("processes"));
        if (peers == nullptr)
            continue;
        for (const Value& peer : peersOf(*peers)) {
            for (const Value& port : ports) {
                const Value apart
                    = Value::map({{way, Value::list({peer})}, {"ports", Value::list({port})}});
                if (processes.empty())
                    add(apart);
                for (const Value& process : processes) {
                    Value one = apart;
                    one.set("processes", Value::list({process}));
                    add(std::move(one));
                }
            }
        }
    }
    return out;
}

Value markedRules(const Value* before, const Value* after, const std::string& way)
{
    const std::vector<Value> was = rulesApart(before, way);
    const std::vector<Value> is = rulesApart(after, way);
    const auto meanings = [](const std::vector<Value>& rules) {
        std::set<std::string> out;
        for (const Value& rule : rules)
            out.insert(meaningOf(rule));
        return out;
    };
    const std::set<std::string> old = meanings(was);
    const std::set<std::string> now = meanings(is);
    Value out = Value::list();
    for (const Value& rule : is) {
        out.items.push_back(rule);
        if (!old.contains(meaningOf(rule)))
            out.items.back().set(mark, Value::string("added"));
    }
    for (const Value& rule : was) {
        if (now.contains(meaningOf(rule)))
            continue;
        out.items.push_back(rule);
        out.items.back().set(mark, Value::string("removed"));
    }
    return out;
}

const Value* below(const Value* value, std::string_view key)
{
    return value != nullptr ? value->find(key) : nullptr;
}

} // namespace

Value diffObject(const Value& original, const Value& other)
{
    const Value* const spec = other.find("spec");
    if (spec == nullptr || spec->kind != Value::Kind::Map)
        return other;
    const Value* const oldSpec = original.find("spec");
    Value marked = *spec;
    if (below(oldSpec, "processPolicy") != nullptr || spec->find("processPolicy") != nullptr)
        marked.set("processPolicy",
                   markedProcesses(itemsOf(below(oldSpec, "processPolicy")),
                                   itemsOf(spec->find("processPolicy"))));
    const Value* const was = below(oldSpec, "networkPolicy");
    const Value* const is = spec->find("networkPolicy");
    if (was != nullptr || is != nullptr) {
        Value network = is != nullptr ? *is : Value::map();
        network.set("ingress", markedRules(below(was, "ingress"), below(is, "ingress"), "from"));
        network.set("egress", markedRules(below(was, "egress"), below(is, "egress"), "to"));
        marked.set("networkPolicy", std::move(network));
    }
    Value out = other;
    out.set("spec", std::move(marked));
    return out;
}

} // namespace pw::ops
