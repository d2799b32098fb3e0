// What a person types into a field of a form, as a value.

#include "core/ops/form_wishes.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using yaml::Value;

Error refused(std::string why)
{
    return {"does-not-fit", std::move(why), {}};
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool isDecimal(std::string_view text)
{
    const bool hasDigit = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
    const bool isPlain = text.find_first_not_of("0123456789.+-eE") == std::string_view::npos;
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return hasDigit && isPlain && read.ec == std::errc() && read.ptr == text.data() + text.size()
        && std::isfinite(number);
}

Result<Value> integer(const Field& field, std::string_view text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec == std::errc::invalid_argument
        || read.ptr != text.data() + text.size())
        return refused("a whole number is wanted");
    const bool isLarge = field.maximum >= 0 && number > field.maximum;
    if (read.ec != std::errc() || number < field.minimum || isLarge) {
        return refused(field.maximum >= 0 ? "from " + std::to_string(field.minimum) + " to "
                               + std::to_string(field.maximum)
                                          : "not less than " + std::to_string(field.minimum));
    }
    return Value::number(std::to_string(number));
}

std::size_t lengthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Result<Value> text(const Field* field, bool isItem, std::string_view typed)
{
    // The limits of a list are those of its length.
    const bool isLimited = field != nullptr && !isItem && field->kind == FieldKind::Text;
    if (isItem && trimmed(typed).empty())
        return refused("an item needs a text; Delete takes it away");
    if (isLimited && static_cast<std::int64_t>(lengthOf(typed)) < field->minimum)
        return refused("it must not be empty");
    if (isLimited && field->maximum >= 0
        && static_cast<std::int64_t>(lengthOf(typed)) > field->maximum)
        return refused("at most " + std::to_string(field->maximum) + " signs, these are "
                       + std::to_string(lengthOf(typed)));
    if (isLimited && !field->values.empty()
        && std::ranges::find(field->values, typed) == field->values.end()) {
        std::string words;
        for (const std::string_view word : field->values)
            words += (words.empty() ? "" : ", ") + std::string(word);
        return refused("one of " + words);
    }
    return Value::string(std::string(typed));
}

Result<Value> raw(const FormRow& row, std::string_view typed)
{
    if (row.node.isString())
        return Value::string(std::string(typed));
    const auto source = text::SourceText::make(std::string(typed));
    if (!source)
        return source.error();
    const yaml::Document read = yaml::read(*source);
    if (!read.complete() || text::hasErrors(read.problems()) || read.roots().size() != 1)
        return refused("this is no value in YAML");
    return yaml::toValue(read.roots().front());
}

} // namespace

Result<Value> typedValue(const FormRow& row, std::string_view typed)
{
    const bool isItem = row.role == FormRow::Role::Item || row.role == FormRow::Role::Add;
    if (row.field == nullptr)
        return raw(row, typed);
    if (row.role == FormRow::Role::Label && row.field->kind == FieldKind::TextMap)
        return Value::string(std::string(typed));
    switch (row.field->kind) {
    case FieldKind::Boolean:
        if (typed != "true" && typed != "false")
            return refused("true or false");
        return Value::boolean(typed == "true");
    case FieldKind::Integer:
        return integer(*row.field, trimmed(typed));
    case FieldKind::Number:
        if (!isDecimal(trimmed(typed)))
            return refused("a number is wanted");
        return Value::number(std::string(trimmed(typed)));
    case FieldKind::NumberOrText:
        if (isDecimal(trimmed(typed)) && !row.node.isString())
            return Value::number(std::string(trimmed(typed)));
        return Value::string(std::string(typed));
    case FieldKind::Text:
    case FieldKind::TextList:
    case FieldKind::TextOrTextList:
        return text(row.field, isItem, typed);
    case FieldKind::TextMap:
    case FieldKind::FreeMap:
    case FieldKind::Object:
    case FieldKind::ObjectList:
    case FieldKind::DocumentList:
    case FieldKind::Anything:
        break;
    }
    return raw(row, typed);
}

} // namespace pw::ops
