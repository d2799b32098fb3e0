#pragma once
// A model whose rows are nodes of a tree, and how they follow a text: those that are known again
// stay the rows they are, with all that views know of them.

#include "ui/common/row_spans.h"
#include "ui/form/row_keys.h"

#include <QAbstractItemModel>

#include <algorithm>
#include <memory>

namespace pw::ui {

/// Nodes have `above`, their number `at` among those of `above`, and `below`.
template <typename Node> class NodeModel : public QAbstractItemModel
{
public:
    explicit NodeModel(QObject* parent)
        : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
    {
    }

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override
    {
        if (!hasIndex(row, column, parent))
            return {};
        return createIndex(row, column,
                           nodeOf(parent)->below.at(static_cast<std::size_t>(row)).get());
    }
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override
    {
        return child.isValid() ? indexOf(*nodeOf(child)->above) : QModelIndex();
    }
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->below.size());
    }

protected:
    [[nodiscard]] Node& root() const { return *m_root; }
    [[nodiscard]] Node* nodeOf(const QModelIndex& index) const
    {
        return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
    }
    [[nodiscard]] QModelIndex indexOf(const Node& node, int column = 0) const
    {
        if (&node == m_root.get())
            return {};
        return createIndex(static_cast<int>(node.at), column, const_cast<Node*>(&node));
    }

    /// What stands below `above` becomes what `keys.after` names: `take(node, row)` gives a node
    /// that stays what it says now, `make(row)` makes a new one.
    template <typename Take, typename Make>
    void follow(Node& above, const RowKeys& keys, const Take& take, const Make& make)
    {
        const QModelIndex parent = indexOf(above);
        const RowSpans spans
            = keys.before == keys.after ? RowSpans() : rowSpans(keys.before, keys.after);
        for (const RowSpans::Span& span : spans.removed) {
            const auto first = above.below.begin() + static_cast<std::ptrdiff_t>(span.first);
            beginRemoveRows(parent, static_cast<int>(span.first),
                            static_cast<int>(span.first + span.count) - 1);
            above.below.erase(first, first + static_cast<std::ptrdiff_t>(span.count));
            renumber(above);
            endRemoveRows();
        }
        // Those that stay take what they say now before others come between them.
        std::vector<bool> isNew(keys.after.size(), false);
        for (const RowSpans::Span& span : spans.inserted)
            std::fill_n(isNew.begin() + static_cast<std::ptrdiff_t>(span.first), span.count, true);
        std::size_t kept = 0;
        for (std::size_t row = 0; row < isNew.size(); ++row) {
            if (!isNew[row])
                take(*above.below[kept++], row);
        }
        for (const RowSpans::Span& span : spans.inserted) {
            beginInsertRows(parent, static_cast<int>(span.first),
                            static_cast<int>(span.first + span.count) - 1);
            for (std::size_t row = span.first; row < span.first + span.count; ++row) {
                const auto place = above.below.begin() + static_cast<std::ptrdiff_t>(row);
                (*above.below.insert(place, make(row)))->above = &above;
            }
            renumber(above);
            endInsertRows();
        }
    }

    void allChanged(const Node& above)
    {
        const QModelIndex parent = indexOf(above);
        if (!above.below.empty())
            Q_EMIT dataChanged(
                index(0, 0, parent),
                index(static_cast<int>(above.below.size()) - 1, columnCount(parent) - 1, parent));
    }

private:
    static void renumber(Node& above)
    {
        for (std::size_t at = 0; at < above.below.size(); ++at)
            above.below[at]->at = at;
    }

    std::unique_ptr<Node> m_root;
};

} // namespace pw::ui
