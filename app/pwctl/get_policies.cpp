#include "app/pwctl/applied_lists.h"
#include "app/pwctl/deviation_lists.h"
#include "core/ops/policy_table.h"
#include "core/ops/workload.h"

#include <charconv>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

constexpr double day = 86400;

/// The number of a version; 0 for what is none.
std::int64_t versionOf(const std::string& word)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc() && end == word.data() + word.size() && value > 0 ? value : 0;
}

api::ListQuery queryOf(const Arguments& arguments, const std::string& word)
{
    api::ListQuery query;
    query.type = arguments.value("type");
    query.nameOrUid = word;
    query.exactName = arguments.has("exact-match");
    query.fromArchive = arguments.has("from-archive");
    return query;
}

/// All that the words mean, each once.
Result<std::vector<api::Applied>> listed(const Connection& connection, api::Resource resource,
                                         const Arguments& arguments, Session& session)
{
    std::vector<std::string> words = arguments.positional();
    if (words.empty())
        words.emplace_back();
    std::vector<api::Applied> out;
    for (const std::string& word : words) {
        Result<std::vector<api::Applied>> found
            = connection.client->list(resource, queryOf(arguments, word), connection.call(session));
        if (!found)
            return found.error();
        for (api::Applied& one : *found) {
            const bool known = std::any_of(out.begin(), out.end(), [&](const api::Applied& other) {
                return other.uid == one.uid && other.version == one.version;
            });
            if (!known)
                out.push_back(std::move(one));
        }
    }
    return out;
}

/// Each as it was at that version.
Result<std::vector<api::Applied>> atVersion(const Connection& connection, api::Resource resource,
                                            std::vector<api::Applied> found, std::int64_t version,
                                            Session& session)
{
    for (api::Applied& one : found) {
        Result<api::Applied> old
            = connection.client->getVersion(resource, one.uid, version, connection.call(session));
        if (!old)
            return old.error();
        one = std::move(*old);
    }
    return found;
}

std::vector<policy::GuardianDocument> decoded(const std::vector<api::Applied>& found)
{
    std::vector<policy::GuardianDocument> out;
    out.reserve(found.size());
    for (const api::Applied& one : found)
        out.push_back(ops::guardianOf(one.document));
    return out;
}

int printTable(const Connection& connection, const std::vector<api::Applied>& found,
               const Arguments& arguments, Session& session)
{
    const std::vector<policy::GuardianDocument> policies = decoded(found);
    if (!arguments.has("get-deviations")) {
        session.out += policiesText(policies, nullptr, session);
        return ok;
    }
    const Result<ops::TimeRange> range = rangeOf(arguments, day, connection.context, session);
    if (!range)
        return failed(range.error(), session);
    sayRange("deviations", *range, session);
    session.flush();
    api::DeviationQuery query;
    query.range = forClient(*range);
    query.unique = false;
    for (const api::Applied& one : found)
        query.policies.push_back(one.uid);
    if (query.policies.empty()) {
        session.out += policiesText(policies, nullptr, session);
        return ok;
    }
    const Result<api::Deviations> deviations
        = connection.client->deviations(query, connection.call(session));
    if (!deviations)
        return failed(deviations.error(), session);
    sayNotes(deviations->notes, session);
    const DeviationsByPolicy records = byPolicy(deviations->records);
    session.out += policiesText(policies, &records, session);
    return deviations->complete ? ok : couldNot;
}

int get(api::Resource resource, const Arguments& arguments, Session& session)
{
    const std::int64_t version = versionOf(arguments.value("version"));
    if (arguments.has("version") && version == 0) {
        session.say("--version takes the number of a version, from 1 on");
        return couldNot;
    }
    const Result<Connection> connection = connect(arguments, session);
    if (!connection)
        return failed(connection.error(), session);
    Result<std::vector<api::Applied>> found = listed(*connection, resource, arguments, session);
    if (found && version > 0)
        found = atVersion(*connection, resource, std::move(*found), version, session);
    if (!found)
        return failed(found.error(), session);
    const std::string format = arguments.value("output", "default");
    if (format == "default")
        return printTable(*connection, *found, arguments, session);
    std::vector<yaml::Value> documents;
    documents.reserve(found->size());
    for (api::Applied& one : *found)
        documents.push_back(std::move(one.document));
    session.out += documentsText(std::move(documents), format);
    return ok;
}

int runGetPolicies(const Arguments& arguments, Session& session)
{
    return get(api::Resource::Policy, arguments, session);
}

int runGetRulesets(const Arguments& arguments, Session& session)
{
    return get(api::Resource::Ruleset, arguments, session);
}

std::vector<OptionSpec> listOptions(std::vector<std::string_view> types)
{
    return {{0, {"type"}, Takes::One, "TYPE", "those of one type", std::move(types), false},
            {'E', {"exact-match"}, Takes::Nothing, {}, "NAME is the whole of it", {}, false},
            {0,
             {"from-archive"},
             Takes::Nothing,
             {},
             "versions that were replaced, not the present ones",
             {},
             false},
            {0, {"version"}, Takes::One, "N", "as it was at that version", {}, false},
            {'o',
             {"output"},
             Takes::One,
             "FORMAT",
             "default unless given",
             {"default", "yaml", "json"},
             false}};
}

} // namespace

Command getPoliciesCommand()
{
    std::vector<OptionSpec> own = listOptions({"container", "linux-service", "cluster", "trace"});
    own.push_back({0,
                   {"get-deviations"},
                   Takes::Nothing,
                   {},
                   "how many deviations each has that it does not allow by now",
                   {},
                   false});
    return {{"get policies", "List applied policies, as rows or as documents.", "[NAME_OR_UID...]",
             joined(std::move(own), {timeOptions(), connectionOptions()})},
            runGetPolicies};
}

Command getRulesetsCommand()
{
    return {{"get rulesets", "List applied rulesets, as rows or as documents.", "[NAME_OR_UID...]",
             joined(listOptions({"cluster", "container"}), {connectionOptions()})},
            runGetRulesets};
}

} // namespace pw::pwctl
