#pragma once
// What a run tells beside its document, for people and for programs.

#include "app/pwctl/inputs.h"
#include "core/ops/merge.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>
#include <vector>

namespace pw::pwctl {

/// `{"file", "line", "column", "path", "code", "severity", "message"}` for each.
[[nodiscard]] yaml::Value toJson(const text::SourceText& source,
                                 const std::vector<text::Diagnostic>& diagnostics);

/// Collected while a document is created or merged; printed and written at the end.
struct Report
{
    ops::MergeReport merge;
    yaml::Value diagnostics = yaml::Value::list();
    /// For merges: the label of each input, and whether it was not allowed before.
    yaml::Value inputs = yaml::Value::list();
    bool changed = true;

    void add(const text::SourceText& source, const std::vector<text::Diagnostic>& found);
    void print(Session& session) const;
    /// Writes the file named by `--report`, if there is one, and gives the exit code on; when the
    /// file cannot be written, no document is printed either.
    [[nodiscard]] int finish(const Arguments& arguments, Session& session, int exitCode) const;
};

/// The files of a merge, read and judged.
struct MergeFiles
{
    InputFile target;
    policy::Unit unit; ///< the one policy of the target
    std::vector<ops::MergeInput> documents; ///< what is to be taken in
    std::vector<ops::SkippedInput> skipped;
};

/// The target of `-f` and what `-w` names. What is wrong is said and stands in the report;
/// `exitCode` is what the run ends with then.
[[nodiscard]] std::optional<MergeFiles> readMergeFiles(const Arguments& arguments, Report& report,
                                                       Session& session, int& exitCode);

/// Prints the errors of the inputs and where another reader would read something else. Their other
/// warnings stand in the report alone: what matters of them is found in the result again.
void reportInputs(const Inputs& inputs, Report& report, Session& session);

/// The document as text in the format asked for, validated and read back by both readers. Errors
/// found in it are printed below `failure`, and nothing comes back.
[[nodiscard]] std::optional<std::string> checkedText(const policy::GuardianDocument& document,
                                                     std::string_view format,
                                                     std::string_view failure, Report& report,
                                                     Session& session);

} // namespace pw::pwctl
