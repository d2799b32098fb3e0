#include "core/ops/fingerprint_facets.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace pw::ops {
namespace {

/// A value that has not become a text of its own yet.
struct Counted
{
    std::string_view value;
    std::size_t count = 0;
    std::size_t row = 0; ///< one that has it
};

bool comesFirst(const Counted& a, const Counted& b)
{
    return std::tuple(b.count, a.value) < std::tuple(a.count, b.value);
}

/// Every value in the rows of the type, in no order.
std::vector<Counted> countValues(FingerprintField field, const FingerprintIndex& index,
                                 const FingerprintSelection& selection)
{
    const FingerprintColumn& column = index[columnsOf(field).values];
    std::vector<std::uint32_t> counts(column.size(), 0);
    constexpr auto unseen = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> rowOf(column.size(), unseen);
    for (std::size_t row = 0; row < index.rows(); ++row) {
        if (!selection.ofType(row))
            continue;
        const ValueNumber number = column.of(row);
        rowOf[number] = static_cast<std::uint32_t>(row);
        counts[number] += selection.shownBut(field, row) ? 1 : 0;
    }
    std::vector<Counted> out;
    for (ValueNumber number = 0; number < column.size(); ++number) {
        if (rowOf[number] != unseen)
            out.push_back({column.value(number), counts[number], rowOf[number]});
    }
    return out;
}

std::vector<Counted> countLabels(const FingerprintIndex& index,
                                 const FingerprintSelection& selection)
{
    const LabelColumn& labels = index.labels();
    std::vector<std::size_t> counts(labels.sets.size(), 0);
    std::vector<bool> seen(labels.sets.size(), false);
    for (std::size_t row = 0; row < index.rows(); ++row) {
        if (!selection.ofType(row))
            continue;
        seen[labels.of[row]] = true;
        counts[labels.of[row]] += selection.shownBut(FingerprintField::Label, row) ? 1U : 0U;
    }
    std::unordered_map<std::string_view, std::size_t> byLabel;
    for (std::size_t set = 0; set < labels.sets.size(); ++set) {
        if (!seen[set])
            continue;
        if (labels.sets[set].empty())
            byLabel[std::string_view()] += counts[set];
        for (const std::string& label : labels.sets[set])
            byLabel[label] += counts[set];
    }
    std::vector<Counted> out;
    for (const auto& [label, count] : byLabel)
        out.push_back({label, count, 0});
    return out;
}

FacetValue valueOf(const Counted& counted, FingerprintField field, const FingerprintIndex& index)
{
    FacetValue out{std::string(counted.value), {}, counted.count};
    const std::optional<FingerprintIndex::Column> others = columnsOf(field).otherNames;
    if (others && !out.value.empty()) {
        const FingerprintColumn& column = index[*others];
        out.note = column.value(column.of(counted.row));
        if (out.note == out.value)
            out.note.clear();
    }
    return out;
}

} // namespace

FingerprintFacets facetsOf(const FingerprintIndex& index, const FingerprintSelection& selection)
{
    FingerprintFacets out;
    for (const FingerprintField field : fingerprintFields) {
        std::vector<Counted> counted = field == FingerprintField::Label
            ? countLabels(index, selection)
            : countValues(field, index, selection);
        const bool says
            = std::ranges::any_of(counted, [](const Counted& one) { return !one.value.empty(); });
        if (!says)
            continue;
        std::erase_if(counted, [](const Counted& one) { return one.count == 0; });
        Facet& facet = out[field];
        facet.all = counted.size();
        const auto end
            = counted.begin() + static_cast<std::ptrdiff_t>(std::min(facet.all, facetLimit));
        std::partial_sort(counted.begin(), end, counted.end(), comesFirst);
        for (auto one = counted.begin(); one != end; ++one)
            facet.values.push_back(valueOf(*one, field, index));
    }
    return out;
}

std::vector<FacetValue> allValuesOf(FingerprintField field, const FingerprintIndex& index,
                                    const FingerprintSelection& selection)
{
    std::vector<FacetValue> out;
    for (const Counted& counted : countValues(field, index, selection))
        out.push_back(valueOf(counted, field, index));
    std::ranges::sort(out, {}, &FacetValue::value);
    return out;
}

} // namespace pw::ops
