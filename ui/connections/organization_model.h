#pragma once
// Where a person can work: this machine, contexts, opened files; one row each.

#include "ui/common/cell.h"

#include <QAbstractListModel>
#include <QList>
#include <QString>

namespace pw::ui {

struct OrganizationEntry
{
    enum class Kind : std::uint8_t { Local, Context, Files };

    QString id; ///< unique in a list, never shown
    QString name;
    QString note; ///< `Acme, api.spyderbat.com`
    QString tip; ///< paths, one a line
    Kind kind = Kind::Local;
    bool production = false;
    bool readOnly = false;
    bool ofSpyctl = false; ///< read from spyctl's own files, which are never written
    bool operator==(const OrganizationEntry&) const = default;
};

[[nodiscard]] QString iconOf(OrganizationEntry::Kind kind);
/// What a reader of the screen says: `Acme, production, read only`.
[[nodiscard]] QString spokenName(const OrganizationEntry& entry);

/// A row of the list.
struct OrganizationRow
{
    OrganizationEntry entry;
    bool current = false;
};

class OrganizationModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    enum Role { RowRole = CellRole + 100 }; ///< OrganizationRow

    void setEntries(const QList<OrganizationEntry>& entries, const QString& currentId);
    [[nodiscard]] const QList<OrganizationEntry>& entries() const { return m_entries; }
    /// -1: not in the list.
    [[nodiscard]] int rowOf(const QString& id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<OrganizationEntry> m_entries;
    QString m_current;
};

} // namespace pw::ui

Q_DECLARE_METATYPE(pw::ui::OrganizationRow)
