#include "tests/oracle/addresses.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstddef>
#include <string>

namespace pw::oracle {
namespace {

using Bytes = std::array<unsigned char, 16>;

Address addressOf(const Bytes& bytes)
{
    Address out;
    for (std::size_t i = 0; i < 8; ++i)
        out.high = (out.high << 8U) | bytes.at(i);
    for (std::size_t i = 8; i < 16; ++i)
        out.low = (out.low << 8U) | bytes.at(i);
    return out;
}

Address before(Address address)
{
    if (address.low == 0)
        --address.high;
    --address.low;
    return address;
}

Address after(Address address)
{
    ++address.low;
    if (address.low == 0)
        ++address.high;
    return address;
}

const std::vector<std::string_view> specialPurpose = {
    "0.0.0.0/8",       "10.0.0.0/8",     "127.0.0.0/8",  "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/29",    "192.0.0.170/31", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",  "::1/128",        "::/128",
    "::ffff:0:0/96",   "64:ff9b:1::/48", "100::/64",     "2001::/23",      "2001:db8::/32",
    "fc00::/7",        "fe80::/10",
};

/// Parts of 2001::/23 that are reached from everywhere.
const std::vector<std::string_view> global = {
    "2001:1::1/128",   "2001:1::2/128", "2001:3::/32",
    "2001:4:112::/48", "2001:20::/28",  "2001:30::/28",
};

bool liesInOneOf(const Range& range, const std::vector<std::string_view>& blocks)
{
    return std::any_of(blocks.begin(), blocks.end(), [&](std::string_view block) {
        return without({range}, {*rangeOf(block)}).empty();
    });
}

} // namespace

std::optional<Range> rangeOf(std::string_view block)
{
    const std::size_t slash = block.find('/');
    const std::string host(block.substr(0, slash));
    Bytes bytes{};
    Range out;
    std::size_t offset = 0; // in bits: IPv4 addresses are the last four bytes
    if (inet_pton(AF_INET, host.c_str(), &bytes[12]) == 1)
        offset = 96;
    else if (inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1)
        out.v6 = true;
    else
        return std::nullopt;
    std::size_t prefix = 128 - offset;
    if (slash != std::string_view::npos)
        prefix = std::stoul(std::string(block.substr(slash + 1)));
    Bytes first = bytes;
    Bytes last = bytes;
    for (std::size_t bit = offset + prefix; bit < 128; ++bit) {
        const unsigned mask = 0x80U >> (bit % 8);
        first.at(bit / 8) = static_cast<unsigned char>(first.at(bit / 8) & ~mask);
        last.at(bit / 8) = static_cast<unsigned char>(last.at(bit / 8) | mask);
    }
    out.first = addressOf(first);
    out.last = addressOf(last);
    return out;
}

bool isSpecialPurpose(const Range& range)
{
    return liesInOneOf(range, specialPurpose) && !liesInOneOf(range, global);
}

Ranges without(Ranges from, const Ranges& taken)
{
    for (const Range& cut : taken) {
        Ranges rest;
        for (const Range& range : from) {
            if (range.v6 != cut.v6 || range.last < cut.first || cut.last < range.first) {
                rest.push_back(range);
                continue;
            }
            if (range.first < cut.first)
                rest.push_back({range.v6, range.first, before(cut.first)});
            if (cut.last < range.last)
                rest.push_back({range.v6, after(cut.last), range.last});
        }
        from = std::move(rest);
    }
    return from;
}

bool holds(const Ranges& ranges, bool v6, const Address& address)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return range.v6 == v6 && range.first <= address && address <= range.last;
    });
}

} // namespace pw::oracle
