#pragma once
// What can be written at the cursor, as a list.

#include "core/ops/completion.h"

#include <QAbstractListModel>

#include <vector>

namespace pw::ui {

class CompletionModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        DetailRole = Qt::UserRole + 1, ///< a few words beside the label
        DocRole, ///< a sentence, or empty
        IconRole, ///< the icon's name
    };

    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<ops::CompletionItem> items);
    [[nodiscard]] const ops::CompletionItem& item(int row) const
    {
        return m_items.at(static_cast<std::size_t>(row));
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<ops::CompletionItem> m_items;
};

} // namespace pw::ui
