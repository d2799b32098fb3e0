#include "tests/oracle/value_changes.h"

#include "tests/oracle/plain_value.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using yaml::Value;
using Children = std::vector<std::pair<std::string, Value>>;

Children childrenOf(const Value& value)
{
    Children out = value.entries;
    for (const Value& item : value.items)
        out.emplace_back(std::string(), item);
    return out;
}

bool isCollection(const Value& value)
{
    return value.kind == Value::Kind::Map || value.kind == Value::Kind::List;
}

class Comparison
{
public:
    ValueChanges out;

    void compare(const Path& path, const Value& before, const Value& after)
    {
        if (before == after)
            return;
        if (before.kind != after.kind || !isCollection(before)) {
            out.changed.push_back(path);
            return;
        }
        const Children left = childrenOf(before);
        const Children right = childrenOf(after);
        std::size_t head = 0;
        while (head < std::min(left.size(), right.size()) && left[head] == right[head])
            ++head;
        std::size_t tail = 0;
        while (tail < std::min(left.size(), right.size()) - head
               && left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
            ++tail;
        if (left.size() == right.size())
            return pairwise(path, left, right, head, left.size() - tail);
        std::size_t next = head;
        for (std::size_t i = head; i < left.size() - tail; ++i) {
            std::size_t same = next;
            while (same < right.size() - tail && !isSame(left[i], right[same]))
                ++same;
            if (same == right.size() - tail) {
                out.removed.push_back(below(path, i));
                continue;
            }
            if (same > next)
                out.addedTo.push_back(path);
            compare(below(path, i), left[i].second, right[same].second);
            next = same + 1;
        }
        if (next < right.size() - tail)
            out.addedTo.push_back(path);
    }

private:
    static bool isSame(const std::pair<std::string, Value>& one,
                       const std::pair<std::string, Value>& other)
    {
        return one.first.empty() ? one.second == other.second : one.first == other.first;
    }

    void pairwise(const Path& path, const Children& left, const Children& right, std::size_t from,
                  std::size_t to)
    {
        for (std::size_t i = from; i < to; ++i) {
            if (left[i].first != right[i].first)
                out.changed.push_back(below(path, i));
            else
                compare(below(path, i), left[i].second, right[i].second);
        }
    }
};

} // namespace

ValueChanges changesBetween(const Value& before, const Value& after)
{
    Comparison comparison;
    comparison.compare({}, before, after);
    return comparison.out;
}

} // namespace pw::oracle
