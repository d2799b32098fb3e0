#pragma once
// Files that are read and validated before anything is made of them.

#include "app/pwctl/commands.h"
#include "core/ops/merge.h"
#include "core/policy/kinds.h"
#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pw::pwctl {

struct InputFile
{
    std::string path;
    std::unique_ptr<yaml::Document> document; ///< a fixed address: nodes point into it
    std::vector<policy::Unit> units; ///< groups opened, their members behind them
    std::vector<text::Diagnostic> diagnostics;

    [[nodiscard]] yaml::NodeRef root(const policy::Unit& unit) const
    {
        return {*document, unit.root};
    }
    /// `fprints.yaml: items[3]`
    [[nodiscard]] std::string label(const policy::Unit& unit) const
    {
        return unit.label.empty() ? path : path + ": " + unit.label;
    }
};

enum class Check {
    Readable, ///< the reader's own problems, for records that are only listed
    Valid,
};

struct Inputs
{
    std::vector<InputFile> files; ///< in the order given, those that could be read
    int exitCode = ok; ///< what the run ends with when the inputs are not good enough

    [[nodiscard]] bool hasErrors() const;
};

/// Reads every file, also behind one that fails, and says what could not be read.
[[nodiscard]] Inputs readInputs(const std::vector<std::string>& paths, Check check,
                                Session& session);

/// The one policy of the target file of a merge. Error code: `no-target`.
[[nodiscard]] Result<policy::Unit> onlyPolicy(const InputFile& file);

/// The documents that a workload policy can be made of, in the order of the files. Others are
/// skipped with the reason; for uids that would have to be fetched an Error: `needs-connection`.
[[nodiscard]] Result<std::vector<ops::MergeInput>>
mergeInputs(const std::vector<InputFile>& files, std::vector<ops::SkippedInput>& skipped);

/// Prints them at their places, at most `limit`.
void printDiagnostics(const text::SourceText& source,
                      const std::vector<text::Diagnostic>& diagnostics, std::size_t limit,
                      Session& session);

} // namespace pw::pwctl
