#include "ui/policies/policy_details.h"

#include "ui/common/convert.h"
#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/policies/instance_model.h"
#include "ui/policies/policy_facts.h"
#include "ui/policies/version_list.h"

#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

namespace pw::ui {

PolicyDetails::PolicyDetails(QWidget* parent)
    : QWidget(parent), m_title(new PanelTitle(QStringLiteral("policy"), tr("Policy"), this)),
      m_facts(new PolicyFacts(this)), m_versions(new VersionList(this)),
      m_instanceModel(new InstanceModel(this)), m_instances(new RowTree(this))
{
    setObjectName(QStringLiteral("policyDetails"));
    m_title->setObjectName(QStringLiteral("policyDetailsTitle"));
    m_instances->setObjectName(QStringLiteral("instanceList"));
    m_instances->setAccessibleName(tr("Instances in the scope of the policy"));
    m_instances->setRootIsDecorated(false);
    m_instances->setAlternatingRowColors(true);
    m_instances->setModel(m_instanceModel);
    m_instances->setColumnWidths(InstanceModel::columnWidths());
    m_instances->header()->setObjectName(QStringLiteral("instanceListHeader"));
    auto* const splitter = new QSplitter(Qt::Horizontal);
    splitter->setObjectName(QStringLiteral("policyDetailsSplitter"));
    splitter->setChildrenCollapsible(false);
    for (QWidget* const part : std::initializer_list<QWidget*>{m_facts, m_versions, m_instances})
        splitter->addWidget(part);
    splitter->setSizes({3300, 4800, 1900});
    m_state = new StatePage(splitter, this);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    showNoSingle(0);
}

void PolicyDetails::showNoSingle(int selected)
{
    m_title->setSentence(selected > 1 ? tr("%1 policies selected").arg(selected) : QString());
    m_state->showEmpty(selected > 1 ? tr("Select one policy to see its versions and what it is for")
                                    : tr("Select a policy to see its versions and what it is for"),
                       {}, QStringLiteral("policy"));
}

void PolicyDetails::setRow(const ops::PolicyListRow& row, const QStringList& others, double now)
{
    const QString name = toQString(row.name);
    m_title->setSentence(row.scope.empty() ? name
                                           : name + QStringLiteral(" — ") + toQString(row.scope));
    m_facts->setRow(row, others, now);
    m_instanceModel->setCover(row.cover);
    m_state->showContent();
}

QList<RowTree*> PolicyDetails::trees() const
{
    return {m_versions->tree(), m_instances};
}

} // namespace pw::ui
