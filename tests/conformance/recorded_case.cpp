#include "tests/conformance/recorded_case.h"

#include "core/ops/validate.h"
#include "core/policy/decode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace pw::conformance {
namespace {

using yaml::Value;

yaml::Document readText(std::string bytes, const std::string& name)
{
    return yaml::read(*text::SourceText::make(std::move(bytes), name));
}

bool sameScalar(const Value& a, const Value& b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == Value::Kind::Number)
        return std::strtod(a.text.c_str(), nullptr) == std::strtod(b.text.c_str(), nullptr);
    return a.text == b.text;
}

bool isUnordered(const std::vector<std::string>& paths, std::string path)
{
    for (std::size_t open = 0; (open = path.find('[', open)) != std::string::npos; ++open)
        path.replace(open, path.find(']', open) - open + 1, "[*]");
    return path.ends_with(".ports") || std::find(paths.begin(), paths.end(), path) != paths.end();
}

std::vector<Value> sortedByText(std::vector<Value> items)
{
    std::sort(items.begin(), items.end(), [](const Value& a, const Value& b) {
        return writeJson(a, yaml::JsonLayout::OneLine) < writeJson(b, yaml::JsonLayout::OneLine);
    });
    return items;
}

void append(std::vector<std::string>& to, std::vector<std::string> from)
{
    to.insert(to.end(), from.begin(), from.end());
}

std::vector<std::string> mapDifferences(const Value& expected, const Value& found,
                                        const std::vector<std::string>& unordered,
                                        const std::string& path)
{
    std::vector<std::string> out;
    for (const auto& [key, value] : expected.entries) {
        if (const Value* other = found.find(key))
            append(out, differences(value, *other, unordered, path + "." + key));
        else
            out.push_back(path + "." + key + " is missing");
    }
    for (const auto& [key, value] : found.entries) {
        if (expected.find(key) == nullptr)
            out.push_back(path + "." + key + " is too much");
    }
    return out;
}

std::vector<std::string> listDifferences(const Value& expected, const Value& found,
                                         const std::vector<std::string>& unordered,
                                         const std::string& path)
{
    std::vector<std::string> out;
    const bool free = isUnordered(unordered, path);
    const std::vector<Value> wanted = free ? sortedByText(expected.items) : expected.items;
    const std::vector<Value> got = free ? sortedByText(found.items) : found.items;
    if (wanted.size() != got.size())
        return {path + ": wanted " + writeJson(expected, yaml::JsonLayout::OneLine) + ", got "
                + writeJson(found, yaml::JsonLayout::OneLine)};
    for (std::size_t i = 0; i < wanted.size(); ++i)
        append(out,
               differences(wanted[i], got[i], unordered, path + "[" + std::to_string(i) + "]"));
    return out;
}

} // namespace

const Value& RecordedCase::part(std::string_view key) const
{
    static const Value none;
    const Value* found = whole.find(key);
    return found != nullptr ? *found : none;
}

std::string RecordedCase::option(std::string_view key) const
{
    const Value* found = part("options").find(key);
    return found != nullptr ? found->text : std::string();
}

std::vector<RecordedCase> recordedCases(const std::string& folder, std::string_view op)
{
    std::vector<RecordedCase> out;
    const std::filesystem::path path = std::filesystem::path(CONFORMANCE_DIR) / folder;
    if (!std::filesystem::is_directory(path))
        return out;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        const yaml::Document document = readText(bytes.str(), entry.path().filename());
        if (document.roots().size() != 1)
            continue;
        RecordedCase recorded;
        recorded.whole = yaml::toValue(document.roots().front());
        recorded.id = recorded.part("id").text;
        recorded.op = recorded.part("op").text;
        recorded.grade = recorded.part("grade").text;
        if (op.empty() || recorded.op == op)
            out.push_back(std::move(recorded));
    }
    std::sort(out.begin(), out.end(),
              [](const RecordedCase& a, const RecordedCase& b) { return a.id < b.id; });
    return out;
}

CaseInputs readInputs(const Value& file, const std::string& name)
{
    CaseInputs out;
    const yaml::Document document = readText(writeJson(file), name);
    for (text::Diagnostic& diagnostic : ops::validate(document)) {
        if (diagnostic.severity == text::Severity::Error)
            out.errors.push_back(std::move(diagnostic));
    }
    for (const policy::Unit& unit : policy::unitsOf(document, true)) {
        if (unit.kind == policy::Kind::FingerprintGroup)
            continue; // its members follow
        out.documents.push_back({policy::decodeGuardian(yaml::NodeRef(document, unit.root)),
                                 unit.label.empty() ? name : name + ": " + unit.label});
    }
    return out;
}

CaseInputs creationInputs(const RecordedCase& recorded)
{
    const Value& inputs = recorded.part("inputs");
    if (recorded.option("single_document") == "true" && inputs.items.size() == 1)
        return readInputs(inputs.items.front(), recorded.id);
    return readInputs(inputs, recorded.id);
}

policy::Options disableOptions(const RecordedCase& recorded)
{
    policy::Options out;
    if (const std::string processes = recorded.option("disable_procs"); !processes.empty())
        out.disableProcesses = processes;
    const std::string connections = recorded.option("disable_conns");
    const auto behind = [&](std::string_view word) {
        const std::string rest = connections.substr(word.size());
        return rest.empty() ? std::string("all") : rest.substr(1);
    };
    if (connections.starts_with("private"))
        out.disablePrivateConnections = behind("private");
    else if (connections.starts_with("public"))
        out.disablePublicConnections = behind("public");
    else if (!connections.empty())
        out.disableConnections = connections;
    return out;
}

ops::CreateOptions createOptions(const RecordedCase& recorded)
{
    ops::CreateOptions out;
    out.name = recorded.option("name");
    if (const std::string mode = recorded.option("mode"); !mode.empty())
        out.mode = mode;
    out.disable = disableOptions(recorded);
    out.includeImageId = recorded.option("include_imageid") == "true";
    return out;
}

std::vector<std::string> differences(const Value& expected, const Value& found,
                                     const std::vector<std::string>& unordered,
                                     const std::string& path)
{
    if (expected.kind == Value::Kind::Map && found.kind == Value::Kind::Map)
        return mapDifferences(expected, found, unordered, path);
    if (expected.kind == Value::Kind::List && found.kind == Value::Kind::List)
        return listDifferences(expected, found, unordered, path);
    if (sameScalar(expected, found))
        return {};
    return {path + ": wanted " + writeJson(expected, yaml::JsonLayout::OneLine) + ", got "
            + writeJson(found, yaml::JsonLayout::OneLine)};
}

std::vector<std::string> unorderedPaths(const RecordedCase& recorded)
{
    std::vector<std::string> out;
    for (const Value& path : recorded.part("unordered").items)
        out.push_back(path.text);
    return out;
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string out;
    for (const std::string& line : lines)
        out += "\n  " + line;
    return out;
}

} // namespace pw::conformance
