#pragma once
// Which fingerprints of a list a person wants to see, as a value.

#include "core/ops/word_filter.h"
#include "core/policy/fingerprint.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// What a filter can ask for, by name.
enum class FingerprintField : std::uint8_t {
    Namespace,
    Cluster, ///< name or uid
    Image,
    ImageId, ///< with or without `sha256:`, or its first 12 digits
    Id,
    Machine, ///< uid or hostname
    Pod,
    Cgroup,
    Status,
    Label, ///< `key=value`, or `key` alone: whatever its value
};
inline constexpr std::size_t fingerprintFieldCount = 10;
inline constexpr std::array<FingerprintField, fingerprintFieldCount> fingerprintFields{
    FingerprintField::Namespace, FingerprintField::Cluster, FingerprintField::Image,
    FingerprintField::ImageId,   FingerprintField::Id,      FingerprintField::Machine,
    FingerprintField::Pod,       FingerprintField::Cgroup,  FingerprintField::Status,
    FingerprintField::Label};

/// `image-id`: a word for texts and options.
[[nodiscard]] std::string_view toString(FingerprintField field);

struct FingerprintFilter
{
    std::string type; ///< `container` or `linux-service`; empty: both
    std::string text; ///< see WordFilter
    /// Patterns for whole values, upper and lower case apart; one of a field must fit. The empty
    /// pattern fits those without a value.
    std::map<FingerprintField, std::vector<std::string>> fields;
    bool onlyUncovered = false;

    [[nodiscard]] bool matches(const policy::FingerprintFacts& facts) const;
    /// Nothing but the type is asked for.
    [[nodiscard]] bool empty() const;
    bool operator==(const FingerprintFilter&) const = default;
};

/// The field's patterns for one fingerprint after another.
class FieldPatterns
{
public:
    FieldPatterns(FingerprintField field, const std::vector<std::string>& patterns);

    /// One of them fits the value that rows are counted by, or its other name (the uid of a
    /// cluster, the hostname of a machine).
    [[nodiscard]] bool fit(std::string_view value, std::string_view otherName = {}) const;
    /// Of the field Label.
    [[nodiscard]] bool fit(const policy::SharedTexts& labels) const;

private:
    [[nodiscard]] bool fitText(std::string_view text) const;

    FingerprintField m_field;
    bool m_fitsNone = false;
    std::vector<std::string> m_exact; ///< sorted
    std::vector<std::string> m_globs;
};

} // namespace pw::ops
