#include "core/ops/fingerprint_filter_text.h"

#include <algorithm>

namespace pw::ops {
namespace {

constexpr std::string_view typeKey = "type";
constexpr std::string_view textKey = "text";
constexpr std::string_view onlyKey = "only";
constexpr std::string_view uncovered = "uncovered";
constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view special = " \t\r\n'";

/// In single quotes where it must be; a quote in it stands twice.
std::string quoted(std::string_view value)
{
    if (value.find_first_of(special) == std::string_view::npos)
        return std::string(value);
    std::string out = "'";
    for (const char sign : value) {
        out += sign;
        if (sign == '\'')
            out += sign;
    }
    return out + "'";
}

void add(std::string& out, std::string_view key, std::string_view value)
{
    if (!out.empty())
        out += ' ';
    out += key;
    out += '=';
    out += quoted(value);
}

Error wrongFilter(std::string message)
{
    return {"wrong-filter", std::move(message), {}};
}

/// Takes `key=value` off the front of the text, which starts with a sign that is no blank.
Result<std::pair<std::string, std::string>> takePair(std::string_view& text)
{
    const std::size_t equals = text.find('=');
    const std::string_view key = text.substr(0, equals);
    if (equals == std::string_view::npos || key.find_first_of(special) != std::string_view::npos)
        return wrongFilter("\"" + std::string(text.substr(0, text.find_first_of(special)))
                           + "\" is not of the form field=value");
    text.remove_prefix(equals + 1);
    std::string value;
    bool open = false;
    std::size_t at = 0;
    const auto goesOn = [&](char sign) {
        return open || sign == '\'' || special.find(sign) == std::string_view::npos;
    };
    for (; at < text.size() && goesOn(text[at]); ++at) {
        if (text[at] != '\'') {
            value += text[at];
        } else if (open && at + 1 < text.size() && text[at + 1] == '\'') {
            value += text[at++];
        } else {
            open = !open;
        }
    }
    if (open)
        return wrongFilter("the quote behind " + std::string(key) + "= is not closed");
    text.remove_prefix(at);
    return std::pair(std::string(key), std::move(value));
}

/// What spyctl calls the field; empty where it has no option that does something.
std::string_view optionOf(FingerprintField field)
{
    switch (field) {
    case FingerprintField::Namespace:
        return "--namespace";
    case FingerprintField::Cluster:
        return "--cluster";
    case FingerprintField::Image:
        return "--image";
    case FingerprintField::ImageId:
        return "--image-id";
    case FingerprintField::Machine:
        return "--machines";
    case FingerprintField::Cgroup:
        return "--cgroup";
    case FingerprintField::Id:
    case FingerprintField::Pod:
    case FingerprintField::Status:
    case FingerprintField::Label:
        break;
    }
    return {};
}

} // namespace

std::string filterText(const FingerprintFilter& filter)
{
    std::string out;
    if (!filter.type.empty())
        add(out, typeKey, filter.type);
    for (const auto& [field, patterns] : filter.fields) {
        for (const std::string& pattern : patterns)
            add(out, toString(field), pattern);
    }
    if (!filter.text.empty())
        add(out, textKey, filter.text);
    if (filter.onlyUncovered)
        add(out, onlyKey, uncovered);
    return out;
}

Result<FingerprintFilter> filterOf(std::string_view text)
{
    FingerprintFilter out;
    for (;;) {
        const std::size_t begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos)
            return out;
        text.remove_prefix(begin);
        Result<std::pair<std::string, std::string>> pair = takePair(text);
        if (!pair)
            return pair.error();
        auto& [key, value] = *pair;
        const auto* const field
            = std::ranges::find(fingerprintFields, std::string_view(key),
                                [](FingerprintField one) { return toString(one); });
        if (field != fingerprintFields.end())
            out.fields[*field].push_back(std::move(value));
        else if (key == typeKey)
            out.type = std::move(value);
        else if (key == textKey)
            out.text = std::move(value);
        else if (key == onlyKey && value == uncovered)
            out.onlyUncovered = true;
        else
            return Error{"unknown-field", "a filter has no \"" + key + "=" + value + "\"", {}};
    }
}

std::vector<std::string> spyctlWords(const FingerprintFilter& filter)
{
    std::vector<std::string> out;
    if (!filter.type.empty())
        out.insert(out.end(), {"--type", filter.type});
    for (const auto& [field, patterns] : filter.fields) {
        std::string values;
        for (const std::string& pattern : patterns) {
            if (!pattern.empty())
                values += (values.empty() ? "" : ",") + pattern;
        }
        if (!optionOf(field).empty() && !values.empty())
            out.insert(out.end(), {std::string(optionOf(field)), std::move(values)});
    }
    if (filterWords(filter.text).size() == 1) {
        const std::size_t begin = filter.text.find_first_not_of(blanks);
        out.push_back(filter.text.substr(begin, filter.text.find_last_not_of(blanks) + 1 - begin));
    }
    return out;
}

} // namespace pw::ops
