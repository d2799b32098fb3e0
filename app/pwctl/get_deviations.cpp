#include "app/pwctl/applied_lists.h"
#include "app/pwctl/deviation_lists.h"
#include "core/ops/fingerprint_table.h"
#include "core/ops/text_table.h"
#include "core/ops/workload.h"
#include "core/yaml/reader.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

constexpr double day = 86400;

Result<std::vector<policy::GuardianDocument>>
appliedPolicies(const Connection& connection, const Arguments& arguments, Session& session)
{
    std::vector<policy::GuardianDocument> out;
    std::vector<std::string> words = arguments.values("policies");
    const bool all = words.empty();
    if (all)
        words.emplace_back();
    for (const std::string& word : words) {
        const Result<std::vector<api::Applied>> found = all
            ? connection.client->list(api::Resource::Policy, {}, connection.call(session))
            : namedExactly(connection, api::Resource::Policy, word, session);
        if (!found)
            return found.error();
        for (const api::Applied& one : *found)
            out.push_back(ops::guardianOf(one.document));
    }
    return out;
}

/// Those that their policy does not allow by now, in the order given.
std::vector<api::Deviation> relevantOnes(const std::vector<api::Deviation>& deviations,
                                         const std::vector<policy::GuardianDocument>& policies,
                                         Session& session)
{
    const DeviationsByPolicy records = byPolicy(deviations);
    const std::vector<ops::DeviationCount> counts = countsOf(policies, records, session);
    std::vector<std::string> left;
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const auto found = records.find(policies[i].uid());
        for (std::size_t r = 0; found != records.end() && r < found->second.size(); ++r) {
            if (counts[i].relevant[r])
                left.push_back(found->second[r].id);
        }
    }
    std::sort(left.begin(), left.end());
    const auto known = [&](const std::string& uid) {
        return std::any_of(policies.begin(), policies.end(),
                           [&](const auto& policy) { return policy.uid() == uid; });
    };
    std::vector<api::Deviation> out;
    for (const api::Deviation& deviation : deviations) {
        // Nothing can be said of those whose policy was deleted: they are shown.
        if (!known(deviation.policyUid)
            || std::binary_search(left.begin(), left.end(), deviation.id))
            out.push_back(deviation);
    }
    return out;
}

void printList(const std::vector<api::Deviation>& deviations,
               const std::vector<policy::GuardianDocument>& policies, Session& session)
{
    ops::TextTable table;
    table.headers = {"TIME", "POLICY", "TYPE", "DESCRIPTION", "CHECKSUM", "REF", "COUNT"};
    for (const api::Deviation& one : deviations) {
        const bool known = std::any_of(policies.begin(), policies.end(), [&](const auto& policy) {
            return policy.uid() == one.policyUid;
        });
        std::string name = one.policyName.empty() ? one.policyUid : one.policyName;
        if (!known)
            name += " (deleted)";
        table.rows.push_back({ops::formatTimestamp(one.time), std::move(name), one.type,
                              one.description, one.checksum, one.ref, std::to_string(one.count)});
    }
    session.out += ops::toText(table);
}

int printDocuments(const std::vector<api::Deviation>& deviations, const Arguments& arguments,
                   Session& session)
{
    std::vector<yaml::Value> documents;
    for (const api::Deviation& one : deviations) {
        const auto source = text::SourceText::make(one.record, one.id);
        if (!source)
            return failed(source.error(), session);
        const yaml::Document document = yaml::read(*source);
        for (const yaml::NodeRef root : document.roots()) {
            const yaml::NodeRef inner = root.find("deviation");
            documents.push_back(yaml::toValue(inner && !arguments.has("raw-data") ? inner : root));
        }
    }
    session.out += documentsText(std::move(documents), arguments.value("output"));
    return ok;
}

int runGetDeviations(const Arguments& arguments, Session& session)
{
    const Result<Connection> connection = connect(arguments, session);
    if (!connection)
        return failed(connection.error(), session);
    const Result<ops::TimeRange> range = rangeOf(arguments, day, connection->context, session);
    if (!range)
        return failed(range.error(), session);
    const Result<std::vector<policy::GuardianDocument>> policies
        = appliedPolicies(*connection, arguments, session);
    if (!policies)
        return failed(policies.error(), session);
    sayRange("deviations", *range, session);
    session.flush();

    const std::string format = arguments.value("output", "default");
    api::DeviationQuery query;
    query.range = forClient(*range);
    query.names = arguments.positional();
    query.exactNames = arguments.has("exact-match");
    query.unique = format != "default" && !arguments.has("non-unique");
    if (arguments.has("policies")) {
        for (const policy::GuardianDocument& policy : *policies)
            query.policies.push_back(policy.uid());
    }
    const Result<api::Deviations> answer
        = connection->client->deviations(query, connection->call(session));
    if (!answer)
        return failed(answer.error(), session);
    sayNotes(answer->notes, session);
    const int exitCode = answer->complete ? ok : couldNot;
    if (format == "default") {
        const DeviationsByPolicy records = byPolicy(answer->records);
        session.out += policiesText(*policies, &records, session);
        return exitCode;
    }
    const std::vector<api::Deviation> shown = arguments.has("include-irrelevant")
        ? answer->records
        : relevantOnes(answer->records, *policies, session);
    if (format == "wide") {
        printList(shown, *policies, session);
        return exitCode;
    }
    const int printed = printDocuments(shown, arguments, session);
    return printed == ok ? exitCode : printed;
}

} // namespace

Command getDeviationsCommand()
{
    std::vector<OptionSpec> own{
        {0, {"policies"}, Takes::Many, "POLICY", "of these policies, by name or uid", {}, false},
        {'E', {"exact-match"}, Takes::Nothing, {}, "NAME is the whole of a name or id", {}, false},
        {0,
         {"non-unique"},
         Takes::Nothing,
         {},
         "all of them, not one for each checksum",
         {},
         false},
        {0,
         {"include-irrelevant"},
         Takes::Nothing,
         {},
         "also those that the policy allows by now",
         {},
         false},
        {0, {"raw-data"}, Takes::Nothing, {}, "the whole records", {}, false},
        {'o',
         {"output"},
         Takes::One,
         "FORMAT",
         "default (counts for each policy), wide (a row for each), yaml or json",
         {"default", "wide", "yaml", "json"},
         false}};
    return {{"get deviations", "List what the applied policies do not allow and saw all the same.",
             "[NAME_OR_UID...]", joined(std::move(own), {timeOptions(), connectionOptions()})},
            runGetDeviations};
}

} // namespace pw::pwctl
