#pragma once
// Below the table: what is known of the selected policy, its versions, and what it is for.

#include "core/ops/policy_list.h"

#include <QWidget>

namespace pw::ui {

class InstanceModel;
class PanelTitle;
class PolicyFacts;
class RowTree;
class StatePage;
class VersionList;

class PolicyDetails : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyDetails(QWidget* parent = nullptr);

    /// None or several.
    void showNoSingle(int selected);
    /// See PolicyFacts::setRow.
    void setRow(const ops::PolicyListRow& row, const QStringList& others, double now);
    [[nodiscard]] VersionList* versions() const { return m_versions; }
    /// The lists that one can walk in.
    [[nodiscard]] QList<RowTree*> trees() const;

private:
    PanelTitle* m_title = nullptr;
    PolicyFacts* m_facts = nullptr;
    VersionList* m_versions = nullptr;
    InstanceModel* m_instanceModel = nullptr;
    RowTree* m_instances = nullptr;
    StatePage* m_state = nullptr;
};

} // namespace pw::ui
