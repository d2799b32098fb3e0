#include "core/organization/selector_hash.h"

#include "core/text/utf8.h"
#include "core/yaml/json_writer.h"

#include <algorithm>
#include <array>
#include <openssl/evp.h>

namespace pw::organization {
namespace {

using yaml::Value;

std::string hex(unsigned value, unsigned digits)
{
    std::string out;
    while (digits-- > 0)
        out += "0123456789abcdef"[(value >> (digits * 4)) & 0xfU];
    return out;
}

/// As Python's json module spells it when all but ASCII is escaped.
std::string asciiString(std::string_view content)
{
    constexpr std::string_view shortForms = "\"\"\\\\\nn\rr\tt\bb\ff"; // sign, letter
    std::string out = "\"";
    while (!content.empty()) {
        const char sign = content.front();
        const std::size_t shortForm = shortForms.find(sign);
        if (shortForm != std::string_view::npos && shortForm % 2 == 0) {
            out.append({'\\', shortForms[shortForm + 1]});
            content.remove_prefix(1);
        } else if (sign >= ' ' && sign <= '~') {
            out += sign;
            content.remove_prefix(1);
        } else {
            const text::CodePoint point = text::decodeUtf8(content);
            const unsigned code = point.size == 0 ? 0xfffdU : point.value;
            if (code >= 0x10000) {
                out += "\\u" + hex(0xd800 + ((code - 0x10000) >> 10U), 4);
                out += "\\u" + hex(0xdc00 + ((code - 0x10000) & 0x3ffU), 4);
            } else {
                out += "\\u" + hex(code, 4);
            }
            content.remove_prefix(std::max<std::size_t>(point.size, 1));
        }
    }
    return out + '"';
}

/// Without blanks, keys sorted.
std::string compactJson(const Value& value)
{
    std::string out;
    if (value.kind == Value::Kind::String)
        return asciiString(value.text);
    if (value.kind == Value::Kind::List) {
        for (const Value& item : value.items)
            out += (out.empty() ? "" : ",") + compactJson(item);
        return "[" + out + "]";
    }
    if (value.kind != Value::Kind::Map)
        return yaml::writeJson(value, yaml::JsonLayout::OneLine);
    std::vector<const std::pair<std::string, Value>*> entries;
    for (const auto& entry : value.entries)
        entries.push_back(&entry);
    std::ranges::sort(entries, {},
                      [](const auto* entry) { return std::string_view(entry->first); });
    for (const auto* const entry : entries)
        out += (out.empty() ? "" : ",") + asciiString(entry->first) + ":"
            + compactJson(entry->second);
    return "{" + out + "}";
}

std::string md5(std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr) != 1)
        return {}; // a system that forbids MD5: no hash, and no policy is found by one
    std::string out;
    for (unsigned int i = 0; i < size; ++i)
        out += hex(digest[i], 2);
    return out;
}

} // namespace

Value selectorsOf(const Value& document)
{
    Value out = Value::map();
    const Value* const spec = document.find("spec");
    if (spec == nullptr)
        return out;
    for (const auto& [key, value] : spec->entries) {
        if (key.ends_with("Selector"))
            out.entries.emplace_back(key, value);
    }
    return out;
}

std::string selectorHash(const Value& document)
{
    return md5(compactJson(selectorsOf(document)));
}

} // namespace pw::organization
