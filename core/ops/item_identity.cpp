#include "core/ops/item_identity.h"

#include "core/yaml/json_writer.h"

#include <algorithm>
#include <map>
#include <set>

namespace pw::ops {
namespace {

using yaml::Value;

/// Lists with more items left over are not searched for pairs.
constexpr std::size_t mostLeftOver = 300;

std::string scalarText(const Value& value)
{
    // A text and a number that read the same are two things.
    return yaml::writeJson(value, yaml::JsonLayout::OneLine);
}

void addLeaves(const Value& value, const std::string& path, std::set<std::string>& out)
{
    for (const auto& [key, below] : value.entries)
        addLeaves(below, path + '.' + key, out);
    for (const Value& item : value.items)
        addLeaves(item, path, out);
    if (value.entries.empty() && value.items.empty())
        out.insert(path + '=' + scalarText(value));
}

/// An action of a response is one entry, named by its type. So is a peer, but two addresses are two
/// peers whatever they are written as.
std::string actionType(const Value& item)
{
    const bool one = item.entries.size() == 1;
    const std::string type = one ? item.entries.front().first : std::string();
    return type == "ipBlock" || type == "dnsSelector" ? std::string() : type;
}

std::set<std::string> leavesOf(const Value& value)
{
    std::set<std::string> out;
    addLeaves(value, {}, out);
    return out;
}

/// Leaves that both have; 0 when it would make no sense to call them the same.
std::size_t likeness(const std::set<std::string>& a, const std::set<std::string>& b)
{
    const auto shared = static_cast<std::size_t>(
        std::ranges::count_if(a, [&b](const std::string& leaf) { return b.contains(leaf); }));
    return shared * 2 >= std::min(a.size(), b.size()) ? shared : 0;
}

class Pairing
{
public:
    Pairing(const std::vector<Value>& before, const std::vector<Value>& after)
        : m_before(before), m_after(after), m_pairs(before.size(), noItem),
          m_taken(after.size(), false)
    {
    }

    std::vector<std::size_t> run()
    {
        pairBy([](const Value& item) { return idOf(item); });
        pairBy([](const Value& item) { return meaningOf(item); });
        pairBy([](const Value& item) { return actionType(item); });
        pairAlike();
        return m_pairs;
    }

private:
    void pair(std::size_t before, std::size_t after)
    {
        m_pairs[before] = after;
        m_taken[after] = true;
    }

    template <typename Key> void pairBy(Key keyOf)
    {
        std::multimap<std::string, std::size_t> left;
        for (std::size_t i = 0; i < m_after.size(); ++i) {
            if (std::string key = m_taken[i] ? std::string() : keyOf(m_after[i]); !key.empty())
                left.emplace(std::move(key), i);
        }
        for (std::size_t i = 0; i < m_before.size(); ++i) {
            if (m_pairs[i] != noItem)
                continue;
            // Of equal ones the first with the first.
            const std::string key = keyOf(m_before[i]);
            const auto found = left.lower_bound(key);
            if (key.empty() || found == left.end() || found->first != key)
                continue;
            pair(i, found->second);
            left.erase(found);
        }
    }

    void pairAlike()
    {
        const auto isLeft
            = [](const Value& item) { return item.kind == Value::Kind::Map && idOf(item).empty(); };
        std::vector<std::size_t> before;
        std::vector<std::size_t> after;
        for (std::size_t i = 0; i < m_before.size(); ++i) {
            if (m_pairs[i] == noItem && isLeft(m_before[i]))
                before.push_back(i);
        }
        for (std::size_t i = 0; i < m_after.size(); ++i) {
            if (!m_taken[i] && isLeft(m_after[i]))
                after.push_back(i);
        }
        if (before.size() > mostLeftOver || after.size() > mostLeftOver)
            return;
        struct Candidate
        {
            std::size_t likeness;
            std::size_t before;
            std::size_t after;
        };
        std::vector<std::set<std::string>> leaves;
        for (const std::size_t i : after)
            leaves.push_back(leavesOf(m_after[i]));
        std::vector<Candidate> candidates;
        for (const std::size_t i : before) {
            const std::set<std::string> own = leavesOf(m_before[i]);
            for (std::size_t j = 0; j < after.size(); ++j) {
                if (const std::size_t alike = likeness(own, leaves[j]); alike > 0)
                    candidates.push_back({alike, i, after[j]});
            }
        }
        std::ranges::stable_sort(candidates, std::ranges::greater{}, &Candidate::likeness);
        for (const Candidate& one : candidates) {
            if (m_pairs[one.before] == noItem && !m_taken[one.after])
                pair(one.before, one.after);
        }
    }

    const std::vector<Value>& m_before;
    const std::vector<Value>& m_after;
    std::vector<std::size_t> m_pairs;
    std::vector<bool> m_taken;
};

} // namespace

std::string meaningOf(const Value& value)
{
    std::vector<std::string> parts;
    for (const auto& [key, below] : value.entries)
        parts.push_back(scalarText(Value::string(key)) + ':' + meaningOf(below));
    for (const Value& item : value.items)
        parts.push_back(meaningOf(item));
    if (value.kind != Value::Kind::List && value.kind != Value::Kind::Map)
        return scalarText(value);
    std::ranges::sort(parts);
    std::string out = value.kind == Value::Kind::List ? "[" : "{";
    for (const std::string& part : parts)
        out += part + ',';
    return out + (value.kind == Value::Kind::List ? ']' : '}');
}

std::string idOf(const Value& item)
{
    const Value* const id = item.find("id");
    return id != nullptr && id->kind == Value::Kind::String ? id->text : std::string();
}

std::vector<std::size_t> pairItems(const std::vector<Value>& before,
                                   const std::vector<Value>& after)
{
    return Pairing(before, after).run();
}

} // namespace pw::ops
