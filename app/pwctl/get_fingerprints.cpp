#include "app/pwctl/connection.h"
#include "app/pwctl/filter_options.h"
#include "app/pwctl/inputs.h"

#include "core/ops/fingerprint_groups.h"
#include "core/ops/text_table.h"
#include "core/policy/decode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>
#include <limits>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

/// A fingerprint of the type asked for, and where it stands.
struct Found
{
    yaml::NodeRef record;
    policy::FingerprintFacts facts;
};

bool isFingerprint(policy::Kind kind)
{
    return kind == policy::Kind::Fingerprint || kind == policy::Kind::FingerprintRecord;
}

bool isWanted(const policy::FingerprintFacts& facts, const Arguments& arguments)
{
    const std::vector<std::string>& names = arguments.positional();
    const bool named
        = names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
              return ops::isNamedBy(facts, name, arguments.has("exact-match"));
          });
    return named && facts.type == arguments.value("type")
        && api::fits(filtersOf(arguments, {}), facts);
}

std::vector<Found> fingerprintsIn(const Inputs& inputs, const Arguments& arguments,
                                  Session& session)
{
    std::vector<Found> found;
    for (const InputFile& file : inputs.files) {
        for (const policy::Unit& unit : file.units) {
            if (unit.kind == policy::Kind::FingerprintGroup)
                continue; // its members stand behind it
            if (!isFingerprint(unit.kind)) {
                session.say("skipped: " + file.label(unit) + ": "
                            + std::string(policy::toString(unit.kind)) + " is no fingerprint");
                continue;
            }
            policy::FingerprintFacts facts = policy::decodeFacts(file.root(unit));
            if (isWanted(facts, arguments))
                found.push_back({file.root(unit), std::move(facts)});
        }
    }
    return found;
}

/// `a,b` given once or several times.
std::vector<std::string> fieldsOf(const std::vector<std::string>& lists)
{
    std::vector<std::string> fields;
    for (std::string_view list : lists) {
        for (;;) {
            const std::size_t comma = std::min(list.find(','), list.size());
            if (comma > 0)
                fields.emplace_back(list.substr(0, comma));
            if (comma == list.size())
                break;
            list.remove_prefix(comma + 1);
        }
    }
    return fields;
}

int printTable(const std::vector<ops::FingerprintInstance>& instances, const Arguments& arguments,
               Session& session)
{
    ops::FingerprintTableOptions options;
    options.type = arguments.value("type");
    options.wide = arguments.value("output") == "wide";
    options.groupBy = fieldsOf(arguments.values("group-by"));
    options.sortBy = arguments.value("sort-by");
    const Result<ops::TextTable> table = ops::fingerprintTable(instances, options);
    if (!table) {
        session.say(table.error().message);
        return couldNot;
    }
    session.out += ops::toText(*table);
    return ok;
}

bool wantsTable(const Arguments& arguments)
{
    const std::string format = arguments.value("output", "default");
    return format == "default" || format == "wide";
}

/// The records as they are, one after the other, or the groups they make.
void printDocuments(const std::vector<Found>& found, const Arguments& arguments, Session& session)
{
    const bool json = arguments.value("output") == "json";
    if (arguments.has("raw-data")) {
        for (const Found& one : found) {
            const yaml::Value record = yaml::toValue(one.record);
            session.out += json ? yaml::writeJson(record, yaml::JsonLayout::OneLine) + "\n"
                                : "---\n" + yaml::writeYaml(record);
        }
        return;
    }
    std::vector<yaml::NodeRef> records;
    records.reserve(found.size());
    for (const Found& one : found)
        records.push_back(one.record);
    const yaml::Value groups
        = ops::itemsDocument(ops::fingerprintGroups(records, arguments.value("type")));
    session.out += json ? yaml::writeJson(groups) : yaml::writeYaml(groups);
}

int getFromFiles(const Arguments& arguments, Session& session)
{
    const Inputs inputs = readInputs(arguments.values("file"), Check::Readable, session);
    for (const InputFile& file : inputs.files)
        printDiagnostics(file.document->source(), file.diagnostics,
                         std::numeric_limits<std::size_t>::max(), session);
    if (inputs.exitCode != ok)
        return inputs.exitCode;
    const std::vector<Found> found = fingerprintsIn(inputs, arguments, session);
    if (!wantsTable(arguments)) {
        printDocuments(found, arguments, session);
        return ok;
    }
    const std::vector<std::string> groupBy = fieldsOf(arguments.values("group-by"));
    std::vector<ops::FingerprintInstance> instances;
    instances.reserve(found.size());
    for (const Found& one : found) {
        ops::FingerprintInstance& instance = instances.emplace_back();
        instance.facts = one.facts;
        for (const std::string& field : groupBy)
            instance.groupValues.push_back(ops::fieldText(one.record, field));
    }
    return printTable(instances, arguments, session);
}

