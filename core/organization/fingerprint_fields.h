#pragma once
// What can be asked of fingerprints and shown in rows, without reading their records.

#include "core/organization/fingerprints.h"
#include "core/organization/query_language.h"

#include <span>
#include <string>
#include <string_view>

namespace pw::organization {

struct FingerprintField
{
    std::string_view name;
    std::string_view type; ///< as the search's schemas say it
    std::string_view description;
    yaml::Value (*value)(const FingerprintRow& row); ///< null where it says nothing
};

[[nodiscard]] std::span<const FingerprintField> fingerprintFields();
/// nullptr when there is none of that name.
[[nodiscard]] const FingerprintField* fingerprintField(std::string_view name);

/// The row's fields for a query. The row must outlive it.
class FingerprintLookup
{
public:
    explicit FingerprintLookup(const FingerprintRow& row) : m_row(&row) { }
    const yaml::Value* operator()(std::string_view field);

private:
    const FingerprintRow* m_row;
    yaml::Value m_value;
};

/// A flat object with those of the fields that say something.
[[nodiscard]] std::string fingerprintRowJson(const FingerprintRow& row,
                                             std::span<const FingerprintField* const> fields);

} // namespace pw::organization
