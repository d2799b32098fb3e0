#pragma once
// What the cells of the fingerprint table say: texts, looks and tips of groups and instances.

#include "core/ops/fingerprint_list.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace pw::ui {

/// A column of the table as it stands.
struct FingerprintTableColumn
{
    ops::TableColumn column = ops::TableColumn::Title; ///< what it is sorted by
    QString title;
    ColumnWidth width;
    int groupField = -1; ///< of a column of the grouping: which one
};

class FingerprintCells
{
public:
    using Column = FingerprintTableColumn;
    bool wide = false; ///< ids and repositories are not cut
    QHash<QString, QString> policyNames; ///< by uid

    [[nodiscard]] QString text(const ops::FingerprintGroupRow& row, const ops::GroupPlaces& places,
                               const Column& column) const;
    [[nodiscard]] static Cell cell(const ops::FingerprintGroupRow& row, const Column& column);
    [[nodiscard]] static QString tip(const ops::FingerprintGroupRow& row, const Column& column);

    [[nodiscard]] QString text(const policy::FingerprintFacts& facts, const Column& column) const;
    [[nodiscard]] static Cell cell(const policy::FingerprintFacts& facts, const Column& column);
    [[nodiscard]] QString tip(const policy::FingerprintFacts& facts, const Column& column) const;

    /// The policies that cover an instance, by name where it is known.
    [[nodiscard]] QStringList policies(const policy::FingerprintFacts& facts) const;
};

} // namespace pw::ui
