#include "core/policy/scalars.h"

namespace pw::policy {

namespace {

/// Digits of one base, underscores skipped; nothing when a sign is no digit or it is too large.
std::optional<std::int64_t> digits(std::string_view text, int base)
{
    std::int64_t out = 0;
    bool any = false;
    for (const char c : text) {
        int digit = 99;
        if (c == '_')
            continue;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        if (digit >= base || __builtin_mul_overflow(out, base, &out)
            || __builtin_add_overflow(out, digit, &out))
            return std::nullopt;
        any = true;
    }
    return any ? std::optional(out) : std::nullopt;
}

/// `1:30` is 90, as YAML 1.1 has it.
std::optional<std::int64_t> sexagesimal(std::string_view text)
{
    std::int64_t out = 0;
    while (true) {
        const std::size_t colon = text.find(':');
        const std::optional<std::int64_t> part = digits(text.substr(0, colon), 10);
        if (!part || __builtin_mul_overflow(out, 60, &out)
            || __builtin_add_overflow(out, *part, &out))
            return std::nullopt;
        if (colon == std::string_view::npos)
            return out;
        text.remove_prefix(colon + 1);
    }
}

std::optional<std::int64_t> unsignedInteger(std::string_view text)
{
    if (text.find(':') != std::string_view::npos)
        return sexagesimal(text);
    if (text.starts_with("0x") || text.starts_with("0X"))
        return digits(text.substr(2), 16);
    if (text.starts_with("0b") || text.starts_with("0B"))
        return digits(text.substr(2), 2);
    if (text.size() > 1 && text.front() == '0')
        return digits(text.substr(1), 8);
    return digits(text, 10);
}

} // namespace

std::optional<std::string_view> textOf(yaml::NodeRef node)
{
    return node.isString() ? std::optional(node.value()) : std::nullopt;
}

std::optional<bool> booleanOf(yaml::NodeRef node)
{
    if (!node.isScalar() || node.scalarType() != yaml::ScalarType::Bool)
        return std::nullopt;
    const std::string_view word = node.value();
    const char first = word.empty() ? 'n' : word.front();
    return first == 't' || first == 'T' || first == 'y' || first == 'Y' || word == "on"
        || word == "On" || word == "ON";
}

std::optional<std::int64_t> integerOf(yaml::NodeRef node)
{
    if (!node.isScalar() || node.scalarType() != yaml::ScalarType::Int)
        return std::nullopt;
    std::string_view text = node.value();
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    const std::optional<std::int64_t> size = unsignedInteger(text);
    return size && negative ? std::optional(-*size) : size;
}

std::optional<std::vector<std::string>> textsOf(yaml::NodeRef node)
{
    if (!node.isSequence())
        return std::nullopt;
    std::vector<std::string> out;
    out.reserve(node.size());
    for (const yaml::NodeRef item : node.items()) {
        if (item.isString())
            out.emplace_back(item.value());
    }
    return out;
}

std::string fieldText(yaml::NodeRef record, std::string_view path)
{
    if (const yaml::NodeRef whole = record.find(path)) // keys with dots: `app.kubernetes.io/name`
        return whole.isScalar() && !whole.isNull() ? std::string(whole.value()) : std::string();
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos;
         dot = path.find('.', dot + 1)) {
        const yaml::NodeRef inner = record.find(path.substr(0, dot));
        if (inner.isMapping())
            return fieldText(inner, path.substr(dot + 1));
    }
    return {};
}

} // namespace pw::policy
