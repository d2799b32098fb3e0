#include "core/ops/address_set.h"

#include <algorithm>

namespace pw::ops {

namespace {

constexpr Address greatest = ~Address{0};

} // namespace

AddressRange rangeOf(const Cidr& cidr)
{
    const Address first = Address{cidr.high} << 64U | cidr.low;
    const unsigned hostBits = (cidr.v6 ? 128U : 32U) - cidr.prefix;
    const Address size = hostBits >= 128 ? greatest : (Address{1} << hostBits) - 1;
    return {first, first + size};
}

std::optional<AddressBlock> parseBlock(const policy::IpBlock& block)
{
    const ParsedCidr parsed = parseCidr(block.cidr);
    if (parsed.problem == CidrProblem::Malformed)
        return std::nullopt;
    AddressBlock out{parsed.cidr, {}};
    for (const std::string& text : block.except) {
        const ParsedCidr hole = parseCidr(text);
        if (hole.problem != CidrProblem::Malformed && out.cidr.contains(hole.cidr))
            out.except.push_back(hole.cidr);
    }
    std::sort(out.except.begin(), out.except.end());
    out.except.erase(std::unique(out.except.begin(), out.except.end()), out.except.end());
    return out;
}

std::string toString(const AddressBlock& block)
{
    std::string out = toString(block.cidr);
    for (std::size_t i = 0; i < block.except.size(); ++i)
        out += (i == 0 ? " except " : ", ") + toString(block.except[i]);
    return out;
}

void AddressSet::add(const AddressBlock& block)
{
    if (block.except.empty()) {
        add(block.cidr.v6, rangeOf(block.cidr));
        return;
    }
    AddressSet own;
    own.add(block.cidr.v6, rangeOf(block.cidr));
    for (const Cidr& hole : block.except)
        own.subtract(hole.v6, rangeOf(hole));
    add(own);
}

void AddressSet::add(const AddressSet& other)
{
    for (const bool v6 : {false, true}) {
        for (const auto& [first, last] : other.ranges(v6))
            add(v6, {first, last});
    }
}

void AddressSet::add(bool v6, AddressRange range)
{
    Ranges& all = v6 ? m_v6 : m_v4;
    auto next = all.upper_bound(range.first);
    if (next != all.begin()) {
        const auto before = std::prev(next);
        // Touching ranges become one, so that a union of neighbours is seen to be whole.
        if (before->second >= range.first
            || (before->second != greatest && before->second + 1 == range.first)) {
            range.first = before->first;
            range.last = std::max(range.last, before->second);
            next = all.erase(before);
        }
    }
    while (next != all.end()
           && (next->first <= range.last
               || (range.last != greatest && next->first == range.last + 1))) {
        range.last = std::max(range.last, next->second);
        next = all.erase(next);
    }
    all.emplace(range.first, range.last);
}

void AddressSet::subtract(bool v6, AddressRange range)
{
    Ranges& all = v6 ? m_v6 : m_v4;
    auto at = all.upper_bound(range.first);
    if (at != all.begin())
        --at;
    while (at != all.end() && at->first <= range.last) {
        const AddressRange old{at->first, at->second};
        if (old.last < range.first) {
            ++at;
            continue;
        }
        at = all.erase(at);
        if (old.first < range.first)
            all.emplace(old.first, range.first - 1);
        if (old.last > range.last)
            at = all.emplace(range.last + 1, old.last).first;
    }
}

AddressCount AddressSet::size(bool v6) const
{
    AddressCount out = 0;
    for (const auto& [first, last] : ranges(v6))
        out += last - first + (out == 0 && last - first == everyAddress ? 0 : 1);
    return out;
}

bool AddressSet::contains(bool v6, AddressRange range) const
{
    const Ranges& all = ranges(v6);
    const auto next = all.upper_bound(range.first);
    return next != all.begin() && std::prev(next)->second >= range.last;
}

bool AddressSet::contains(const AddressBlock& block) const
{
    if (block.except.empty())
        return contains(block.cidr.v6, rangeOf(block.cidr));
    AddressSet own;
    own.add(block);
    return contains(own);
}

bool AddressSet::contains(const AddressSet& other) const
{
    for (const bool v6 : {false, true}) {
        for (const auto& [first, last] : other.ranges(v6)) {
            if (!contains(v6, {first, last}))
                return false;
        }
    }
    return true;
}

} // namespace pw::ops
