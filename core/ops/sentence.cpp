#include "core/ops/sentence.h"

#include <iterator>
#include <utility>

namespace pw::ops {
namespace {

constexpr std::size_t namesShown = 4;

} // namespace

Sentence& Sentence::say(std::string words)
{
    parts.push_back({std::move(words), false});
    return *this;
}

Sentence& Sentence::name(std::string named)
{
    parts.push_back({std::move(named), true});
    return *this;
}

Sentence& Sentence::names(const std::vector<std::string>& named)
{
    const std::size_t shown = named.size() > namesShown + 1 ? namesShown : named.size();
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0)
            say(", ");
        name(named[i]);
    }
    if (shown < named.size())
        say(" and " + std::to_string(named.size() - shown) + " more");
    return *this;
}

Sentence& Sentence::list(const std::vector<std::string>& named, std::string_view last)
{
    const bool all = named.size() <= namesShown + 1;
    const std::size_t shown = all ? named.size() : namesShown;
    const std::string before = ' ' + std::string(last) + ' ';
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0)
            say(all && i + 1 == shown ? before : ", ");
        name(named[i]);
    }
    if (!all)
        say(before + std::to_string(named.size() - shown) + " more");
    return *this;
}

Sentence& Sentence::add(Sentence other)
{
    parts.insert(parts.end(), std::make_move_iterator(other.parts.begin()),
                 std::make_move_iterator(other.parts.end()));
    return *this;
}

std::string Sentence::text() const
{
    std::string out;
    for (const Part& part : parts)
        out += part.text;
    return out;
}

} // namespace pw::ops
