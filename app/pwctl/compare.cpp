#include "app/pwctl/inputs.h"

#include "core/ops/comparison_html.h"
#include "core/ops/comparison_report.h"
#include "core/yaml/json_writer.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;
using ops::Comparison;
using ops::Effect;
using yaml::Value;

Value placeOf(const text::SourceText& source, text::Span span)
{
    if (span.size() == 0)
        return {};
    const text::LineColumn at = source.lineColumn(span.begin);
    return Value::map({{"line", Value::number(std::to_string(at.line))},
                       {"column", Value::number(std::to_string(at.column))}});
}

std::string_view partWord(ops::PolicyChange::Part part)
{
    using Part = ops::PolicyChange::Part;
    switch (part) {
    case Part::General:
        break;
    case Part::Selectors:
        return "selectors";
    case Part::Processes:
        return "processes";
    case Part::Network:
        return "network";
    case Part::Response:
        return "response";
    case Part::Others:
        return "others";
    }
    return "general";
}

std::string_view signWord(ops::PolicyChange::Sign sign)
{
    using Sign = ops::PolicyChange::Sign;
    return sign == Sign::Added ? "added" : sign == Sign::Removed ? "removed" : "changed";
}

std::string jsonReport(const Comparison& comparison, const text::SourceText& left,
                       const text::SourceText& right)
{
    const auto text = [](std::string_view words) { return Value::string(std::string(words)); };
    Value documents = Value::list();
    for (const ops::ComparedDocument& document : comparison.documents) {
        Value changes = Value::list();
        for (const ops::PolicyChange& change : document.changes)
            changes.items.push_back(Value::map({{"sign", text(signWord(change.sign))},
                                                {"part", text(partWord(change.part))},
                                                {"sentence", text(change.sentence.text())},
                                                {"detail", text(change.detail)},
                                                {"effect", text(toString(change.effect))},
                                                {"left", placeOf(left, change.before)},
                                                {"right", placeOf(right, change.span)}}));
        documents.items.push_back(
            Value::map({{"name", text(document.name)}, {"changes", std::move(changes)}}));
    }
    const Value whole
        = Value::map({{"documents", std::move(documents)},
                      {"notJudged", Value::number(std::to_string(comparison.notJudged))}});
    return yaml::writeJson(whole, yaml::JsonLayout::Indented);
}

/// What is not decided counts as wider: nobody has shown that it is not.
bool fails(const Comparison& comparison, const std::string& on)
{
    if (on == "wider")
        return comparison.count(Effect::Wider) + comparison.count(Effect::Mixed)
            + comparison.count(Effect::Unknown)
            > 0;
    return on == "any" && comparison.count() > comparison.count(Effect::Same);
}

int runCompare(const Arguments& arguments, Session& session)
{
    if (arguments.positional().size() != 2) {
        session.say("compare takes two files");
        return couldNot;
    }
    const Inputs inputs = readInputs(arguments.positional(), Check::Readable, session);
    for (const InputFile& file : inputs.files)
        printDiagnostics(file.document->source(), file.diagnostics, 5, session);
    if (inputs.files.size() != 2 || inputs.exitCode != ok
        || std::ranges::any_of(inputs.files,
                               [](const InputFile& file) { return !file.document->complete(); }))
        return couldNot;
    const InputFile& left = inputs.files.front();
    const InputFile& right = inputs.files.back();
    const Comparison comparison
        = ops::compare(ops::comparedText(*left.document), ops::comparedText(*right.document));
    const std::string format = arguments.value("output", "text");
    if (format == "json") {
        session.out += jsonReport(comparison, left.document->source(), right.document->source());
    } else if (format == "markdown") {
        session.out += ops::markdownReport(comparison, left.path, right.path);
    } else if (format == "html") {
        session.out += ops::htmlReport(comparison, {left.path, left.document->source().bytes()},
                                       {right.path, right.document->source().bytes()});
    } else {
        session.out += ops::textReport(comparison);
        const std::string counts = ops::countsText(comparison);
        session.say(comparison.count() > 0 ? counts
                        : comparison.notJudged > 0
                        ? std::string("these are no policies: their meaning is not compared")
                        : std::string("both mean the same"));
    }
    return fails(comparison, arguments.value("fail-on")) ? errorsFound : ok;
}

} // namespace

Command compareCommand()
{
    return {{"compare",
             "Say what changed from one text to another, and whether it allows more or less.",
             "A B",
             {{'o',
               {"output"},
               Takes::One,
               "FORMAT",
               "text unless given; markdown is for a review, html is a page of its own",
               {"text", "json", "markdown", "html"},
               false},
              {0,
               {"fail-on"},
               Takes::One,
               "WHAT",
               "end with 1 when something is wider or not decided, or when anything changed",
               {"wider", "any"},
               false}}},
            runCompare};
}

} // namespace pw::pwctl
