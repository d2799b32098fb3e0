#include "core/yaml/reader.h"

#include "core/yaml/byte_scan.h"
#include "core/yaml/json_reader.h"
#include "core/yaml/yaml_reader.h"

namespace pw::yaml {

namespace {

bool startsLikeJson(std::string_view bytes)
{
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
}

Document finished(DocumentBuilder& builder, const ProblemList& common, ProblemList& own)
{
    ProblemList bytes = common;
    std::vector<text::Diagnostic> all = bytes.take();
    for (text::Diagnostic& problem : own.take())
        all.push_back(std::move(problem));
    return builder.finish(std::move(all));
}

} // namespace

Document read(const text::SourceText& source, const ReadLimits& limits, const std::stop_token& stop)
{
    ProblemList common;
    const ByteScan scan = scanBytes(source, common);
    DocumentBuilder yaml(source, Format::Yaml);
    ProblemList yamlProblems;
    if (scan.unreadable) {
        yaml.setIncomplete();
        return finished(yaml, common, yamlProblems);
    }
    if (!startsLikeJson(scan.bytes)) {
        readYaml(scan, limits, stop, yaml, yamlProblems);
        return finished(yaml, common, yamlProblems);
    }

    DocumentBuilder json(source, Format::Json);
    ProblemList jsonProblems;
    const ReadOutcome asJson = readJson(scan, limits, stop, json, jsonProblems);
    const bool limited = jsonProblems.has("too-deep") || jsonProblems.has("too-many-nodes");
    if (asJson.accepted || limited || stop.stop_requested())
        return finished(json, common, jsonProblems);
    const ReadOutcome asYaml = readYaml(scan, limits, stop, yaml, yamlProblems);
    if (asYaml.accepted || asYaml.reached > asJson.reached)
        return finished(yaml, common, yamlProblems);
    return finished(json, common, jsonProblems);
}

Document readJsonText(const text::SourceText& source, const ReadLimits& limits,
                      const std::stop_token& stop)
{
    ProblemList common;
    const ByteScan scan = scanBytes(source, common);
    DocumentBuilder json(source, Format::Json);
    ProblemList problems;
    if (scan.unreadable)
        json.setIncomplete();
    else
        readJson(scan, limits, stop, json, problems);
    return finished(json, common, problems);
}

} // namespace pw::yaml
