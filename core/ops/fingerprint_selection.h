#pragma once
// Which rows of an index a filter lets through, and which part of it stops the others.

#include "core/ops/fingerprint_filter.h"
#include "core/ops/fingerprint_index.h"

#include <stop_token>

namespace pw::ops {

/// The column that holds the values of a field, and the one with their other names; Label has none.
struct FieldColumns
{
    FingerprintIndex::Column values = FingerprintIndex::Column::Id;
    std::optional<FingerprintIndex::Column> otherNames;
};
[[nodiscard]] FieldColumns columnsOf(FingerprintField field);

/// Cancelled work lets no row through.
class FingerprintSelection
{
public:
    FingerprintSelection(const FingerprintIndex& index, const FingerprintFilter& filter,
                         const std::stop_token& stop);

    /// Rows of the filter's type.
    [[nodiscard]] bool ofType(std::size_t row) const { return (m_stops[row] & wrongType) == 0; }
    [[nodiscard]] bool shown(std::size_t row) const { return m_stops[row] == 0; }
    /// What is asked of the field apart.
    [[nodiscard]] bool shownBut(FingerprintField field, std::size_t row) const
    {
        return (m_stops[row] & ~bitOf(field)) == 0;
    }

private:
    static constexpr std::uint32_t wrongType = 1U << 30U;
    static constexpr std::uint32_t otherReason = 1U << 31U;
    static std::uint32_t bitOf(FingerprintField field)
    {
        return 1U << static_cast<unsigned>(field);
    }

    void askField(FingerprintField field, const std::vector<std::string>& patterns);
    void askLabels(const FieldPatterns& patterns);
    void askWord(const std::string& word);

    const FingerprintIndex& m_index;
    std::vector<std::uint32_t> m_stops; ///< of each row: a bit for each reason
};

} // namespace pw::ops
