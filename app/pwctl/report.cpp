#include "app/pwctl/report.h"

#include "core/ops/validate.h"
#include "core/policy/encode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

using yaml::Value;

constexpr std::size_t errorsShown = 100;
constexpr std::size_t warningsShown = 20;
constexpr std::size_t evidenceShown = 3;
constexpr std::size_t textShown = 100; ///< bytes

std::string evidenceText(const std::vector<std::string>& labels)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(evidenceShown, labels.size()); ++i)
        text += (i == 0 ? "" : ", ") + labels[i];
    if (labels.size() > evidenceShown)
        text += " and " + std::to_string(labels.size() - evidenceShown) + " more";
    return text;
}

/// A long list of values is cut; the report has all of it.
std::string shortened(const std::string& text)
{
    if (text.size() <= textShown)
        return text;
    std::size_t end = textShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // not inside a sign
    return text.substr(0, end) + "...";
}

std::string widenedLine(const ops::Widening& widening)
{
    std::string line = "widened: " + widening.where + ": ";
    if (!widening.before.empty())
        line += shortened(widening.before) + " -> ";
    line += widening.after.empty() ? "removed" : shortened(widening.after);
    line += " [" + std::string(ops::toString(widening.what)) + "]";
    if (!widening.evidence.empty())
        line += " because of " + evidenceText(widening.evidence);
    return line;
}

Value toJson(const ops::Widening& widening)
{
    return Value::map({{"what", Value::string(std::string(ops::toString(widening.what)))},
                       {"where", Value::string(widening.where)},
                       {"before", Value::string(widening.before)},
                       {"after", Value::string(widening.after)},
                       {"evidence", Value::strings(widening.evidence)}});
}

bool isError(const text::Diagnostic& diagnostic)
{
    return diagnostic.severity == text::Severity::Error;
}

/// Errors and fewer warnings up to a limit, suggestions never; the report has all of them.
void printFound(const text::SourceText& source, const std::vector<text::Diagnostic>& found,
                Session& session)
{
    std::vector<text::Diagnostic> errors;
    std::vector<text::Diagnostic> warnings;
    for (const text::Diagnostic& diagnostic : found) {
        if (isError(diagnostic))
            errors.push_back(diagnostic);
        else if (diagnostic.severity != text::Severity::Suggestion)
            warnings.push_back(diagnostic);
    }
    printDiagnostics(source, errors, errorsShown, session);
    printDiagnostics(source, warnings, warningsShown, session);
}

} // namespace

Value toJson(const text::SourceText& source, const std::vector<text::Diagnostic>& diagnostics)
{
    Value list = Value::list();
    for (const text::Diagnostic& found : diagnostics) {
        const text::LineColumn at = source.lineColumn(found.span.begin);
        list.items.push_back(
            Value::map({{"file", Value::string(source.name())},
                        {"line", Value::number(std::to_string(at.line))},
                        {"column", Value::number(std::to_string(at.column))},
                        {"path", Value::string(found.path)},
                        {"code", Value::string(found.code)},
                        {"severity", Value::string(std::string(text::toString(found.severity)))},
                        {"message", Value::string(found.message)}}));
    }
    return list;
}

void Report::add(const text::SourceText& source, const std::vector<text::Diagnostic>& found)
{
    Value list = toJson(source, found);
    std::move(list.items.begin(), list.items.end(), std::back_inserter(diagnostics.items));
}

void Report::print(Session& session) const
{
    for (const ops::SkippedInput& input : merge.skipped)
        session.say("skipped: " + input.label + ": " + input.reason);
    for (const ops::Widening& widening : merge.widenings)
        session.say(widenedLine(widening));
    for (const std::string& note : merge.notes)
        session.say("note: " + note);
}

int Report::finish(const Arguments& arguments, Session& session, int exitCode) const
{
    if (!arguments.has("report"))
        return exitCode;
    Value widenings = Value::list();
    for (const ops::Widening& widening : merge.widenings)
        widenings.items.push_back(toJson(widening));
    Value skipped = Value::list();
    for (const ops::SkippedInput& input : merge.skipped)
        skipped.items.push_back(Value::map(
            {{"label", Value::string(input.label)}, {"reason", Value::string(input.reason)}}));
    const Value all = Value::map({{"changed", Value::boolean(changed)},
                                  {"widenings", std::move(widenings)},
                                  {"skipped", std::move(skipped)},
                                  {"notes", Value::strings(merge.notes)},
                                  {"inputs", inputs},
                                  {"diagnostics", diagnostics}});
    const Result<Done> saved = session.files.save(arguments.value("report"), yaml::writeJson(all));
    if (saved)
        return exitCode;
    session.say(saved.error().text());
    session.out.clear();
    return couldNot;
}

void reportInputs(const Inputs& inputs, Report& report, Session& session)
{
    for (const InputFile& file : inputs.files) {
        std::vector<text::Diagnostic> told;
        std::copy_if(file.diagnostics.begin(), file.diagnostics.end(), std::back_inserter(told),
                     [](const text::Diagnostic& found) {
                         return isError(found) || found.code.starts_with("second-reader");
                     });
        printFound(file.document->source(), told, session);
        report.add(file.document->source(), file.diagnostics);
    }
}

std::optional<std::string> checkedText(const policy::GuardianDocument& document,
                                       std::string_view format, std::string_view failure,
                                       Report& report, Session& session)
{
    const Value value = policy::encode(document);
    const std::string written = format == "json" ? yaml::writeJson(value) : yaml::writeYaml(value);
    const Result<text::SourceText> source = text::SourceText::make(written, "(result)");
    if (!source) {
        session.say(std::string(failure) + ": " + source.error().text());
        return std::nullopt;
    }
    const yaml::Document read = yaml::read(*source);
    const std::vector<text::Diagnostic> found = ops::validate(read); // asks yaml-cpp, too
    report.add(*source, found);

    const std::vector<yaml::NodeRef> roots = read.roots();
    const bool same = read.complete() && roots.size() == 1
        && yaml::writeJson(yaml::toValue(roots.front())) == yaml::writeJson(value);
    if (!same || text::hasErrors(found)) {
        session.say(failure);
        printFound(*source, found, session);
        if (!same)
            session.say("its text does not read back as what it was written from");
        return std::nullopt;
    }
    printFound(*source, found, session);
    return written;
}

std::optional<MergeFiles> readMergeFiles(const Arguments& arguments, Report& report,
                                         Session& session, int& exitCode)
{
    if (arguments.has("exclude-network") && arguments.has("include-network")) {
        session.say("--include-network and --exclude-network exclude each other");
        exitCode = couldNot;
        return std::nullopt;
    }
    std::vector<std::string> paths = arguments.values("with-file");
    paths.insert(paths.begin(), arguments.value("filename"));
    Inputs inputs = readInputs(paths, Check::Valid, session);
    reportInputs(inputs, report, session);
    exitCode = inputs.exitCode;
    if (exitCode != ok)
        return std::nullopt;
    MergeFiles out;
    out.target = std::move(inputs.files.front());
    inputs.files.erase(inputs.files.begin());
    const Result<policy::Unit> unit = onlyPolicy(out.target);
    if (!unit) {
        session.say(unit.error().text());
        exitCode = errorsFound;
        return std::nullopt;
    }
    out.unit = *unit;
    Result<std::vector<ops::MergeInput>> documents = mergeInputs(inputs.files, out.skipped);
    if (!documents) {
        session.say(documents.error().text());
        exitCode = couldNot;
        return std::nullopt;
    }
    out.documents = *std::move(documents);
    return out;
}

} // namespace pw::pwctl
