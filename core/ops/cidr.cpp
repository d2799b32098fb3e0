#include "core/ops/cidr.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

namespace pw::ops {

namespace {

constexpr std::uint64_t allOnes = ~std::uint64_t{0};

// The bits of the upper and lower half that belong to the prefix.
struct Mask
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;
};

Mask maskOf(bool v6, unsigned prefix)
{
    if (!v6)
        return {0, prefix == 0 ? 0 : (allOnes << (32 - prefix)) & 0xFFFFFFFFU};
    const auto leading = [](unsigned bits) {
        return bits == 0 ? 0 : bits >= 64 ? allOnes : allOnes << (64 - bits);
    };
    return {leading(prefix), prefix <= 64 ? 0 : leading(prefix - 64)};
}

std::optional<std::uint32_t> parseV4(std::string_view text)
{
    std::uint32_t address = 0;
    for (int part = 0; part < 4; ++part) {
        const std::size_t dot = text.find('.');
        if ((dot == std::string_view::npos) != (part == 3))
            return std::nullopt;
        const std::string_view digits = text.substr(0, dot);
        unsigned value = 0;
        const auto [end, error]
            = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        const bool leadingZero = digits.size() > 1 && digits.front() == '0';
        if (error != std::errc() || end != digits.data() + digits.size() || value > 255
            || leadingZero) {
            return std::nullopt;
        }
        address = address << 8U | value;
        text.remove_prefix(part == 3 ? text.size() : dot + 1);
    }
    return address;
}

std::optional<Cidr> parseAddress(std::string_view text)
{
    Cidr out;
    if (text.find(':') == std::string_view::npos) {
        const std::optional<std::uint32_t> v4 = parseV4(text);
        if (!v4)
            return std::nullopt;
        out.low = *v4;
        out.prefix = 32;
        return out;
    }
    // A zone says where the address is used, not which one it is.
    const std::size_t zone = text.find('%');
    if (zone != std::string_view::npos && zone + 1 == text.size())
        return std::nullopt;
    text = text.substr(0, zone);
    if (text.size() >= INET6_ADDRSTRLEN)
        return std::nullopt;
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, std::string(text).c_str(), bytes.data()) != 1)
        return std::nullopt;
    out.v6 = true;
    out.prefix = 128;
    for (std::size_t i = 0; i < 8; ++i) {
        out.high = out.high << 8U | bytes[i];
        out.low = out.low << 8U | bytes[i + 8];
    }
    return out;
}

std::optional<unsigned> parsePrefix(std::string_view text, bool v6)
{
    unsigned prefix = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), prefix);
    if (error == std::errc() && end == text.data() + text.size() && text.front() != '-')
        return prefix <= (v6 ? 128U : 32U) ? std::optional(prefix) : std::nullopt;
    // A netmask or, where it cannot be one, a host mask.
    const std::optional<std::uint32_t> mask = v6 ? std::nullopt : parseV4(text);
    if (!mask)
        return std::nullopt;
    for (unsigned bits = 0; bits <= 32; ++bits) {
        if (maskOf(false, bits).low == *mask)
            return bits;
    }
    for (unsigned bits = 0; bits <= 32; ++bits) {
        if ((~maskOf(false, bits).low & 0xFFFFFFFFU) == *mask)
            return bits;
    }
    return std::nullopt;
}

std::string addressText(const Cidr& cidr)
{
    if (!cidr.v6) {
        std::string out;
        for (unsigned shift = 24;; shift -= 8) {
            out += std::to_string(cidr.low >> shift & 0xFFU);
            if (shift == 0)
                return out;
            out += '.';
        }
    }
    std::array<unsigned, 8> groups{};
    for (std::size_t i = 0; i < 4; ++i) {
        groups[i] = static_cast<unsigned>(cidr.high >> (48 - 16 * i) & 0xFFFFU);
        groups[i + 4] = static_cast<unsigned>(cidr.low >> (48 - 16 * i) & 0xFFFFU);
    }
    std::size_t gapBegin = 8; // the first longest run of at least two zero groups
    std::size_t gapSize = 1;
    for (std::size_t i = 0; i < 8;) {
        std::size_t end = i;
        while (end < 8 && groups[end] == 0)
            ++end;
        if (end - i > gapSize) {
            gapBegin = i;
            gapSize = end - i;
        }
        i = end + 1;
    }
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == gapBegin) {
            out += "::";
            i += gapSize - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':')
            out += ':';
        std::array<char, 4> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + 4, groups[i], 16).ptr;
        out.append(digits.data(), end);
    }
    return out;
}

