#include "ui/editor/policy_header.h"

#include "ui/common/action_button.h"
#include "ui/common/convert.h"
#include "ui/common/icon_label.h"
#include "ui/common/severity.h"
#include "ui/common/status_chip.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace pw::ui {
namespace {

constexpr int barHeight = 40;
constexpr int titleIcon = 18;
constexpr int smallIcon = 16;
constexpr double titleScale = 1.23;
constexpr int actionGap = 10;

QString typeIcon(const QString& type)
{
    if (type == QStringLiteral("linux-service"))
        return QStringLiteral("service");
    if (type == QStringLiteral("cluster"))
        return QStringLiteral("cluster");
    return type == QStringLiteral("container") ? QStringLiteral("container")
                                               : QStringLiteral("documents");
}

const policy::Unit* unitAt(const Snapshot& snapshot, text::ByteOffset place)
{
    const policy::Unit* found = nullptr;
    for (const policy::Unit& unit : snapshot.units) {
        if (found == nullptr || yaml::NodeRef(*snapshot.document, unit.root).span().begin <= place)
            found = &unit;
    }
    return found;
}

} // namespace

PolicySummary summaryAt(const Snapshot& snapshot, text::ByteOffset place)
{
    PolicySummary out;
    const policy::Unit* const unit = unitAt(snapshot, place);
    if (unit == nullptr)
        return out;
    const yaml::NodeRef root(*snapshot.document, unit->root);
    const auto word
        = [](yaml::NodeRef node) { return node.isString() ? toQString(node.value()) : QString(); };
    const bool guardian
        = unit->kind == policy::Kind::Policy || unit->kind == policy::Kind::ClusterPolicy;
    out.name = word(root.find("metadata").find("name"));
    out.type = guardian && !unit->type.empty() ? toQString(unit->type)
                                               : toQString(policy::toString(unit->kind));
    if (guardian)
        out.mode = word(root.find("spec").find("mode"));
    out.uid = word(root.find("metadata").find("uid"));
    if (const yaml::NodeRef version = root.find("metadata").find("version"); version.isNumber())
        out.version = toQString(version.value());
    return out;
}

PolicyHeader::PolicyHeader(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_file(new QLabel(this)),
      m_typeIcon(new IconLabel(QStringLiteral("container"), smallIcon, this, Tone::Muted)),
      m_type(new QLabel(this)), m_mode(new StatusChip(this)), m_applied(new QLabel(this)),
      m_actions(new QHBoxLayout)
{
    setObjectName(QStringLiteral("policyHeader"));
    setFixedHeight(barHeight);
    m_title->setObjectName(QStringLiteral("policyTitle"));
    m_file->setObjectName(QStringLiteral("policyFile"));
    m_type->setObjectName(QStringLiteral("policyType"));
    m_mode->setObjectName(QStringLiteral("policyMode"));
    m_title->setFont(scaledFont(font(), titleScale, QFont::DemiBold));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(10, 0, 12, 0);
    row->setSpacing(6);
    row->addWidget(new IconLabel(QStringLiteral("policy"), titleIcon, this));
    row->addWidget(m_title);
    row->addSpacing(4);
    row->addWidget(m_typeIcon);
    row->addWidget(m_type);
    row->addSpacing(4);
    row->addWidget(m_mode);
    row->addWidget(m_applied);
    row->addSpacing(4);
    row->addWidget(m_file);
    row->addSpacing(6);
    row->addLayout(m_actions);
    row->addStretch(1);
    for (const text::Severity severity :
         {text::Severity::Error, text::Severity::Security, text::Severity::Warning}) {
        auto* const count = new StatusChip(this, StatusChip::Look::Plain);
        count->setObjectName(severityIcon(severity) + QStringLiteral("Count"));
        row->addWidget(count);
        row->addSpacing(4);
        m_counts.push_back(count);
    }
    m_applied->setObjectName(QStringLiteral("policyApplied"));
    m_applied->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* const label : {m_title, m_file, m_type, m_applied})
        label->setTextFormat(Qt::PlainText);
    m_file->setForegroundRole(QPalette::PlaceholderText);
    m_type->setForegroundRole(QPalette::PlaceholderText);
    show({}, {});
}

void PolicyHeader::setTitle(const QString& title)
{
    m_titleText = title;
    showTitle();
}

/// The policy's own name leads; the file's stands behind it where it says more.
void PolicyHeader::showTitle()
{
    m_title->setText(m_summary.name.isEmpty() ? m_titleText : m_summary.name);
    m_file->setText(m_summary.name.isEmpty() || m_summary.name == m_titleText ? QString()
                                                                              : m_titleText);
    m_file->setVisible(!m_file->text().isEmpty());
}

void PolicyHeader::show(const PolicySummary& summary,
                        const std::vector<text::Diagnostic>& diagnostics)
{
    m_summary = summary;
    showTitle();
    m_type->setText(summary.type);
    m_typeIcon->set(typeIcon(summary.type), Tone::Muted);
    m_type->setVisible(!summary.type.isEmpty());
    m_typeIcon->setVisible(!summary.type.isEmpty());
    if (summary.mode == QStringLiteral("audit"))
        m_mode->set(QStringLiteral("eye"), Tone::Auditing, tr("Auditing"));
    else if (summary.mode == QStringLiteral("enforce"))
        m_mode->set(QStringLiteral("enforce"), Tone::Enforcing, tr("Enforcing"));
    else
        m_mode->set({}, Tone::Normal, {});
    // What it does, it does only on a server.
    m_applied->setText(summary.uid.isEmpty() ? tr("not applied")
                           : summary.version.isEmpty()
                           ? tr("applied")
                           : tr("applied as version %1").arg(summary.version));
    m_applied->setVisible(!summary.mode.isEmpty());
    const SeverityCounts counts = SeverityCounts::count(diagnostics);
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const text::Severity severity = severities[i];
        m_counts[i]->set(severityIcon(severity), severityTone(severity),
                         counts[severity] > 0 ? counts.text(severity) : QString());
    }
}

void PolicyHeader::addAction(QAction* action)
{
    auto* const button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setAccessibleName(action->iconText());
    m_actions->addWidget(button);
}

void PolicyHeader::addWidget(QWidget* widget)
{
    m_actions->addSpacing(actionGap);
    m_actions->addWidget(widget);
}

void PolicyHeader::addMainAction(QAction* action)
{
    auto* const button = new ActionButton(action, true, {}, this);
    layout()->addWidget(button);
}

} // namespace pw::ui
