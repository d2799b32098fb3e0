// Rules about addresses and ports.

#include "core/ops/validate_rules.h"

#include "core/ops/cidr.h"
#include "core/policy/scalars.h"

#include <algorithm>

namespace pw::ops::validation {

namespace {

using yaml::NodeRef;

/// `fe80::1%eth0/128` without its zone, which spyctl takes and nothing compares.
std::string withoutZone(std::string_view written)
{
    const std::size_t percent = written.find('%');
    const std::size_t slash = std::min(written.find('/'), written.size());
    std::string out(written);
    const bool zone
        = percent != std::string_view::npos && percent + 1 < slash && written.find(':') < percent;
    return zone ? out.erase(percent, slash - percent) : out;
}

/// The network in the scalar; what is wrong with it is reported.
std::optional<Cidr> network(const RuleInput& input, NodeRef node)
{
    if (!node.isString())
        return std::nullopt;
    const std::string plain = withoutZone(node.value());
    const ParsedCidr parsed = parseCidr(plain);
    const std::string written = shorten(node.value());
    if (plain.size() < node.value().size() && parsed.problem != CidrProblem::Malformed) {
        input.report.warning("address-zone",
                             "the zone of " + written + " says nothing outside its machine; write "
                                 + plain,
                             at(node), replaceText(node, plain, "write " + plain));
    }
    switch (parsed.problem) {
    case CidrProblem::None:
        return parsed.cidr;
    case CidrProblem::Malformed:
        input.report.error("invalid-cidr",
                           "'" + written
                               + "' is not an IPv4 or IPv6 network; write one such as "
                                 "10.20.0.0/16, or one address",
                           at(node));
        return std::nullopt;
    case CidrProblem::HostBits: {
        const std::string meant = toString(parsed.cidr);
        input.report.error("host-bits", written + " has host bits set; write " + meant, at(node),
                           replaceText(node, meant, "write " + meant));
        return parsed.cidr;
    }
    }
    return std::nullopt;
}

} // namespace

std::string otherFamily(const std::string& except, const std::string& block)
{
    return "Network types are not the same: " + except + " and " + block
        + ". Remove the exception, it takes nothing away";
}

std::string notInside(const std::string& except, const std::string& block)
{
    return "'" + except + "' is not a subnet of '" + block
        + "'. Remove the exception, or correct one of the two";
}

void addressBlock(const RuleInput& input)
{
    const NodeRef cidr = input.node.find("cidr");
    const std::optional<Cidr> whole = network(input, cidr);
    for (const NodeRef item : input.node.find("except").items()) {
        const std::optional<Cidr> part = network(input, item);
        if (!whole || !part)
            continue;
        const std::string except = shorten(item.value());
        const std::string block = shorten(cidr.value());
        const auto removed = [&] { return remove(item, "remove the exception", true); };
        if (whole->v6 != part->v6) {
            input.report.error("except-family", otherFamily(except, block),
                               within(input.node, item),
                               input.report.fix("except-family", removed));
        } else if (!whole->contains(*part)) {
            input.report.error("except-outside", notInside(except, block), within(input.node, item),
                               input.report.fix("except-outside", removed));
        }
    }
}

void oneForm(const RuleInput& input)
{
    const NodeRef block = input.node.find("ipBlock");
    const NodeRef names = input.node.find("dnsSelector");
    const bool hasBlock = block && !block.isNull();
    const bool hasNames = names && !names.isNull();
    if (hasBlock && hasNames) {
        input.report.error("two-forms",
                           "A block has either ipBlock or dnsSelector; make two blocks of it",
                           at(names));
        return;
    }
    if (hasBlock || hasNames || input.report.unfinished(input.node))
        return;
    for (const auto& entry : input.node.entries()) {
        if (input.type.field(entry.key.value()) == nullptr)
            return; // an unknown field says what is wrong
    }
    input.report.error("empty-block",
                       "A block has either ipBlock or dnsSelector; add one, such as "
                       "\"ipBlock: {cidr: 10.20.0.0/16}\", or remove the block",
                       at(input.node), input.report.fix("empty-block", [&] {
                           return remove(input.node, "remove the block");
                       }));
}

void portOrder(const RuleInput& input)
{
    const NodeRef last = input.node.find("endPort");
    const std::optional<std::int64_t> from = policy::integerOf(input.node.find("port"));
    const std::optional<std::int64_t> to = policy::integerOf(last);
    if (!from || !to || *to >= *from)
        return;
    input.report.error("port-order",
                       "endPort must be greater than or equal to port: " + std::to_string(*to)
                           + " is less than " + std::to_string(*from)
                           + ". Exchange them, or correct one",
                       within(input.node, last), input.report.fix("port-order", [&] {
                           return exchange(input.node.find("port"), last, "exchange the two");
                       }));
}

} // namespace pw::ops::validation
