#include "app/pwctl/inputs.h"

#include "core/ops/fingerprint_groups.h"
#include "core/ops/text_table.h"
#include "core/policy/decode.h"
#include "core/yaml/json_writer.h"
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

bool isNamed(const policy::FingerprintFacts& facts, const std::vector<std::string>& names)
{
    return names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
               return ops::isNamedBy(facts, name);
           });
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
            if (facts.type == arguments.value("type") && isNamed(facts, arguments.positional()))
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

int printTable(const std::vector<Found>& found, const Arguments& arguments, Session& session)
{
    ops::FingerprintTableOptions options;
    options.type = arguments.value("type");
    options.wide = arguments.value("output") == "wide";
    options.groupBy = fieldsOf(arguments.values("group-by"));
    options.sortBy = arguments.value("sort-by");
    std::vector<ops::FingerprintInstance> instances;
    instances.reserve(found.size());
    for (const Found& one : found) {
        ops::FingerprintInstance& instance = instances.emplace_back();
        instance.facts = one.facts;
        for (const std::string& field : options.groupBy)
            instance.groupValues.push_back(ops::fieldText(one.record, field));
    }
    const Result<ops::TextTable> table = ops::fingerprintTable(instances, options);
    if (!table) {
        session.say(table.error().message);
        return couldNot;
    }
    session.out += ops::toText(*table);
    return ok;
}

int runGetFingerprints(const Arguments& arguments, Session& session)
{
    const Inputs inputs = readInputs(arguments.values("file"), Check::Readable, session);
    for (const InputFile& file : inputs.files)
        printDiagnostics(file.document->source(), file.diagnostics,
                         std::numeric_limits<std::size_t>::max(), session);
    if (inputs.exitCode != ok)
        return inputs.exitCode;
    const std::vector<Found> found = fingerprintsIn(inputs, arguments, session);
    const std::string format = arguments.value("output", "default");
    if (format == "default" || format == "wide")
        return printTable(found, arguments, session);

    std::vector<yaml::NodeRef> records;
    records.reserve(found.size());
    for (const Found& one : found)
        records.push_back(one.record);
    const yaml::Value groups
        = ops::itemsDocument(ops::fingerprintGroups(records, arguments.value("type")));
    session.out += format == "json" ? yaml::writeJson(groups) : yaml::writeYaml(groups);
    return ok;
}

} // namespace

Command getFingerprintsCommand()
{
    return {
        {"get fingerprints",
         "List the fingerprints of files, grouped as rows or as documents.",
         "[NAME...]",
         {{'T',
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
           "where to look, - for standard input",
           {},
           true},
          {0,
           {"group-by"},
           Takes::Repeated,
           "FIELD[,FIELD]",
           "a row for each value of these fields, too",
           {},
           false},
          {0, {"sort-by"}, Takes::One, "COLUMN", "any column, the first unless given", {}, false},
          {'o',
           {"output"},
           Takes::One,
           "FORMAT",
           "default unless given",
           {"default", "wide", "yaml", "json"},
           false}}},
        runGetFingerprints};
}

} // namespace pw::pwctl
