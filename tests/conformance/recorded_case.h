#pragma once
// The recorded cases beside the project: what the real tool answered, as data.

#include "core/ops/merge.h"
#include "core/text/diagnostic.h"
#include "core/yaml/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::conformance {

struct RecordedCase
{
    std::string id;
    std::string op;
    std::string grade; ///< `exact`, `expected`, `property`, `error`; empty when it has none
    yaml::Value whole; ///< with `options`, `inputs`, `expect`, `should`, …

    [[nodiscard]] const yaml::Value& part(std::string_view key) const; ///< Null when absent
    /// The text of an option, empty when it is not set.
    [[nodiscard]] std::string option(std::string_view key) const;
};

/// All cases of one operation (of all for an empty one) in a subfolder, by id. Empty when the
/// folder is not there.
[[nodiscard]] std::vector<RecordedCase> recordedCases(const std::string& folder,
                                                      std::string_view op = {});

/// Documents as a command finds them in one file: written as JSON, read, validated, decoded.
struct CaseInputs
{
    std::vector<ops::MergeInput> documents;
    std::vector<text::Diagnostic> errors; ///< not empty: the command refuses the file
};
[[nodiscard]] CaseInputs readInputs(const yaml::Value& file, const std::string& name);

/// The inputs of a creation: all in one file, bare when the case says `single_document`.
[[nodiscard]] CaseInputs creationInputs(const RecordedCase& recorded);

/// What `-d` and `-D` mean for the document.
[[nodiscard]] policy::Options disableOptions(const RecordedCase& recorded);
[[nodiscard]] ops::CreateOptions createOptions(const RecordedCase& recorded);

/// Where two values differ, one line a place. Maps have no order; neither have lists at a path of
/// `unordered` (`$.policy.spec.networkPolicy.egress[*].processes`) and those called `ports`.
/// Numbers compare by value.
[[nodiscard]] std::vector<std::string> differences(const yaml::Value& expected,
                                                   const yaml::Value& found,
                                                   const std::vector<std::string>& unordered,
                                                   const std::string& path = "$");

/// `unordered` of the case.
[[nodiscard]] std::vector<std::string> unorderedPaths(const RecordedCase& recorded);

/// Lines joined for a failure's message.
[[nodiscard]] std::string joined(const std::vector<std::string>& lines);

} // namespace pw::conformance
