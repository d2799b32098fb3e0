#include "ui/editor/completion_model.h"

#include "ui/common/convert.h"

namespace pw::ui {
namespace {

QString iconName(ops::CompletionKind kind)
{
    switch (kind) {
    case ops::CompletionKind::Snippet:
        return QStringLiteral("plus");
    case ops::CompletionKind::Key:
        return QStringLiteral("tag");
    case ops::CompletionKind::Value:
        return QStringLiteral("dot");
    case ops::CompletionKind::ProcessId:
        return QStringLiteral("process");
    case ops::CompletionKind::KnownWord:
        break;
    }
    return QStringLiteral("fingerprint");
}

QString kindWord(ops::CompletionKind kind)
{
    switch (kind) {
    case ops::CompletionKind::Snippet:
        return CompletionModel::tr("piece");
    case ops::CompletionKind::Key:
        return CompletionModel::tr("field");
    case ops::CompletionKind::Value:
        return CompletionModel::tr("value");
    case ops::CompletionKind::ProcessId:
        return CompletionModel::tr("process id");
    case ops::CompletionKind::KnownWord:
        break;
    }
    return CompletionModel::tr("seen word");
}

} // namespace

void CompletionModel::setItems(std::vector<ops::CompletionItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

int CompletionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant CompletionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ops::CompletionItem& item = this->item(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return toQString(item.label);
    case Qt::AccessibleTextRole:
        return QStringList{toQString(item.label), kindWord(item.kind), toQString(item.detail)}.join(
            QStringLiteral(", "));
    case DetailRole:
        return toQString(item.detail);
    case DocRole:
        return toQString(item.doc);
    case IconRole:
        return iconName(item.kind);
    default:
        return {};
    }
}

} // namespace pw::ui
