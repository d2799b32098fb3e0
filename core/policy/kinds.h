#pragma once
// The kinds of documents that the Guardian domain knows, and where they stand in a text.

#include "core/yaml/document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::policy {

enum class Kind : std::uint8_t {
    Fingerprint, ///< SpyderbatFingerprint, the four keys only
    FingerprintRecord, ///< as the server sends it, with keys beside the four
    FingerprintGroup,
    Baseline,
    Policy, ///< SpyderbatPolicy of type container or linux-service
    ClusterPolicy,
    TracePolicy,
    Ruleset,
    Deviation, ///< GuardianDeviation
    DeviationRecord, ///< the server's wrapper around one, under `deviation`
    UidList,
    Config,
    ApiSecret,
    OutOfScope, ///< known to spyctl, not for a policy editor: SpyderbatSavedQuery, …
    Unknown,
};

/// The word of the `kind` field, or a plain one for records and Unknown.
[[nodiscard]] std::string_view toString(Kind kind);

/// One document of a text. A text may hold `---` documents, bare lists, `items` lists and groups.
struct Unit
{
    Kind kind = Kind::Unknown;
    std::string type; ///< `metadata.type`, empty when it is none
    yaml::NodeId root = yaml::noNode;
    std::string label; ///< for messages: `items[3]`, `document 2`, empty for a single document
};

/// The words of the `kind` field that documents of this domain have.
[[nodiscard]] std::vector<std::string_view> kindWords();

/// By the word of the `kind` field and `metadata.type` alone, as a document of that kind has them.
[[nodiscard]] Kind kindNamed(std::string_view word, std::string_view type);

/// What the mapping is, by `kind`, `metadata.type` and its other keys.
[[nodiscard]] Kind kindOf(yaml::NodeRef mapping);

/// Every document of the text, lists opened. Members of a FingerprintGroup follow their group when
/// `openGroups` is set; a deviation record stays a record.
[[nodiscard]] std::vector<Unit> unitsOf(const yaml::Document& document, bool openGroups);

/// There are fingerprints, and no policies beside them.
[[nodiscard]] bool holdFingerprintsAlone(const std::vector<Unit>& units);

} // namespace pw::policy
