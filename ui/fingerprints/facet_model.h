#pragma once
// The values of one field to tick, with the number of fingerprints that have them.

#include "core/ops/fingerprint_facets.h"

#include <QAbstractTableModel>
#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ui {

class FacetModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Patterns that are no value of the facet come first. `search` leaves the values that hold it.
    void setFacet(ops::FingerprintField field, const ops::Facet& facet,
                  const std::vector<std::string>& patterns, const QString& search);
    /// What is ticked, in the order of the list; what the search hides, too.
    [[nodiscard]] const std::vector<std::string>& patterns() const { return m_patterns; }
    void toggle(const QModelIndex& index);
    /// The value of the facet that the search has left, when it is one.
    [[nodiscard]] std::optional<std::string> onlyFound() const;
    [[nodiscard]] bool holds(std::string_view value) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void patternsChanged();

private:
    struct Row
    {
        ops::FacetValue value;
        bool counted = true;
        bool operator==(const Row&) const = default;
    };
    [[nodiscard]] bool isTicked(const Row& row) const;
    [[nodiscard]] QString text(const Row& row) const;

    ops::FingerprintField m_field = ops::FingerprintField::Image;
    std::vector<Row> m_rows;
    std::vector<std::string> m_patterns;
};

/// `Image ID`, `Pod labels`.
[[nodiscard]] QString fieldTitle(ops::FingerprintField field);
/// `no pod`: those without a value.
[[nodiscard]] QString noneOf(ops::FingerprintField field);

} // namespace pw::ui
