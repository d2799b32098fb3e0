#pragma once
// Policies and rulesets as the API shows them and takes them, in the shapes of both generations.

#include "core/organization/applied.h"
#include "core/policy/kinds.h"

#include <span>
#include <string>
#include <string_view>

namespace pw::organization {

/// The older generation wants the document of a listed policy as a JSON text.
enum class DocumentShape : std::uint8_t { Object, Text };

/// The record of one version: `{"uid", "name", …, "policy": …}`.
[[nodiscard]] std::string appliedJson(const AppliedVersion& version, std::string_view documentKey,
                                      DocumentShape shape, const std::string& organizationUid);

/// Which documents a path takes and what messages call one.
struct AppliedKind
{
    std::string_view noun; ///< `policy`; the key of the document as well
    std::span<const policy::Kind> kinds;
};

/// The document, checked as a file is. Error code `invalid-document`, with all that is wrong.
[[nodiscard]] Result<yaml::Value> checkedDocument(const yaml::Value& document,
                                                  const AppliedKind& kind);

/// All errors of a document in one text, apart by `; `; empty when it is valid.
[[nodiscard]] std::string documentErrors(const yaml::Value& document);

} // namespace pw::organization
