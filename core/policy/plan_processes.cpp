// Wishes about processes: ids stay unique, network rules follow, users stay who they are.

#include "core/policy/edit_stage.h"
#include "core/policy/process_ids.h"
#include "core/policy/process_nodes.h"

#include <algorithm>
#include <map>

namespace pw::policy {
namespace {

using yaml::NodeRef;
using yaml::TriedEdit;
using yaml::Value;

NodeRef rootOf(const EditStage& stage, const Place& place)
{
    return stage.at({place.unit, {}});
}

std::string nameOf(NodeRef process)
{
    const NodeRef name = process.find("name");
    return name ? std::string(name.value()) : std::string(process.find("id").value());
}

/// Ids of a document: those that processes have, and those that rules name, of which some may be
/// nobody's. A new process must not come to be meant by them.
struct KnownIds
{
    std::set<std::string> taken;
    std::set<std::string> named;
};

KnownIds idsIn(NodeRef root)
{
    KnownIds out{idsOf(idNodes(root)), {}};
    out.named = out.taken;
    for (const NodeRef rule : ruleNodes(root)) {
        for (const NodeRef named : processesNamedIn(rule))
            out.named.emplace(named.value());
    }
    return out;
}

/// New ids for the process and those below it; `renamed` tells which became which.
void giveFreeIds(Value& process, KnownIds& ids, std::map<std::string, std::string>& renamed)
{
    const Value* const id = process.find("id");
    if (id != nullptr && id->kind == Value::Kind::String) {
        const std::string before = id->text;
        const std::string free = ids.taken.contains(before) ? freeId(before, ids.named) : before;
        ids.taken.insert(free);
        ids.named.insert(free);
        renamed.emplace(before, free);
        process.set("id", Value::string(free));
    }
    for (auto& [key, value] : process.entries) {
        if (key != "children")
            continue;
        for (Value& child : value.items)
            giveFreeIds(child, ids, renamed);
    }
}

/// Places that stand in no other of them.
std::vector<Place> outermost(const std::vector<Place>& places)
{
    std::vector<Place> out;
    for (const Place& place : places) {
        const bool inAnother = std::ranges::any_of(
            places, [&](const Place& other) { return other != place && other.holds(place); });
        if (!inAnother && std::ranges::find(out, place) == out.end())
            out.push_back(place);
    }
    return out;
}

std::string quotedList(const std::set<std::string>& ids)
{
    std::string out;
    for (const std::string& id : ids)
        out += (out.empty() ? "" : ", ") + id;
    return out;
}

/// The ids out of the rules; rules that named nobody else go.
void forgetIds(NodeRef root, const std::set<std::string>& ids, TriedEdit& edit, EditStage& stage)
{
    std::size_t shortened = 0;
    for (const NodeRef rule : ruleNodes(root)) {
        const std::vector<NodeRef> processes = processesNamedIn(rule);
        std::vector<NodeRef> named;
        std::set<std::string> names;
        for (const NodeRef process : processes) {
            if (process.isScalar() && ids.contains(std::string(process.value()))) {
                named.push_back(process);
                names.emplace(process.value());
            }
        }
        if (named.empty())
            continue;
        if (named.size() == processes.size()) {
            edit.remove(rule);
            stage.note(rule.path() + " goes as well: it is only for " + quotedList(names));
            continue;
        }
        for (const NodeRef process : named)
            edit.remove(process);
        ++shortened;
    }
    if (shortened > 0)
        stage.note(std::to_string(shortened) + (shortened == 1 ? " rule names " : " rules name ")
                   + "it no longer");
}

bool sayTheSame(NodeRef one, NodeRef other)
{
    return one && other && yaml::toValue(one) == yaml::toValue(other);
}

/// Those who would get other users with the new parent get the ones they have.
std::optional<Error> keepUsers(const std::vector<Place>& places, const Place& list,
                               EditStage& stage)
{
    const NodeRef parent = list.isRoot() ? NodeRef() : stage.at(list.parent());
    const bool isTop = !list.steps.empty() && list.steps.back().key == "processPolicy";
    for (const Place& place : places) {
        const Result<NodeRef> process = stage.existing(place);
        if (!process)
            return process.error();
        if (const NodeRef own = process->find("euser"); own && !own.isNull())
            continue;
        const NodeRef users = effectiveUsers(*process);
        if (!users || (!isTop && sayTheSame(users, effectiveUsers(parent))))
            continue;
        stage.note(nameOf(*process) + " keeps its users: they are written down now");
        if (auto error = plan(SetValue{place.entry("euser"), yaml::toValue(users)}, stage))
            return error;
    }
    return std::nullopt;
}

} // namespace

std::optional<Error> plan(const AddProcess& wish, EditStage& stage)
{
    KnownIds ids = idsIn(rootOf(stage, wish.list));
    std::map<std::string, std::string> renamed;
    Value process = wish.process;
    giveFreeIds(process, ids, renamed);
    return plan(InsertItems{wish.list, wish.before, {std::move(process)}}, stage);
}

std::optional<Error> plan(const RemoveProcesses& wish, EditStage& stage)
{
    const std::vector<Place> places = outermost(wish.places);
    std::map<std::size_t, std::vector<NodeRef>> byUnit;
    TriedEdit edit(stage.document());
    for (const Place& place : places) {
        const Result<NodeRef> process = stage.existing(place);
        if (!process)
            return process.error();
        edit.remove(*process);
        byUnit[place.unit].push_back(*process);
    }
    for (const auto& [unit, processes] : byUnit) {
        const NodeRef root = stage.at({unit, {}});
        std::multiset<std::string> all;
        for (const NodeRef id : idNodes(root))
            all.emplace(id.value());
        std::set<std::string> gone;
        for (const NodeRef process : processes) {
            for (const NodeRef id : idNodesBelow(process)) {
                const auto one = all.find(std::string(id.value()));
                if (one != all.end())
                    all.erase(one);
                gone.emplace(id.value());
            }
        }
        // An id that another process has as well is still somebody's.
        std::erase_if(gone, [&](const std::string& id) { return all.contains(id); });
        forgetIds(root, gone, edit, stage);
    }
    return stage.apply(edit);
}

std::optional<Error> plan(const MoveProcesses& wish, EditStage& stage)
{
    const std::vector<Place> places = outermost(wish.places);
    for (const Place& place : places) {
        if (place.holds(wish.list))
            return Error{"into-itself", "a process cannot become its own child", place.path()};
    }
    if (auto error = keepUsers(places, wish.list, stage))
        return error;
    return plan(MoveItems{places, wish.list, wish.before}, stage);
}

std::optional<Error> plan(const DuplicateProcess& wish, EditStage& stage)
{
    const Result<NodeRef> process = stage.existing(wish.at);
    if (!process)
        return process.error();
    if (wish.at.isRoot() || !wish.at.steps.back().isItem)
        return Error{"wrong-kind", "it is no process of a list", wish.at.path()};
    const NodeRef root = rootOf(stage, wish.at);
    KnownIds ids = idsIn(root);
    std::map<std::string, std::string> renamed;
    Value copy = yaml::toValue(*process);
    giveFreeIds(copy, ids, renamed);
    TriedEdit edit(stage.document());
    edit.insertItem(process->parent(), wish.at.steps.back().index + 1, std::move(copy));
    std::size_t rules = 0;
    for (const NodeRef rule : ruleNodes(root)) {
        std::size_t at = 0;
        bool isNamed = false;
        for (const NodeRef named : processesNamedIn(rule)) {
            ++at;
            const auto found = renamed.find(std::string(named.value()));
            if (!named.isScalar() || found == renamed.end())
                continue;
            if (named.parent() == rule)
                edit.set(named, Value::strings({found->first, found->second}));
            else
                edit.insertItem(named.parent(), at, Value::string(found->second));
            isNamed = true;
        }
        rules += isNamed ? 1 : 0;
    }
    if (rules > 0)
        stage.note(std::to_string(rules)
                   + (rules == 1 ? " rule names the copy, too" : " rules name the copy, too"));
    return stage.apply(edit);
}

} // namespace pw::policy
