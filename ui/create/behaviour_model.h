#pragma once
// What the selected fingerprints did, as one tree to tick: what needs a look, processes,
// connections. Rows never change while a person ticks, only what is on.

#include "core/ops/policy_draft.h"

#include <QAbstractItemModel>

#include <memory>

namespace pw::ui {

using DraftSourcePtr = std::shared_ptr<const ops::DraftSource>;

class BehaviourModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit BehaviourModel(QObject* parent = nullptr);
    enum Column { Behaviour, Detail, Owner, SeenIn, ColumnCount };

    void setSource(DraftSourcePtr source);
    void setChoices(const ops::DraftChoices& choices);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void tickRequested(const std::string& key, bool on);

private:
    /// A title, or a behaviour: then one of the two pointers is set.
    struct Row
    {
        QString title;
        std::size_t count = 0;
        const ops::ProcessActivity* process = nullptr;
        const ops::ConnectionActivity* connection = nullptr;
        QString reason; ///< of a row to look at
        ops::Tick tick = ops::Tick::On;
        int parent = -1;
        int row = 0;
        std::vector<int> children;
        [[nodiscard]] const std::string& key() const
        {
            return process != nullptr ? process->key : connection->key;
        }
    };

    int add(int parent, Row row);
    int addTitle(const QString& title, std::size_t count);
    void addProcesses(int parent, const std::vector<ops::ProcessActivity>& level);
    void addConnections(int parent, const std::vector<ops::ConnectionActivity>& rows);
    [[nodiscard]] QVariant text(const Row& row, int column) const;
    [[nodiscard]] QVariant cell(const Row& row, int column) const;
    [[nodiscard]] QString toolTip(const Row& row) const;

    DraftSourcePtr m_source;
    std::vector<Row> m_rows;
    std::vector<int> m_top;
};

} // namespace pw::ui
