#pragma once
// What a selection did, as two trees: processes, and connections with their many addresses below.

#include "core/ops/activity.h"

#include <QAbstractItemModel>

#include <memory>

namespace pw::ui {

using ActivityPtr = std::shared_ptr<const ops::CombinedActivity>;

/// Index arithmetic for trees whose nodes lie in vectors of one immutable activity.
template <typename Node> class ActivityTreeModel : public QAbstractItemModel
{
public:
    using QAbstractItemModel::QAbstractItemModel;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

protected:
    /// A node, where it hangs and where it stands there.
    struct Place
    {
        const Node* node = nullptr;
        int parent = -1;
        int row = 0;
        std::vector<int> children;
    };

    void setPlaces(ActivityPtr activity, const std::vector<Node>& roots);
    [[nodiscard]] const ops::CombinedActivity& activity() const { return *m_activity; }

    [[nodiscard]] virtual const std::vector<Node>& below(const Node& node) const = 0;
    [[nodiscard]] virtual std::vector<QLatin1String> titles() const = 0;
    [[nodiscard]] virtual QVariant value(const Node& node, int column, int role) const = 0;

private:
    int addPlace(const Node& node, int parent, int row);

    ActivityPtr m_activity;
    std::vector<Place> m_places;
    std::vector<int> m_roots;
};

class ProcessModel : public ActivityTreeModel<ops::ProcessActivity>
{
    Q_OBJECT
public:
    using ActivityTreeModel::ActivityTreeModel;
    enum Column { Name, Exe, Euser, SeenIn };
    void setActivity(ActivityPtr activity);

protected:
    [[nodiscard]] const std::vector<ops::ProcessActivity>&
    below(const ops::ProcessActivity& node) const override;
    [[nodiscard]] std::vector<QLatin1String> titles() const override;
    [[nodiscard]] QVariant value(const ops::ProcessActivity& node, int column,
                                 int role) const override;
};

class ConnectionModel : public ActivityTreeModel<ops::ConnectionActivity>
{
    Q_OBJECT
public:
    using ActivityTreeModel::ActivityTreeModel;
    enum Column { Way, Peer, Port, Process, SeenIn };
    void setActivity(ActivityPtr activity);

protected:
    [[nodiscard]] const std::vector<ops::ConnectionActivity>&
    below(const ops::ConnectionActivity& node) const override;
    [[nodiscard]] std::vector<QLatin1String> titles() const override;
    [[nodiscard]] QVariant value(const ops::ConnectionActivity& node, int column,
                                 int role) const override;
};

} // namespace pw::ui
