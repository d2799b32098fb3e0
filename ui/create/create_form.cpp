#include "ui/create/create_form.h"

#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace pw::ui {
namespace {

constexpr int labelWidth = 108;
constexpr int rowHeight = 28;
constexpr int longestName = 64;

QLabel* makeLabel(const QString& text, QWidget* buddy, QWidget* parent)
{
    auto* const label = new QLabel(text, parent);
    label->setBuddy(buddy);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setMinimumSize(labelWidth, rowHeight);
    return label;
}

QToolButton* makeSegment(const char* objectName, const QString& iconName, const QString& text,
                         QWidget* parent)
{
    auto* const button = new QToolButton(parent);
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(text);
    button->setText(text);
    button->setIcon(icon(iconName, true));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

std::optional<std::string> chosen(const QComboBox& box)
{
    const QString word = box.currentData().toString();
    return word.isEmpty() ? std::nullopt : std::optional(toUtf8(word));
}

} // namespace

CreateForm::CreateForm(QWidget* parent) : QWidget(parent), m_name(new QLineEdit(this))
{
    setObjectName(QStringLiteral("createForm"));
    m_name->setObjectName(QStringLiteral("policyName"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(longestName);
    auto* const form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(12);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(makeLabel(tr("&Name"), m_name, this), m_name);
    QWidget* const mode = makeMode();
    form->addRow(makeLabel(tr("&Mode"), m_audit, this), mode);
    QWidget* const options = makeOptions();
    form->addRow(makeLabel(tr("Leave out"), nullptr, this), options);
    connect(m_name, &QLineEdit::textChanged, this, &CreateForm::changed);
    showMode();
}

QWidget* CreateForm::makeMode()
{
    auto* const whole = new QWidget(this);
    auto* const segments = new QFrame(whole);
    segments->setProperty("kind", QStringLiteral("segmented"));
    segments->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_audit = makeSegment("modeAudit", QStringLiteral("eye"), tr("Audit"), segments);
    m_enforce = makeSegment("modeEnforce", QStringLiteral("enforce"), tr("Enforce"), segments);
    m_audit->setChecked(true);
    auto* const segmentRow = new QHBoxLayout(segments);
    segmentRow->setContentsMargins(0, 0, 0, 0);
    segmentRow->setSpacing(0);
    segmentRow->addWidget(m_audit);
    segmentRow->addWidget(m_enforce);
    m_meaning = new QLabel(whole);
    m_meaning->setObjectName(QStringLiteral("modeMeaning"));
    m_meaning->setWordWrap(true);
    m_meaning->setFont(scaledFont(font(), 12.0 / 13.0));
    auto* const row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(segments);
    row->addWidget(m_meaning, 1);
    connect(m_enforce, &QToolButton::toggled, this, [this] {
        showMode();
        Q_EMIT changed();
    });
    return whole;
}

QComboBox* CreateForm::makeDirections(const char* objectName, const QString& accessibleName)
{
    auto* const box = new QComboBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(accessibleName);
    box->addItem(tr("none"), QString());
    box->addItem(tr("ingress"), QStringLiteral("ingress"));
    box->addItem(tr("egress"), QStringLiteral("egress"));
    box->addItem(tr("all"), QStringLiteral("all"));
    connect(box, &QComboBox::currentIndexChanged, this, &CreateForm::changed);
    return box;
}

QWidget* CreateForm::makeOptions()
{
    auto* const whole = new QWidget(this);
    m_noProcesses = new QCheckBox(tr("&Processes"), whole);
    m_noProcesses->setObjectName(QStringLiteral("disableProcesses"));
    m_noProcesses->setAccessibleName(tr("Do not judge processes"));
    m_noProcesses->setToolTip(tr("The policy does not judge processes (disableProcesses)"));
    m_connections = makeDirections("disableConnections", tr("Connections not to judge"));
    m_private = makeDirections("disablePrivate", tr("Private connections not to judge"));
    m_public = makeDirections("disablePublic", tr("Public connections not to judge"));
    m_includeImageId = new QCheckBox(tr("Tie it to the &image id"), whole);
    m_includeImageId->setObjectName(QStringLiteral("includeImageId"));
    m_includeImageId->setAccessibleName(tr("Tie it to the image id"));
    m_includeImageId->setToolTip(
        tr("Only containers of this very image are in scope, not a newer one of the same name"));
    auto* const row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_noProcesses);
    row->addSpacing(8);
    const auto addBox = [&](const QString& title, QComboBox* box) {
        auto* const label = new QLabel(title, whole);
        label->setBuddy(box);
        row->addWidget(label);
        row->addWidget(box);
        row->addSpacing(8);
    };
    addBox(tr("&Connections"), m_connections);
    addBox(tr("pri&vate"), m_private);
    addBox(tr("p&ublic"), m_public);
    row->addStretch();
    row->addWidget(m_includeImageId);
    for (QCheckBox* const box : {m_noProcesses, m_includeImageId})
        connect(box, &QCheckBox::toggled, this, &CreateForm::changed);
    return whole;
}

void CreateForm::showMode()
{
    m_meaning->setText(
        m_enforce->isChecked()
            ? tr("From the moment it is applied, deviations raise flags and the response actions, "
                 "kills included, are taken.")
            : tr("Deviations are logged with what would have been done; nothing is done."));
}

void CreateForm::setName(const QString& name)
{
    m_name->setText(name);
    m_name->selectAll();
    m_name->setFocus();
}

void CreateForm::fill(ops::DraftChoices& choices) const
{
    choices.name = toUtf8(m_name->text().trimmed());
    choices.mode = m_enforce->isChecked() ? "enforce" : "audit";
    choices.includeImageId = m_includeImageId->isChecked();
    choices.disable.disableProcesses
        = m_noProcesses->isChecked() ? std::optional<std::string>("all") : std::nullopt;
    choices.disable.disableConnections = chosen(*m_connections);
    choices.disable.disablePrivateConnections = chosen(*m_private);
    choices.disable.disablePublicConnections = chosen(*m_public);
}

} // namespace pw::ui