api::FingerprintQuery queryOf(const Arguments& arguments, const Connection& connection,
                              const ops::TimeRange& range)
{
    api::FingerprintQuery query;
    query.type = arguments.value("type");
    query.range = forClient(range);
    query.names = arguments.positional();
    query.exactNames = arguments.has("exact-match");
    query.filters = filtersOf(arguments, connection.context.filters);
    query.extraFields = fieldsOf(arguments.values("group-by"));
    query.printedOnly = query.filters.empty(); // filters may ask for more than is printed
    return query;
}

int printRows(const Connection& connection, const api::FingerprintQuery& query,
              const Arguments& arguments, Session& session)
{
    Result<api::FingerprintRows> answer
        = connection.client->fingerprints(query, connection.call(session));
    if (!answer)
        return failed(answer.error(), session);
    sayNotes(answer->notes, session);
    std::vector<ops::FingerprintInstance> instances;
    instances.reserve(answer->rows.size());
    for (api::FingerprintRow& row : answer->rows)
        instances.push_back({std::move(row.facts), std::move(row.extra)});
    const int exitCode = printTable(instances, arguments, session);
    return exitCode == ok && !answer->complete ? couldNot : exitCode;
}

int printRecords(const Connection& connection, const api::FingerprintQuery& query,
                 const Arguments& arguments, Session& session)
{
    const Result<api::Records> answer
        = connection.client->fingerprintRecords(query, connection.call(session));
    if (!answer)
        return failed(answer.error(), session);
    sayNotes(answer->notes, session);
    const auto source = text::SourceText::make(answer->ndjson(), connection.context.name);
    if (!source)
        return failed(source.error(), session);
    const yaml::Document document = yaml::read(*source);
    std::vector<Found> found;
    for (const policy::Unit& unit : policy::unitsOf(document, true)) {
        const yaml::NodeRef record(document, unit.root);
        found.push_back({record, policy::decodeFacts(record)});
    }
    printDocuments(found, arguments, session);
    return answer->complete ? ok : couldNot;
}

int getFromOrganization(const Arguments& arguments, Session& session)
{
    const Result<Connection> connection = connect(arguments, session);
    if (!connection)
        return failed(connection.error(), session);
    constexpr double defaultSeconds = 5400;
    const Result<ops::TimeRange> range
        = rangeOf(arguments, defaultSeconds, connection->context, session);
    if (!range)
        return failed(range.error(), session);
    sayRange("fingerprints", *range, session);
    session.flush();
    const api::FingerprintQuery query = queryOf(arguments, *connection, *range);
    return wantsTable(arguments) ? printRows(*connection, query, arguments, session)
                                 : printRecords(*connection, query, arguments, session);
}

int runGetFingerprints(const Arguments& arguments, Session& session)
{
    return arguments.has("file") ? getFromFiles(arguments, session)
                                 : getFromOrganization(arguments, session);
}

} // namespace

Command getFingerprintsCommand()
{
    std::vector<OptionSpec> own{
        {'T',
         {"type"},
         Takes::One,
         "TYPE",
         "which fingerprints",
         {"container", "linux-service"},
         true},
        {'f',
         {"file", "filename", "from-file"},
         Takes::Many,
         "FILE",
         "look in files instead, - for standard input",
         {},
         false},
        {'E', {"exact-match"}, Takes::Nothing, {}, "a NAME is the whole of a name", {}, false},
        {0,
         {"group-by"},
         Takes::Repeated,
         "FIELD[,FIELD]",
         "a row for each value of these fields, too",
         {},
         false},
        {0, {"sort-by"}, Takes::One, "COLUMN", "any column, the first unless given", {}, false},
        {0,
         {"raw-data"},
         Takes::Nothing,
         {},
         "the records as they are, not grouped (with -o yaml or json)",
         {},
         false},
        {'o',
         {"output"},
         Takes::One,
         "FORMAT",
         "default unless given",
         {"default", "wide", "yaml", "json"},
         false}};
    return {{"get fingerprints", "List fingerprints, grouped as rows or as documents.", "[NAME...]",
             joined(std::move(own), {filterOptions(), timeOptions(), connectionOptions()})},
            runGetFingerprints};
}

} // namespace pw::pwctl
