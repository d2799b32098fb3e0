#pragma once
// What the server fills in goes into the text that was applied; nothing else in it changes.

#include "core/base/result.h"
#include "core/text/text_edit.h"
#include "core/yaml/document.h"
#include "core/yaml/value.h"

#include <string>
#include <vector>

namespace pw::ops {

/// One document that was applied.
struct AppliedMark
{
    yaml::NodeRef root; ///< of the document in its text
    std::string uid; ///< that the server gave
    /// As the server holds it now; Null when only the uid is known.
    yaml::Value metadata = {};
};

/// Writes uid, creationTimestamp and version, behind the type where they are new; who changed it
/// and when only where the text says so already. All marks are of one text. Empty when everything
/// stands there. Error codes: those of yaml::TreeEdit, `no-metadata`.
[[nodiscard]] Result<text::TextEdits> planMarks(const yaml::Document& document,
                                                const std::vector<AppliedMark>& marks);

} // namespace pw::ops