Cidr known(std::string_view text)
{
    return parseCidr(text).cidr;
}

const std::array<Cidr, 23>& privateRanges()
{
    static const std::array<Cidr, 23> ranges{
        known("0.0.0.0/8"),      known("10.0.0.0/8"),         known("127.0.0.0/8"),
        known("169.254.0.0/16"), known("172.16.0.0/12"),      known("192.0.0.0/29"),
        known("192.0.0.170/31"), known("192.0.2.0/24"),       known("192.168.0.0/16"),
        known("198.18.0.0/15"),  known("198.51.100.0/24"),    known("203.0.113.0/24"),
        known("240.0.0.0/4"),    known("255.255.255.255/32"), known("::1/128"),
        known("::/128"),         known("::ffff:0:0/96"),      known("64:ff9b:1::/48"),
        known("100::/64"),       known("2001::/23"),          known("2001:db8::/32"),
        known("fc00::/7"),       known("fe80::/10"),
    };
    return ranges;
}

// Both ends lie in one special-purpose range, as Python's ipaddress calls private, and none in the
// parts that it does not.
bool isPrivateRange(const Cidr& first, const Cidr& last)
{
    static const std::array<Cidr, 6> exceptions{
        known("2001:1::1/128"),   known("2001:1::2/128"), known("2001:3::/32"),
        known("2001:4:112::/48"), known("2001:20::/28"),  known("2001:30::/28"),
    };
    const std::array<Cidr, 23>& ranges = privateRanges();
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const Cidr& r) { return r.contains(first) && r.contains(last); })
        && std::none_of(exceptions.begin(), exceptions.end(),
                        [&](const Cidr& r) { return r.contains(first) || r.contains(last); });
}

} // namespace

bool Cidr::contains(const Cidr& other) const
{
    if (v6 != other.v6 || other.prefix < prefix)
        return false;
    const Mask mask = maskOf(v6, prefix);
    return (other.high & mask.high) == high && (other.low & mask.low) == low;
}

ParsedCidr parseCidr(std::string_view text)
{
    const std::size_t slash = text.find('/');
    std::optional<Cidr> cidr = parseAddress(text.substr(0, slash));
    if (!cidr)
        return {};
    if (slash != std::string_view::npos) {
        const std::string_view rest = text.substr(slash + 1);
        const std::optional<unsigned> prefix
            = rest.empty() ? std::nullopt : parsePrefix(rest, cidr->v6);
        if (!prefix)
            return {};
        cidr->prefix = static_cast<std::uint8_t>(*prefix);
    }
    const Mask mask = maskOf(cidr->v6, cidr->prefix);
    const bool hostBits = (cidr->high & ~mask.high) != 0 || (cidr->low & ~mask.low) != 0;
    cidr->high &= mask.high;
    cidr->low &= mask.low;
    return {hostBits ? CidrProblem::HostBits : CidrProblem::None, *cidr};
}

std::string toString(const Cidr& cidr)
{
    return addressText(cidr) + "/" + std::to_string(cidr.prefix);
}

Cidr supernet(const Cidr& cidr, std::uint8_t prefix)
{
    const Mask mask = maskOf(cidr.v6, prefix);
    return {cidr.v6, cidr.high & mask.high, cidr.low & mask.low, prefix};
}

bool isPrivate(const Cidr& cidr)
{
    const Mask mask = maskOf(cidr.v6, cidr.prefix);
    Cidr first = cidr;
    first.prefix = cidr.v6 ? 128 : 32;
    Cidr last = first;
    last.high = cidr.v6 ? cidr.high | ~mask.high : 0;
    last.low = cidr.v6 ? cidr.low | ~mask.low : (cidr.low | ~mask.low) & 0xFFFFFFFFU;
    return isPrivateRange(first, last);
}

bool holdsPrivate(const Cidr& cidr)
{
    const std::array<Cidr, 23>& ranges = privateRanges();
    return isPrivate(cidr) || std::any_of(ranges.begin(), ranges.end(), [&](const Cidr& range) {
               return cidr.contains(range);
           });
}

} // namespace pw::ops
