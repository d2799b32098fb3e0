#include "ui/form/overview_page.h"

#include "core/policy/scalars.h"
#include "ui/common/convert.h"
#include "ui/common/segments.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int side = 12;

} // namespace

OverviewPage::OverviewPage(QWidget* parent)
    : FieldPage(ops::FormTab::Overview, QStringLiteral("overviewFields"), tr("Overview"), parent),
      m_bar(new QWidget(this)), m_mode(new Segments(m_bar)),
      m_enabled(new QCheckBox(tr("Enabled"), m_bar))
{
    m_bar->setObjectName(QStringLiteral("overviewBar"));
    m_mode->add(QStringLiteral("modeAudit"), QStringLiteral("eye"), QStringLiteral("audit"));
    m_mode->add(QStringLiteral("modeEnforce"), QStringLiteral("enforce"),
                QStringLiteral("enforce"));
    m_mode->setTexts(QStringLiteral("audit"), tr("Audit"), tr("Mode: audit, only log deviations"));
    m_mode->setTexts(QStringLiteral("enforce"), tr("Enforce"),
                     tr("Mode: enforce, do what the response says"));
    m_enabled->setObjectName(QStringLiteral("enabledSwitch"));
    m_enabled->setAccessibleName(tr("Enabled"));
    auto* const row = new QHBoxLayout(m_bar);
    row->setContentsMargins(side, 8, side, 8);
    row->setSpacing(16);
    row->addWidget(m_mode);
    row->addWidget(m_enabled);
    row->addStretch(1);
    qobject_cast<QVBoxLayout*>(layout())->insertWidget(0, m_bar);
    connect(m_mode, &Segments::valueChanged, this, &OverviewPage::onMode);
    connect(m_enabled, &QCheckBox::clicked, this, &OverviewPage::onEnabled);
}

void OverviewPage::setDocument(const FormDocumentPtr& document)
{
    FieldPage::setDocument(document);
    const QScopedValueRollback guard(m_setting, true);
    m_modePlace.reset();
    m_enabledPlace.reset();
    for (const ops::FormTop& top : document->tops(ops::FormTab::Overview)) {
        if (top.row.role != ops::FormRow::Role::Field || top.place.steps.front().key != "spec")
            continue;
        if (top.row.step.key == "mode") {
            // What is neither of the two is mended in its row below.
            const QString word = toQString(ops::editedValue(top.row));
            const bool isKnown
                = word == QStringLiteral("audit") || word == QStringLiteral("enforce");
            if (isKnown) {
                m_modePlace = top.place;
                m_mode->setValue(word);
            }
        } else if (top.row.step.key == "enabled") {
            m_enabledPlace = top.place;
            m_enabled->setChecked(policy::booleanOf(top.row.node).value_or(true));
        }
    }
    m_mode->setVisible(m_modePlace.has_value());
    m_enabled->setVisible(m_enabledPlace.has_value());
    m_bar->setVisible(m_modePlace || m_enabledPlace);
}

void OverviewPage::setReadOnly(bool on)
{
    FieldPage::setReadOnly(on);
    m_bar->setEnabled(!on);
}

void OverviewPage::onMode()
{
    if (!m_setting && m_modePlace)
        Q_EMIT wished(
            {policy::SetValue{*m_modePlace, yaml::Value::string(toUtf8(m_mode->value()))}},
            tr("set mode"));
}

/// It is on when nothing is said.
void OverviewPage::onEnabled(bool on)
{
    if (m_setting || !m_enabledPlace)
        return;
    if (on)
        Q_EMIT wished({policy::Clear{{*m_enabledPlace}}}, tr("enable"));
    else
        Q_EMIT wished({policy::SetValue{*m_enabledPlace, yaml::Value::boolean(false)}},
                      tr("disable"));
}

} // namespace pw::ui
