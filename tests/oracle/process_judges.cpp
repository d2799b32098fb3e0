#include "tests/oracle/process_judges.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using yaml::Value;

// No document of a test has them.
const std::string usersNote = "\x02users";
const std::string movedNote = "\x02moved";

std::string compared(const Value& now, const Wanted& wanted)
{
    return sameBut(now, wanted.document, wanted.anywhere) ? std::string()
                                                          : "the text says something else";
}

bool hasUsers(const Value& process)
{
    const Value* const users = process.find("euser");
    return users != nullptr && !users->isNull();
}

/// A text that became a list because the copy is named beside it.
void asOneText(Value& now, const Wanted& wanted, const Path& rule)
{
    const Value* const before = valueAt(wanted.document, rule).find("processes");
    const std::size_t at = indexOf(valueAt(now, rule), "processes");
    if (before == nullptr || before->kind != Value::Kind::String || at == std::string::npos)
        return;
    Value& list = valueAt(now, below(rule, at));
    if (list.items.size() == 1)
        list = Value(list.items.front());
}

} // namespace

std::string judgeAdded(Value now, const Wanted& wanted, const std::vector<policy::Step>& steps,
                       const Value& process)
{
    const std::optional<Path> path = pathOf(now, steps);
    if (!path)
        return "it is not where it was wished";
    const NewIds ids = takeNewIds(now, *path, wanted.root, process);
    return ids.problem.empty() ? compared(now, wanted) : ids.problem;
}

std::string judgeCopy(Value now, const Wanted& wanted, const Path& copy, const Value& process)
{
    const NewIds ids = takeNewIds(now, copy, wanted.root, process);
    if (!ids.problem.empty())
        return ids.problem;
    std::set<std::string> copied;
    for (const auto& [old, written] : ids.became)
        copied.insert(old);
    for (const Path& rule : rulesOf(now, wanted.root)) {
        std::set<std::string> named;
        for (const Path& name : namesIn(now, rule, copied))
            named.insert(valueAt(now, name).text);
        std::vector<Path> added = namesIn(now, rule, ids.added);
        std::ranges::reverse(added);
        std::set<std::string> follows;
        for (const Path& name : added) {
            for (const auto& [old, written] : ids.became) {
                if (written == valueAt(now, name).text)
                    follows.insert(old);
            }
            eraseAt(now, name);
        }
        asOneText(now, wanted, rule);
        if (follows != named)
            return "a rule does not name the copy";
    }
    return compared(now, wanted);
}

void noteUsers(Value& value, const Path& root, const std::vector<Path>& moved)
{
    for (const ListedProcess& process : processesOf(value, root)) {
        Value& there = valueAt(value, process.path);
        const bool isMoved = std::ranges::find(moved, process.path) != moved.end();
        there.set(usersNote, process.users.value_or(Value()));
        there.set(movedNote, Value::boolean(isMoved));
    }
}

std::string judgeMoved(Value now, Wanted wanted)
{
    const std::vector<ListedProcess> are = processesOf(now, wanted.root);
    const std::vector<ListedProcess> should = processesOf(wanted.document, wanted.root);
    if (are.size() != should.size())
        return "there are more or fewer processes";
    for (std::size_t i = 0; i < are.size(); ++i) {
        Value& plain = valueAt(wanted.document, should[i].path);
        const Value users = *plain.find(usersNote);
        const bool isMoved = plain.find(movedNote)->text == "true";
        plain.erase(usersNote);
        plain.erase(movedNote);
        if (!users.isNull() && are[i].users != users)
            return are[i].id.value_or("a process") + " has other users";
        Value& there = valueAt(now, are[i].path);
        if (!hasUsers(there) || hasUsers(plain))
            continue;
        if (!isMoved || users.isNull() || should[i].users == users)
            return are[i].id.value_or("a process") + " has users that it need not name";
        if (plain.find("euser") != nullptr)
            there.set("euser", Value());
    }
    // What was written goes last, while the paths hold.
    for (std::size_t i = are.size(); i-- > 0;) {
        if (valueAt(wanted.document, should[i].path).find("euser") == nullptr)
            valueAt(now, are[i].path).erase("euser");
    }
    return compared(now, wanted);
}

std::string judgeSplit(Value now, const Value& before, const Path& rule, const std::string& key)
{
    Path second = rule;
    ++second.back();
    const Value& was = valueAt(before, rule);
    if (second.back() >= valueAt(now, parentOf(rule)).items.size())
        return "there is no second rule";
    Value one = valueAt(now, rule);
    Value other = valueAt(now, second);
    std::set<std::string> allowed = allowedBy(one);
    allowed.merge(allowedBy(other));
    if (allowed != allowedBy(was))
        return "together they do not allow what the one did";
    const std::size_t first = sizeOf(*one.find(key));
    const std::size_t rest = sizeOf(*other.find(key));
    if (first == 0 || rest == 0 || first + rest != sizeOf(*was.find(key)))
        return "they do not share the list";
    Value bare = was;
    for (Value* const part : {&one, &other, &bare})
        part->erase(key);
    if (one != bare || other != bare)
        return "the rest of the rule differs";
    eraseAt(now, second);
    valueAt(now, rule) = was;
    return now == before ? std::string() : "something else differs";
}

} // namespace pw::oracle
