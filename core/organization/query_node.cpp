#include "core/organization/query_node.h"

#include "core/ops/timestamp.h"
#include "core/ops/wildcard.h"
#include "core/yaml/json_writer.h"

#include <re2/re2.h>

#include <algorithm>
#include <compare>

namespace pw::organization {
namespace {

using Node = Query::Node;
using yaml::Value;

/// As numbers when both are, else sign by sign; a number is never compared with a word.
std::partial_ordering ordered(const Node& node, const Value& value)
{
    const std::optional<double> number = ops::timestampValue(value.text);
    if (number && node.number)
        return *number <=> *node.number;
    if (!node.quoted && (value.kind == Value::Kind::Number || node.number))
        return std::partial_ordering::unordered;
    return value.text <=> node.value;
}

bool equals(const Node& node, const Value& value)
{
    return value.text == node.value || ordered(node, value) == 0;
}

bool isWithin(const Node& node, const Value& value)
{
    const ops::ParsedCidr address = ops::parseCidr(value.text);
    return address.problem == ops::CidrProblem::None && node.subnet.contains(address.cidr);
}

/// Of a value that is there, null not included.
bool compares(const Node& node, const Value& value)
{
    if (node.op == Node::Op::IsNotNull)
        return true;
    if (node.op == Node::Op::IsNull)
        return false;
    const bool isCollection = value.kind == Value::Kind::List || value.kind == Value::Kind::Map;
    if (isCollection)
        return node.op == Node::Op::NotEqual || node.op == Node::Op::NotLike;
    switch (node.op) {
    case Node::Op::Equal:
        return equals(node, value);
    case Node::Op::NotEqual:
        return !equals(node, value);
    case Node::Op::Greater:
        return ordered(node, value) > 0;
    case Node::Op::GreaterOrEqual:
        return ordered(node, value) >= 0;
    case Node::Op::Less:
        return ordered(node, value) < 0;
    case Node::Op::LessOrEqual:
        return ordered(node, value) <= 0;
    case Node::Op::Like:
        return ops::globMatches(node.value, value.text);
    case Node::Op::NotLike:
        return !ops::globMatches(node.value, value.text);
    case Node::Op::Regex:
        return re2::RE2::PartialMatch(value.text, *node.regex);
    case Node::Op::Within:
        return isWithin(node, value);
    case Node::Op::IsNull:
    case Node::Op::IsNotNull:
        break;
    }
    return false;
}

bool comparesNull(Node::Op op)
{
    return op == Node::Op::IsNull || op == Node::Op::NotEqual || op == Node::Op::NotLike;
}

bool comparesOrNull(const Node& node, const Value* value)
{
    return value == nullptr || value->isNull() ? comparesNull(node.op) : compares(node, *value);
}

bool comparesPart(const Node& node, const Value* value)
{
    switch (node.part) {
    case Node::Part::Whole:
        return comparesOrNull(node, value);
    case Node::Part::Entry:
        return comparesOrNull(node, value == nullptr ? nullptr : value->find(node.entry));
    case Node::Part::Items:
        if (value == nullptr || value->kind != Value::Kind::List)
            return comparesOrNull(node, value);
        return std::any_of(value->items.begin(), value->items.end(),
                           [&](const Value& item) { return comparesOrNull(node, &item); });
    case Node::Part::Keys:
        return value != nullptr
            && std::any_of(value->entries.begin(), value->entries.end(), [&](const auto& entry) {
                   return compares(node, Value::string(entry.first));
               });
    case Node::Part::Values:
        return value != nullptr
            && std::any_of(value->entries.begin(), value->entries.end(),
                           [&](const auto& entry) { return comparesOrNull(node, &entry.second); });
    }
    return false;
}

} // namespace

Result<Done> Query::Node::setRegex(std::string_view pattern)
{
    constexpr std::int64_t regexBytes = std::int64_t{1} << 20;
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(regexBytes);
    auto made = std::make_shared<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()),
                                                 options);
    if (!made->ok())
        return Error{"wrong-query", "this regular expression cannot be used: " + made->error(), {}};
    regex = std::move(made);
    return Done{};
}

bool Query::Node::fits(const FieldLookup& lookup) const
{
    const auto fitsPart = [&](const Node& inner) { return inner.fits(lookup); };
    switch (kind) {
    case Kind::Everything:
        return true;
    case Kind::And:
        return std::all_of(parts.begin(), parts.end(), fitsPart);
    case Kind::Or:
        return std::any_of(parts.begin(), parts.end(), fitsPart);
    case Kind::Not:
        return !fitsPart(parts.front());
    case Kind::Compare:
        return comparesPart(*this, lookup(field));
    }
    return false;
}

std::string Query::Node::shown() const
{
    if (kind == Kind::Everything)
        return "*";
    if (kind == Kind::Compare) {
        std::string out = "(" + std::string(organization::toString(op)) + " " + field;
        if (part == Part::Items)
            out += "[*]";
        else if (part == Part::Keys)
            out += ":keys[*]";
        else if (part == Part::Values)
            out += ":values[*]";
        else if (part == Part::Entry)
            out += "[" + yaml::jsonString(entry) + "]";
        if (op != Op::IsNull && op != Op::IsNotNull)
            out += " " + (quoted ? yaml::jsonString(value) : value);
        return out + ")";
    }
    std::string out = kind == Kind::And ? "(and" : kind == Kind::Or ? "(or" : "(not";
    for (const Node& inner : parts)
        out += " " + inner.shown();
    return out + ")";
}

const Value* fieldOf(const Value& record, std::string_view field)
{
    if (const Value* const whole = record.find(field); whole != nullptr)
        return whole;
    for (std::size_t dot = field.find('.'); dot != std::string_view::npos;
         dot = field.find('.', dot + 1)) {
        const Value* const outer = record.find(field.substr(0, dot));
        if (outer == nullptr)
            continue;
        if (const Value* const inner = fieldOf(*outer, field.substr(dot + 1)); inner != nullptr)
            return inner;
    }
    return nullptr;
}

} // namespace pw::organization
