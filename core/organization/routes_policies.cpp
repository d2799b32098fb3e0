// Policies in the shapes of both generations, and rulesets, which only the newer one has.

#include "core/organization/applied_json.h"
#include "core/organization/call.h"
#include "core/organization/query_language.h"
#include "core/organization/store.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace pw::organization {
namespace {

using yaml::Value;

constexpr std::array policyKinds{policy::Kind::Policy, policy::Kind::ClusterPolicy,
                                 policy::Kind::TracePolicy};
constexpr std::array rulesetKinds{policy::Kind::Ruleset};
constexpr AppliedKind policies{wire::policy, policyKinds};
constexpr AppliedKind rulesets{wire::ruleset, rulesetKinds};
constexpr std::string_view hashTag = "SELECTOR_HASH:";

Applied& appliedOf(Call& call, const AppliedKind& kind)
{
    return &kind == &policies ? call.store.policies() : call.store.rulesets();
}

std::string recordOf(Call& call, const AppliedKind& kind, const AppliedVersion& version,
                     DocumentShape shape = DocumentShape::Object)
{
    return appliedJson(version, kind.noun, shape, call.store.organizationUid());
}

/// The older generation asks for one type at a time, and says nothing else but perhaps a tag.
bool isOldListing(const api::Request& request)
{
    constexpr std::array<std::string_view, 3> types{"container", "linux-service", "trace"};
    bool hasType = false;
    for (const auto& [name, value] : request.query) {
        if (name == wire::type && !hasType)
            hasType = std::find(types.begin(), types.end(), value) != types.end();
        else if (name != wire::hasTags)
            return false;
    }
    return hasType;
}

/// True for `True`, `true` and `1`, as clients write it.
bool isTrue(std::string_view text)
{
    return text == "True" || text == "true" || text == "1";
}

Result<AppliedFilter> readFilter(const Call& call)
{
    const std::array<std::pair<std::string_view, std::string AppliedFilter::*>, 10> texts{{
        {wire::type, &AppliedFilter::type},
        {"uid_equals", &AppliedFilter::uid},
        {"name_contains", &AppliedFilter::nameContains},
        {"name_equals", &AppliedFilter::nameEquals},
        {wire::nameOrUidContains, &AppliedFilter::nameOrUidContains},
        {"name_or_uid_equals", &AppliedFilter::nameOrUidEquals},
        {"selector_hash_equals", &AppliedFilter::selectorHash},
        {"selector_contains", &AppliedFilter::selectorContains},
        {wire::hasTags, &AppliedFilter::hasTag},
        {wire::inPolicy, &AppliedFilter::inPolicy},
    }};
    AppliedFilter filter;
    for (const auto& [name, member] : texts) {
        const std::string* const given = call.parameter(name);
        if (given == nullptr)
            continue;
        if (given->size() > wire::listFilterLimit)
            return Error{"wrong-query",
                         std::string(name) + " is longer than "
                             + std::to_string(wire::listFilterLimit) + " characters",
                         {}};
        filter.*member = *given;
    }
    if (const std::string* const archive = call.parameter(wire::fromArchive); archive != nullptr)
        filter.fromArchive = isTrue(*archive);
    return filter;
}

/// A hash is found whether it came as a tag or was computed here.
Result<std::vector<AppliedVersion>> listed(Applied& applied, const AppliedFilter& filter)
{
    Result<std::vector<AppliedVersion>> found = applied.list(filter);
    if (!found || !filter.hasTag.starts_with(hashTag))
        return found;
    AppliedFilter byHash = filter;
    byHash.hasTag.clear();
    byHash.selectorHash = filter.hasTag.substr(hashTag.size());
    Result<std::vector<AppliedVersion>> more = applied.list(byHash);
    if (!more)
        return more;
    for (AppliedVersion& version : *more) {
        const bool there
            = std::any_of(found->begin(), found->end(), [&](const AppliedVersion& other) {
                  return other.number == version.number;
              });
        if (!there)
            found->push_back(std::move(version));
    }
    return found;
}

template <const AppliedKind& kind> api::Response list(Call& call)
{
    const Result<AppliedFilter> filter = readFilter(call);
    if (!filter)
        return failedAnswer(filter.error());
    const Result<std::vector<AppliedVersion>> found = listed(appliedOf(call, kind), *filter);
    if (!found)
        return failedAnswer(found.error());
    const Generation generation = call.options.generation;
    const bool old = &kind == &policies
        && (generation == Generation::V013
            || (generation == Generation::Auto && isOldListing(call.request)));
    JsonList all;
    for (const AppliedVersion& version : *found)
        all.addJson(
            recordOf(call, kind, version, old ? DocumentShape::Text : DocumentShape::Object));
    return jsonAnswer(all.text());
}

api::Response noSuch(const AppliedKind& kind, const std::string& uid)
{
    return errorResponse(404, "there is no " + std::string(kind.noun) + " " + uid);
}

/// The newest version that is no longer the current one.
Result<std::optional<AppliedVersion>> latestArchived(Applied& applied, const std::string& uid)
{
    AppliedFilter filter;
    filter.uid = uid;
    filter.fromArchive = true;
    Result<std::vector<AppliedVersion>> versions = applied.list(filter);
    if (!versions)
        return versions.error();
    return versions->empty() ? std::nullopt : std::optional(std::move(versions->back()));
}

template <const AppliedKind& kind> api::Response get(Call& call)
{
    Applied& applied = appliedOf(call, kind);
    Result<std::optional<AppliedVersion>> found = std::optional<AppliedVersion>();
    const std::string* const latest = call.parameter("latest_archive_version");
    if (const std::string* const asked = call.parameter(wire::archiveVersion); asked != nullptr) {
        std::int64_t version = 0;
        const char* const end = asked->data() + asked->size();
        const auto [read, problem] = std::from_chars(asked->data(), end, version);
        if (problem != std::errc() || read != end)
            return errorResponse(400, "archive_version is a number");
        found = applied.getVersion(call.id, version);
    } else if (latest != nullptr && isTrue(*latest)) {
        found = latestArchived(applied, call.id);
    } else {
        found = applied.get(call.id);
    }
    if (!found)
        return failedAnswer(found.error());
    return *found ? jsonAnswer(recordOf(call, kind, **found)) : noSuch(kind, call.id);
}

/// A document on its way in, with what stands beside it in the older generation.
struct Incoming
{
    Value document;
    Writing writing;
    bool old = false;
};

/// Tags travel beside the document in the older generation; they are kept in its metadata.
void takeTags(const Value& body, Value& document)
{
    const Value* const tags = body.find(wire::tags);
    const Value* const metadata = document.find(wire::metadata);
    if (tags == nullptr || tags->kind != Value::Kind::List || tags->items.empty()
        || metadata == nullptr || metadata->kind != Value::Kind::Map)
        return;
    Value changed = *metadata;
    changed.set(wire::tags, *tags);
    document.set(wire::metadata, std::move(changed));
}

Result<Incoming> readIncoming(const Call& call, const AppliedKind& kind)
{
    const Value* const given = call.body.find(kind.noun);
    if (given == nullptr)
        return Error{"invalid-document", "the body has no \"" + std::string(kind.noun) + "\"", {}};
    Incoming incoming{*given, {call.options.user, call.now(), {}}, false};
    if (given->kind == Value::Kind::String) {
        Result<Value> read = valueOfJson(given->text);
        if (!read)
            return read.error().withContext(std::string(kind.noun));
        incoming.document = std::move(*read);
        incoming.old = true;
        incoming.writing.recordName = call.text(wire::name);
        takeTags(call.body, incoming.document);
    }
    Result<Value> checked = checkedDocument(incoming.document, kind);
    if (!checked)
        return checked.error();
    return incoming;
}

template <const AppliedKind& kind> api::Response create(Call& call)
{
    const Result<Incoming> incoming = readIncoming(call, kind);
    if (!incoming)
        return failedAnswer(incoming.error());
    const Result<AppliedVersion> created
        = appliedOf(call, kind).create(incoming->document, incoming->writing);
    if (!created)
        return failedAnswer(created.error());
    return jsonAnswer(JsonObject().add(wire::uid, created->uid).text());
}

template <const AppliedKind& kind> api::Response replace(Call& call, const std::string& uid)
{
    const Result<Incoming> incoming = readIncoming(call, kind);
    if (!incoming)
        return failedAnswer(incoming.error());
    const std::string stated = [&] {
        const Value* const found = fieldOf(incoming->document, "metadata.uid");
        return found != nullptr ? found->text : std::string();
    }();
    const std::string& wanted = uid.empty() ? stated : uid;
    if (wanted.empty())
        return errorResponse(400,
                             "metadata.uid is missing: it says which " + std::string(kind.noun)
                                 + " is replaced");
    const Result<AppliedVersion> updated
        = appliedOf(call, kind).update(wanted, incoming->document, incoming->writing);
    if (!updated)
        return updated.error().code == "no-such-uid" ? noSuch(kind, wanted)
                                                     : failedAnswer(updated.error());
    return jsonAnswer(recordOf(call, kind, *updated));
}

template <const AppliedKind& kind> api::Response replaceNamedInBody(Call& call)
{
    return replace<kind>(call, {});
}

template <const AppliedKind& kind> api::Response replaceNamedInPath(Call& call)
{
    return replace<kind>(call, call.id);
}

template <const AppliedKind& kind> api::Response remove(Call& call)
{
    const Result<Done> removed = appliedOf(call, kind).remove(call.id, call.now());
    if (!removed)
        return removed.error().code == "no-such-uid" ? noSuch(kind, call.id)
                                                     : failedAnswer(removed.error());
    return jsonAnswer(JsonObject().add(wire::uid, call.id).text());
}

constexpr std::string_view policyList = "/api/v1/org/{org}/analyticspolicy";
constexpr std::string_view policyPath = "/api/v1/org/{org}/analyticspolicy/{id}";
constexpr std::string_view rulesetList = "/api/v1/org/{org}/analyticsruleset";
constexpr std::string_view rulesetPath = "/api/v1/org/{org}/analyticsruleset/{id}";

constexpr std::array<Route, 12> routes{{
    {"GET", policyList, list<policies>},
    {"POST", policyList, create<policies>, true},
    {"PUT", policyList, replaceNamedInBody<policies>, true},
    {"GET", policyPath, get<policies>},
    {"PUT", policyPath, replaceNamedInPath<policies>, true},
    {"DELETE", policyPath, remove<policies>},
    {"GET", rulesetList, list<rulesets>},
    {"POST", rulesetList, create<rulesets>, true},
    {"PUT", rulesetList, replaceNamedInBody<rulesets>, true},
    {"GET", rulesetPath, get<rulesets>},
    {"PUT", rulesetPath, replaceNamedInPath<rulesets>, true},
    {"DELETE", rulesetPath, remove<rulesets>},
}};

} // namespace

std::span<const Route> policyRoutes()
{
    return routes;
}

} // namespace pw::organization
