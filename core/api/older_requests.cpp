#include "core/api/older_requests.h"

#include "core/api/search_query.h"
#include "core/api/session.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pw::api::older {
namespace {

using yaml::Value;

Value number(double whole)
{
    return Value::number(std::to_string(static_cast<std::int64_t>(whole)));
}

/// `image`, `image_id`, `cgroup` or `id` is or holds one of the names.
Value nameExpression(const FingerprintQuery& query)
{
    Value any = Value::list();
    for (const std::string& name : query.names) {
        const std::string pattern = query.exactNames ? name : contains(name);
        for (const wire::Key property : {wire::image, wire::imageId, wire::cgroup, wire::id}) {
            Value one = Value::map();
            one.set(wire::property, Value::string(std::string(property)));
            if (hasWildcard(pattern))
                one.set(wire::reMatch, Value::string(globToRegex(pattern)));
            else
                one.set(wire::equals, Value::string(pattern));
            any.items.push_back(std::move(one));
        }
    }
    return any.items.empty() ? Value() : Value::map({{"or", std::move(any)}});
}

std::string_view listOf(FilterField field)
{
    switch (field) {
    case FilterField::Namespace:
        return wire::namespaceKey;
    case FilterField::Cgroup:
        return wire::cgroup;
    case FilterField::Image:
        return wire::imageName;
    case FilterField::ImageId:
        return wire::imageId;
    case FilterField::Status:
        return wire::status;
    case FilterField::Id:
        return wire::id;
    default:
        return {};
    }
}

std::string cutName(std::string_view name)
{
    constexpr std::size_t longest = 32;
    std::size_t at = 0;
    for (std::size_t signs = 0; at < name.size() && signs < longest; ++signs)
        at += text::characterAt(name, at).size();
    return std::string(name.substr(0, at));
}

} // namespace

std::vector<Value> fingerprintQueries(const std::string& organization,
                                      const FingerprintQuery& query, const ResolvedFilters& filters)
{
    std::vector<std::string> sources{"global:" + organization};
    Value common = Value::map();
    common.set(wire::orgUid, Value::string(organization));
    common.set(wire::startTime, number(std::floor(query.range.from)));
    common.set(wire::endTime, number(std::ceil(query.range.to)));
    common.set(wire::unique, Value::boolean(false));
    common.set(wire::expr, nameExpression(query));
    for (const auto& [field, values] : filters.filters) {
        if (field == FilterField::Machine)
            sources = values;
        else if (field == FilterField::Cluster)
            common.set(wire::clusterUid, Value::strings(filters.clusterUids));
        else if (const std::string_view key = listOf(field); !key.empty())
            common.set(key, Value::strings(values));
    }
    std::vector<Value> out;
    for (const std::string_view type : {"container", "linux-service"}) {
        if (!query.type.empty() && query.type != type)
            continue;
        for (const std::string& source : sources) {
            Value body = common;
            body.set(wire::fingerprintType,
                     Value::string(type == "container" ? "container" : "linux_svc"));
            body.set(wire::srcUid, Value::string(source));
            out.push_back(std::move(body));
        }
    }
    return out;
}

std::vector<Value> logQueries(const std::string& organization, const std::string& policyUid,
                              TimeRange range, std::string_view schema)
{
    Value condition = Value::map();
    condition.set(wire::schema, Value::string(std::string(schema)));
    Value filter = Value::map();
    filter.set(wire::filter, std::move(condition));
    Value latest = Value::map();
    latest.set(wire::latestModel, Value::map());

    Value common = Value::map();
    common.set(wire::orgUid, Value::string(organization));
    common.set(wire::srcUid, Value::string(policyUid));
    common.set(wire::dataType, Value::string("audit"));
    common.set(wire::pipeline, Value::list({std::move(filter), std::move(latest)}));
    std::vector<Value> out;
    const double end = std::ceil(range.to);
    double from = std::floor(range.from);
    do {
        const double to = std::min(from + wire::blockSeconds, end);
        Value body = common;
        body.set(wire::startTime, number(from));
        body.set(wire::endTime, number(to));
        out.push_back(std::move(body));
        from = to;
    } while (from < end);
    return out;
}

Value policyBody(const Value& document, const std::string& uid)
{
    const Value& metadata = wire::mapIn(document, wire::metadata);
    Value selectors = Value::map();
    for (const auto& [key, value] : wire::mapIn(document, wire::spec).entries) {
        if (key.ends_with("Selector"))
            selectors.set(key, value);
    }
    Value tags = wire::mapIn(metadata, wire::tags);
    if (tags.kind != Value::Kind::List)
        tags = Value::list();
    if (const std::string hash = wire::scalarIn(metadata, "selectorHash"); !hash.empty()) {
        const Value tag = Value::string("SELECTOR_HASH:" + hash);
        if (std::find(tags.items.begin(), tags.items.end(), tag) == tags.items.end())
            tags.items.push_back(tag);
    }
    Value body = Value::map();
    body.set(wire::name, Value::string(cutName(wire::scalarIn(metadata, wire::name))));
    body.set(wire::type, Value::string(wire::scalarIn(metadata, wire::type)));
    body.set(wire::uid, Value::string(uid));
    body.set(wire::tags, std::move(tags));
    body.set(wire::selectors, Value::string(bodyOf(selectors)));
    body.set(wire::policy, Value::string(bodyOf(document)));
    return body;
}

} // namespace pw::api::older
