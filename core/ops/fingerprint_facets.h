#pragma once
// The values of each field with the fingerprints that have them: what a filter offers to tick.

#include "core/ops/fingerprint_selection.h"

#include <map>

namespace pw::ops {

struct FacetValue
{
    std::string value; ///< as a filter takes it; empty: those without one
    std::string note; ///< its other name: the uid of a cluster, the hostname of a machine
    std::size_t count = 0; ///< fingerprints that the filter's other fields leave
    bool operator==(const FacetValue&) const = default;
};

struct Facet
{
    std::vector<FacetValue> values; ///< the most frequent first, then in the order of the alphabet
    std::size_t all = 0; ///< different values, of which `values` may hold fewer
    bool operator==(const Facet&) const = default;
};

using FingerprintFacets = std::map<FingerprintField, Facet>;

/// Values of a facet at most.
inline constexpr std::size_t facetLimit = 300;

/// Of the fields in which the fingerprints of the type say anything.
[[nodiscard]] FingerprintFacets facetsOf(const FingerprintIndex& index,
                                         const FingerprintSelection& selection);

/// Every value of the field in the fingerprints of the type, in the order of the alphabet; the
/// count may be 0. Not for Label.
[[nodiscard]] std::vector<FacetValue> allValuesOf(FingerprintField field,
                                                  const FingerprintIndex& index,
                                                  const FingerprintSelection& selection);

} // namespace pw::ops
