#include "core/ops/form_compact.h"

#include "core/ops/cidr.h"
#include "core/ops/form_cells.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace pw::ops {
namespace {

using yaml::NodeRef;
using yaml::Value;

constexpr std::string_view peerType = "block";
constexpr std::string_view portType = "port";
constexpr int greatestPort = 65535;

Error refused(std::string why)
{
    return {"does-not-fit", std::move(why), {}};
}

bool hasOnly(NodeRef mapping, std::initializer_list<std::string_view> keys)
{
    if (!mapping.isMapping())
        return false;
    for (const auto& [key, value] : mapping.entries()) {
        if (std::ranges::find(keys, key.value()) == keys.end() || !value.isScalar())
            return false;
    }
    return true;
}

bool isPlainPeer(NodeRef peer)
{
    if (!peer.isMapping() || peer.size() != 1)
        return false;
    if (const NodeRef block = peer.find("ipBlock"))
        return hasOnly(block, {"cidr"}) && block.size() == 1;
    const NodeRef names = peer.find("dnsSelector");
    return names.isSequence() && names.size() == 1 && (*names.items().begin()).isScalar();
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::optional<int> portNumber(std::string_view text)
{
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isWhole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return !text.empty() && isWhole && number >= 0 && number <= greatestPort ? std::optional(number)
                                                                             : std::nullopt;
}

Result<Value> peer(std::string_view typed)
{
    const bool isAddress = typed.find_first_not_of("0123456789./") == std::string_view::npos
        || typed.find(':') != std::string_view::npos || typed.find('/') != std::string_view::npos;
    if (isAddress && parseCidr(typed).problem == CidrProblem::Malformed)
        return refused("this is no address, and no network such as 10.0.0.0/8");
    if (typed.find(' ') != std::string_view::npos)
        return refused("one address, network or DNS name");
    if (isAddress)
        return Value::map({{"ipBlock", Value::map({{"cidr", Value::string(std::string(typed))}})}});
    return Value::map({{"dnsSelector", Value::strings({std::string(typed)})}});
}

Result<Value> port(std::string_view typed)
{
    constexpr std::string_view wanted = "a port such as TCP 443, or a range such as TCP 8000-8010";
    std::string protocol = "TCP";
    const std::size_t blank = typed.find(' ');
    if (blank != std::string_view::npos) {
        protocol = typed.substr(0, blank);
        std::ranges::transform(protocol, protocol.begin(), [](char c) {
            return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        });
        typed = trimmed(typed.substr(blank));
    }
    if (protocol != "TCP" && protocol != "UDP")
        return refused(std::string(wanted));
    std::size_t dash = typed.find('-');
    std::size_t width = 1;
    if (constexpr std::string_view longDash = "–"; dash == std::string_view::npos) {
        dash = typed.find(longDash);
        width = longDash.size();
    }
    const auto first = portNumber(trimmed(typed.substr(0, dash)));
    if (!first)
        return refused(std::string(wanted));
    Value out = Value::map(
        {{"protocol", Value::string(protocol)}, {"port", Value::number(std::to_string(*first))}});
    if (dash == std::string_view::npos)
        return out;
    const auto last = portNumber(trimmed(typed.substr(dash + width)));
    if (!last)
        return refused(std::string(wanted));
    if (*last < *first)
        return refused("the last port comes before the first");
    out.set("endPort", Value::number(std::to_string(*last)));
    return out;
}

} // namespace

bool isCompact(const FormRow& row)
{
    if (row.field == nullptr || row.field->kind != policy::FieldKind::ObjectList
        || row.field->item == nullptr)
        return false;
    const bool isPeer = row.field->item->name == peerType;
    if (!isPeer && row.field->item->name != portType)
        return false;
    if (row.role == FormRow::Role::Add)
        return true;
    if (row.role != FormRow::Role::Item)
        return false;
    return isPeer ? isPlainPeer(row.node) : hasOnly(row.node, {"protocol", "port", "endPort"});
}

std::string compactValue(const FormRow& item)
{
    return item.field->item->name == peerType ? peerWords(item.node) : portWords(item.node);
}

Result<Value> compactTyped(const policy::ObjectType& type, std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    if (text.empty())
        return refused("an item needs a text; Delete takes it away");
    return type.name == peerType ? peer(text) : port(text);
}

Result<Wishes> wishesForCompact(const FormSpot& spot, std::string_view typed)
{
    const Result<Value> value = compactTyped(*spot.row.field->item, typed);
    if (!value)
        return value.error();
    if (spot.row.role == FormRow::Role::Add)
        return Wishes{policy::InsertItems{spot.place.parent(), policy::atEnd, {*value}}};
    const Value before = yaml::toValue(spot.row.node);
    if (before == *value)
        return Wishes();
    // A peer of the same form, and a port, keep how they are written.
    if (const Value* const block = value->find("ipBlock");
        block != nullptr && before.find("ipBlock"))
        return Wishes{
            policy::SetValue{spot.place.entry("ipBlock").entry("cidr"), *block->find("cidr")}};
    if (const Value* const names = value->find("dnsSelector");
        names != nullptr && before.find("dnsSelector"))
        return Wishes{
            policy::SetValue{spot.place.entry("dnsSelector").item(0), names->items.front()}};
    if (spot.row.field->item->name == peerType)
        return Wishes{policy::SetValue{spot.place, *value}};
    Wishes out;
    for (const auto& [key, part] : value->entries) {
        const Value* const there = before.find(key);
        if (there == nullptr || *there != part)
            out.emplace_back(policy::SetValue{spot.place.entry(key), part});
    }
    if (before.find("endPort") != nullptr && value->find("endPort") == nullptr)
        out.emplace_back(policy::Clear{{spot.place.entry("endPort")}});
    return out;
}

} // namespace pw::ops
