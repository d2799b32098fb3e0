#include "core/api/same_content.h"

#include "core/api/wire.h"
#include "core/api/wire_fields.h"

#include <algorithm>
#include <array>

namespace pw::api {
namespace {

using yaml::Value;

bool sameValue(const Value& a, const Value& b);

/// Every entry of `a` that has a value stands in `b`, too.
bool holdsAll(const Value& a, const Value& b)
{
    return std::all_of(a.entries.begin(), a.entries.end(), [&](const auto& entry) {
        const Value* const other = b.find(entry.first);
        return other == nullptr ? entry.second.isNull() : sameValue(entry.second, *other);
    });
}

bool sameValue(const Value& a, const Value& b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case Value::Kind::Map:
        return holdsAll(a, b) && holdsAll(b, a);
    case Value::Kind::List:
        return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                          sameValue);
    case Value::Kind::Number: {
        const std::optional<double> left = wire::numberOf(a.text);
        return a.text == b.text || (left && left == wire::numberOf(b.text));
    }
    default:
        return a.text == b.text;
    }
}

Value written(const Value& document)
{
    Value out = Value::map();
    for (const wire::Key key : {wire::kind, wire::spec}) {
        if (const Value* const value = document.find(key))
            out.set(key, *value);
    }
    if (const Value* const metadata = document.find(wire::metadata)) {
        for (const wire::Key key : {wire::name, wire::type}) {
            if (const Value* const value = metadata->find(key))
                out.set(key, *value);
        }
    }
    return out;
}

} // namespace

bool sameContent(const Value& a, const Value& b)
{
    return sameValue(written(a), written(b));
}

bool holdsMetadata(const Value& document, const Value& wanted)
{
    constexpr std::array<std::string_view, 6> ofServer{
        "uid",       "version",       "creationTimestamp",
        "createdBy", "lastUpdatedBy", "lastUpdatedTimestamp"};
    Value own = wire::mapIn(wanted, wire::metadata);
    std::erase_if(own.entries, [&](const auto& entry) {
        return std::find(ofServer.begin(), ofServer.end(), entry.first) != ofServer.end();
    });
    return holdsAll(own, wire::mapIn(document, wire::metadata));
}

} // namespace pw::api
