#pragma once
// The parts of a text as a tree: documents, selectors, processes, rules, actions.

#include "core/ops/outline.h"
#include "ui/common/cell.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace pw::ui {

using OutlinePtr = std::shared_ptr<const std::vector<ops::OutlineItem>>;

class OutlineModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    /// Never null. The same parts with other words or problems stay the rows that they are.
    void setOutline(OutlinePtr outline);
    [[nodiscard]] const std::vector<ops::OutlineItem>& items() const { return *m_outline; }
    [[nodiscard]] const ops::OutlineItem& item(const QModelIndex& index) const;
    /// The deepest part that holds the place; not valid when none does.
    [[nodiscard]] QModelIndex indexAt(text::ByteOffset place) const;
    /// The part of that path, or the deepest one above it that there is.
    [[nodiscard]] QModelIndex indexOf(const policy::Place& path, ops::OutlineKind kind) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Node
    {
        int parent = -1; ///< index of an item
        int row = 0;
        std::vector<int> children;
    };
    [[nodiscard]] const std::vector<int>& childrenOf(const QModelIndex& parent) const;
    [[nodiscard]] QModelIndex indexFor(int item) const;
    void build();

    OutlinePtr m_outline = std::make_shared<const std::vector<ops::OutlineItem>>();
    std::vector<Node> m_nodes; ///< of each item
    std::vector<int> m_roots;
};

} // namespace pw::ui
