#pragma once
// Rows of two lines: checks, and changes with what they do; one after the other or below headings.

#include "core/ops/sentence.h"
#include "core/text/span.h"
#include "ui/common/cell.h"

#include <QAbstractItemModel>

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

struct ReviewGroup
{
    QString title; ///< unique among them
    std::vector<ReviewRow> rows;
};

class ReviewModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;
    enum {
        ReviewRowRole = Qt::UserRole + 20, ///< ReviewRow; not of a heading
        CountRole, ///< of a heading: how many rows are below it
    };

    /// Rows with the same key keep their place in the view.
    void setRows(std::vector<ReviewRow> rows);
    /// Each with a heading above its rows. Headings and rows that were there keep their place.
    void setGroups(std::vector<ReviewGroup> groups);
    /// Null: a heading, or nothing.
    [[nodiscard]] const ReviewRow* rowAt(const QModelIndex& index) const;
    [[nodiscard]] bool isHeading(const QModelIndex& index) const
    {
        return index.isValid() && m_hasHeadings && !index.parent().isValid();
    }

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void replaceRows(std::size_t group, std::vector<ReviewRow> rows);
    [[nodiscard]] QModelIndex indexOf(std::size_t group) const;
    [[nodiscard]] const std::vector<ReviewRow>* rowsBelow(const QModelIndex& parent) const;

    std::vector<ReviewGroup> m_groups{1}; ///< without headings the one that has all rows
    bool m_hasHeadings = false;
};

} // namespace pw::ui

Q_DECLARE_METATYPE(pw::ui::ReviewRow)
