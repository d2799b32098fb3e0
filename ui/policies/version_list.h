#pragma once
// The versions of the selected policy, with their states and what can be done with each.

#include "core/ops/policy_list.h"

#include <QTimer>
#include <QWidget>

class QAction;

namespace pw::ui {

class RowTree;
class StatePage;
class VersionModel;

class VersionList : public QWidget
{
    Q_OBJECT
public:
    explicit VersionList(QWidget* parent = nullptr);

    void setVersions(std::vector<ops::PolicyVersionRow> versions);
    /// What was shown is of another policy.
    void showReading();
    void showFailed(const QString& why);
    [[nodiscard]] RowTree* tree() const { return m_tree; }

Q_SIGNALS:
    void openRequested(qint64 version);
    void restoreRequested(qint64 version);
    void retryRequested();

private:
    void addActions();
    void onCurrentChanged();
    void onClicked(const QModelIndex& index);
    void open(int row);
    void restore(int row);

    VersionModel* m_model = nullptr;
    RowTree* m_tree = nullptr;
    StatePage* m_state = nullptr;
    QAction* m_open = nullptr;
    QAction* m_restore = nullptr;
    QTimer m_patience; ///< a quick answer does not flicker
};

} // namespace pw::ui
