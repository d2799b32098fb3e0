#include "core/organization/applied_json.h"

#include "core/api/wire_fields.h"
#include "core/ops/validate.h"
#include "core/organization/answers.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <utility>

namespace pw::organization {
namespace {

namespace wire = api::wire;

/// As a file would be read.
yaml::Document readAgain(const yaml::Value& document)
{
    const Result<text::SourceText> source
        = text::SourceText::make(yaml::writeJson(document, yaml::JsonLayout::OneLine));
    return yaml::readJsonText(source ? *source : text::SourceText());
}

std::string errorsOf(const yaml::Document& document)
{
    std::string out;
    for (const text::Diagnostic& diagnostic : ops::validate(document)) {
        if (diagnostic.severity != text::Severity::Error)
            continue;
        out += out.empty() ? "" : "; ";
        if (!diagnostic.path.empty() && !diagnostic.message.starts_with(diagnostic.path))
            out += diagnostic.path + ": ";
        out += diagnostic.message;
    }
    return out;
}

} // namespace

std::string appliedJson(const AppliedVersion& version, std::string_view documentKey,
                        DocumentShape shape, const std::string& organizationUid)
{
    JsonObject json;
    json.add(wire::uid, version.uid).add(wire::name, version.name).add(wire::type, version.type);
    if (shape == DocumentShape::Text)
        json.add(documentKey, version.document);
    else
        json.addJson(documentKey, version.document);
    json.addSeconds(wire::validFrom, version.created);
    if (version.validTo)
        json.addSeconds(wire::validTo, *version.validTo);
    else
        json.addJson(wire::validTo, "null");
    json.addNumber(wire::version, version.version);
    if (!version.selectorHash.empty())
        json.add(wire::selectorHash, version.selectorHash);
    JsonList tags;
    for (const std::string& tag : version.tags)
        tags.addJson(yaml::jsonString(tag));
    return json.addJson(wire::tags, tags.text())
        .add(wire::createdBy, version.createdBy)
        .addSeconds(wire::lastUpdated, version.lastUpdated)
        .add(wire::lastUpdatedBy, version.lastUpdatedBy)
        .add("orgid", organizationUid)
        .text();
}

Result<yaml::Value> checkedDocument(const yaml::Value& document, const AppliedKind& kind)
{
    const auto wrong = [&](const std::string& why) {
        return Error{"invalid-document", std::string(kind.noun) + " validation failed: " + why, {}};
    };
    if (document.kind != yaml::Value::Kind::Map)
        return wrong("it must be an object");
    const yaml::Document read = readAgain(document);
    const std::vector<yaml::NodeRef> roots = read.roots();
    const policy::Kind found
        = roots.empty() ? policy::Kind::Unknown : policy::kindOf(roots.front());
    if (std::find(kind.kinds.begin(), kind.kinds.end(), found) == kind.kinds.end())
        return wrong("a " + std::string(policy::toString(found)) + " cannot be applied as a "
                     + std::string(kind.noun));
    if (const std::string errors = errorsOf(read); !errors.empty())
        return wrong(errors);
    return document;
}

std::string documentErrors(const yaml::Value& document)
{
    return errorsOf(readAgain(document));
}

} // namespace pw::organization
