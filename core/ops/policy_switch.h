#pragma once
// A policy set to audit or enforce, on or off, in its own text: nothing else moves.

#include "core/base/result.h"
#include "core/text/text_edit.h"
#include "core/yaml/document.h"

#include <string>
#include <string_view>

namespace pw::ops {

struct ChangedText
{
    text::TextEdits edits; ///< none when the policy says so already
    std::string text; ///< after them
};

/// `policy` is the root of a policy in its document. A missing key comes where spyctl writes it, or
/// in its place by the alphabet where all keys stand so. Error codes: `no-spec`, those of
/// yaml::TreeEdit.
[[nodiscard]] Result<ChangedText> withMode(yaml::NodeRef policy, std::string_view mode);
/// A missing `enabled` means true, and is then left missing.
[[nodiscard]] Result<ChangedText> withEnabled(yaml::NodeRef policy, bool on);

/// For texts that hold one policy and nothing else. Further error codes: `does-not-parse`,
/// `not-one-policy`.
[[nodiscard]] Result<ChangedText> withMode(const text::SourceText& source, std::string_view mode);
[[nodiscard]] Result<ChangedText> withEnabled(const text::SourceText& source, bool on);

} // namespace pw::ops
