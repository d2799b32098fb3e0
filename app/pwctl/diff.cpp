#include "app/pwctl/report.h"

#include "core/ops/diff_object.h"
#include "core/ops/merge_edits.h"
#include "core/text/line_patch.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

/// Every line, those that come and go with their signs.
std::string fullDiff(std::string_view before, std::string_view after)
{
    const text::LineDiff diff = text::lineDiff(before, after);
    std::string out;
    const auto add = [&out](char sign, std::string_view text, const std::vector<text::Span>& lines,
                            text::LineRange range) {
        for (std::uint32_t at = range.begin; at < range.end; ++at)
            (out += sign)
                += std::string(text::withoutLineEnd(text::sliced(text, lines[at]))) + '\n';
    };
    for (const text::LineHunk& hunk : diff.hunks) {
        const bool equal = hunk.kind == text::LineHunk::Kind::Equal;
        add(equal ? ' ' : '-', before, diff.left, hunk.left);
        if (!equal)
            add('+', after, diff.right, hunk.right);
    }
    return out;
}

std::string objectDiff(const InputFile& target, const policy::Unit& unit, const std::string& after,
                       const std::string& format)
{
    const Result<text::SourceText> merged = text::SourceText::make(after, target.path);
    if (!merged)
        return {};
    const yaml::Document document = yaml::read(*merged);
    const std::vector<policy::Unit> units = policy::unitsOf(document, false);
    if (units.empty())
        return {};
    const yaml::Value marked
        = ops::diffObject(yaml::toValue(target.root(unit)),
                          yaml::toValue(yaml::NodeRef(document, units.front().root)));
    return format == "json" ? yaml::writeJson(marked) : yaml::writeYaml(marked);
}

int runDiff(const Arguments& arguments, Session& session)
{
    Report report;
    int exitCode = ok;
    const std::optional<MergeFiles> files = readMergeFiles(arguments, report, session, exitCode);
    if (!files)
        return exitCode;
    const InputFile& target = files->target;
    const Result<ops::MergePlan> plan
        = ops::planMerge(*target.document, target.units, files->unit, files->documents,
                         {!arguments.has("exclude-network"), arguments.has("exact")});
    if (!plan) {
        session.say(plan.error().text());
        return errorsFound;
    }
    report.merge = plan->report;
    report.merge.skipped.insert(report.merge.skipped.begin(), files->skipped.begin(),
                                files->skipped.end());
    report.print(session);
    const std::string before(target.document->source().bytes());
    const Result<std::string> after = plan->edits.apply(before);
    if (!after) {
        session.say(after.error().text());
        return errorsFound;
    }
    const std::string format = arguments.value("output", "text");
    if (!plan->changed)
        session.say("nothing would change");
    if (format != "text")
        session.out += objectDiff(target, files->unit, *after, format);
    else if (arguments.has("full-diff"))
        session.out += fullDiff(before, *after);
    else
        session.out += text::unifiedPatch(before, *after, target.path, target.path + " merged");
    return ok;
}

} // namespace

Command diffCommand()
{
    return {
        {"diff",
         "Show what merging fingerprints, deviations or another policy would change.",
         {},
         {{'f',
           {"filename", "file", "from-file"},
           Takes::One,
           "TARGET",
           "the policy, - for standard input; it is not changed",
           {},
           true},
          {'w', {"with-file"}, Takes::Many, "WITH", "what would be taken in", {}, true},
          {0,
           {"full-diff"},
           Takes::Nothing,
           {},
           "every line of the policy, not only those around a change",
           {},
           false},
          {0, {"include-network"}, Takes::Nothing, {}, "connections, too (the default)", {}, false},
          {0, {"exclude-network"}, Takes::Nothing, {}, "without connections", {}, false},
          {0, {"exact"}, Takes::Nothing, {}, "widen nothing: no joined rules", {}, false},
          {'o',
           {"output"},
           Takes::One,
           "FORMAT",
           "text unless given; yaml and json mark what is added, changed and removed",
           {"text", "yaml", "json"},
           false}}},
        runDiff};
}

} // namespace pw::pwctl
