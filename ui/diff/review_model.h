#pragma once
// Rows of two lines: checks, and changes with what they do.

#include "core/ops/sentence.h"
#include "core/text/span.h"
#include "ui/common/cell.h"

#include <QAbstractListModel>

#include <string>
#include <vector>

namespace pw::ui {

struct ReviewRow
{
    std::string key; ///< unique in the list
    QString icon; ///< left; else `sign`
    QString sign; ///< `+`, `−`, `~`
    Tone tone = Tone::Normal; ///< of icon or sign
    QString title; ///< of a check; empty for changes
    Tone titleTone = Tone::Normal;
    ops::Sentence sentence;
    QString detail;
    QString effectIcon;
    QString effect; ///< word at the right edge
    Tone effectTone = Tone::Muted;
    QString spoken; ///< how a reader of the screen says icon or sign: `passed`, `added`
    text::Span span; ///< to be revealed; empty: nothing
    text::Span before; ///< in the older text
    bool operator==(const ReviewRow&) const = default;
};

class ReviewModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    enum { ReviewRowRole = Qt::UserRole + 20 }; ///< ReviewRow

    /// Rows with the same key keep their place in the view.
    void setRows(std::vector<ReviewRow> rows);
    [[nodiscard]] const ReviewRow& row(int at) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<ReviewRow> m_rows;
};

} // namespace pw::ui

Q_DECLARE_METATYPE(pw::ui::ReviewRow)
