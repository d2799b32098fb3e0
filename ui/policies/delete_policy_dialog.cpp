#include "ui/policies/delete_policy_dialog.h"

#include "ui/common/convert.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/status_chip.h"
#include "ui/policies/policy_words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int dialogWidth = 560;
constexpr int margin = 12;
constexpr int iconSize = 16;
constexpr double titleScale = 1.23;

QLabel* makeLabel(const char* objectName, const QString& text, QWidget* parent)
{
    auto* const label = new QLabel(text, parent);
    label->setObjectName(QLatin1String(objectName));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void addSentence(QVBoxLayout& column, const char* objectName, const QString& iconName, Tone tone,
                 const QString& text)
{
    QWidget* const parent = column.parentWidget();
    auto* const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new IconLabel(iconName, iconSize, parent, tone), 0, Qt::AlignTop);
    row->addWidget(makeLabel(objectName, text, parent), 1);
    column.addLayout(row);
}

/// Who loses its cover.
QString coverSentence(const ops::PolicyListRow& policy)
{
    if (!policy.cover)
        return DeletePolicyDialog::tr(
            "It was not looked up which fingerprints it covers. They will no longer be covered by "
            "it.");
    const ops::PolicyCover& cover = *policy.cover;
    if (cover.count == 0)
        return DeletePolicyDialog::tr("It covers no fingerprint that is loaded.");
    if (cover.alone == cover.count)
        return DeletePolicyDialog::tr("%1 will no longer be covered by a policy.")
            .arg(fingerprintsText(cover.count));
    return DeletePolicyDialog::tr("%1 of %2 will no longer be covered by a policy; the others are "
                                  "in the scope of another one, too.")
        .arg(cover.alone)
        .arg(fingerprintsText(cover.count));
}

} // namespace

DeletePolicyDialog::DeletePolicyDialog(const ops::PolicyListRow& policy,
                                       const QString& organization, QWidget* parent)
    : QDialog(parent), m_uid(toQString(policy.uid)),
      m_expected(toQString(policy.name.empty() ? policy.uid : policy.name))
{
    setObjectName(QStringLiteral("deletePolicyDialog"));
    setWindowTitle(tr("Delete policy"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(14);
    column->addWidget(makeHead(policy, organization));
    column->addWidget(makeConsequences(policy));
    column->addWidget(makeQuestion());
    column->addStretch();
    column->addWidget(makeButtons());
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, &DeletePolicyDialog::request);
    }
    connect(m_typed, &QLineEdit::textChanged, this, &DeletePolicyDialog::follow);
    m_typed->setFocus();
    follow();
}

QWidget* DeletePolicyDialog::makeHead(const ops::PolicyListRow& policy, const QString& organization)
{
    auto* const head = new QWidget(this);
    QLabel* const name = makeLabel("deleteName", m_expected, head);
    name->setFont(scaledFont(font(), titleScale, QFont::DemiBold));
    auto* const status = new StatusChip(head);
    status->setObjectName(QStringLiteral("deleteStatus"));
    const Chip chip = statusChip(policy.status);
    status->set(chip.icon, chip.tone, chip.word);
    QLabel* const uid = makeLabel("deleteUid", m_uid, head);
    uid->setFont(monoFont(font()));
    uid->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QLabel* const place = makeLabel("deletePlace", tr("in %1").arg(organization), head);
    place->setForegroundRole(QPalette::PlaceholderText);
    place->setVisible(!organization.isEmpty());
    auto* const first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(name, 1);
    first->addWidget(status, 0, Qt::AlignVCenter);
    auto* const second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(uid);
    second->addWidget(place, 1);
    auto* const column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    return head;
}

QWidget* DeletePolicyDialog::makeConsequences(const ops::PolicyListRow& policy)
{
    auto* const whole = new QWidget(this);
    auto* const column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const bool loses = !policy.cover || policy.cover->alone > 0;
    addSentence(*column, "deleteCover",
                loses ? QStringLiteral("ring") : QStringLiteral("fingerprint"),
                loses ? Tone::Uncovered : Tone::Muted, coverSentence(policy));
    if (policy.status == ops::PolicyStatus::Enforcing)
        addSentence(*column, "deleteEnforce", QStringLiteral("enforce"), Tone::Enforcing,
                    tr("It is enforcing: its response actions are no longer taken."));
    addSentence(*column, "deleteArchive", QStringLiteral("clock"), Tone::Muted,
                policy.version.empty()
                    ? tr("The server keeps no versions of it. To apply it again makes a new policy "
                         "with another UID.")
                    : tr("Its versions stay in the archive of the server. To apply it again makes "
                         "a new policy with another UID."));
    m_keepCopy = new QCheckBox(tr("&Keep a copy in a tab"), whole);
    m_keepCopy->setObjectName(QStringLiteral("keepCopy"));
    m_keepCopy->setAccessibleName(tr("Keep a copy in a tab"));
    m_keepCopy->setChecked(true);
    column->addWidget(m_keepCopy);
    return whole;
}

QWidget* DeletePolicyDialog::makeQuestion()
{
    auto* const whole = new QWidget(this);
    m_typed = new QLineEdit(whole);
    m_typed->setObjectName(QStringLiteral("typedName"));
    m_typed->setAccessibleName(tr("Name of the policy, typed to delete it"));
    m_typed->setAccessibleDescription(m_expected);
    QLabel* const question
        = makeLabel("deleteQuestion", tr("To delete it, type its name: %1").arg(m_expected), whole);
    question->setBuddy(m_typed);
    m_fits = new IconLabel(QStringLiteral("ok"), iconSize, whole, Tone::Covered);
    auto* const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_typed, 1);
    row->addWidget(m_fits);
    m_problem = makeLabel("deleteProblem", {}, whole);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problemIcon = new IconLabel(QStringLiteral("error"), iconSize, whole, Tone::Error);
    auto* const problem = new QHBoxLayout;
    problem->setSpacing(8);
    problem->addWidget(m_problemIcon, 0, Qt::AlignTop);
    problem->addWidget(m_problem, 1);
    auto* const column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(question);
    column->addLayout(row);
    column->addLayout(problem);
    return whole;
}

QWidget* DeletePolicyDialog::makeButtons()
{
    auto* const whole = new QWidget(this);
    auto* const cancel = new QPushButton(tr("Cancel"), whole);
    cancel->setObjectName(QStringLiteral("deleteCancel"));
    m_delete = new QPushButton(tr("Delete policy"), whole);
    m_delete->setObjectName(QStringLiteral("deleteAccept"));
    m_delete->setProperty("kind", QStringLiteral("destructive"));
    m_delete->setToolTip(tr("Deletes it on the server (Ctrl+Return)"));
    // Return alone must never delete.
    for (QPushButton* const button : {cancel, m_delete})
        button->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, &DeletePolicyDialog::request);
    auto* const row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_delete);
    return whole;
}

bool DeletePolicyDialog::keepsCopy() const
{
    return m_keepCopy->isChecked();
}

/// As high as its sentences need, which is known when fonts are.
void DeletePolicyDialog::fit()
{
    setFixedSize(dialogWidth, layout()->totalHeightForWidth(dialogWidth));
}

void DeletePolicyDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    fit();
}

void DeletePolicyDialog::request()
{
    if (m_delete->isEnabled())
        Q_EMIT deleteRequested();
}

void DeletePolicyDialog::showDeleting()
{
    m_deleting = true;
    m_problem->clear();
    follow();
}

void DeletePolicyDialog::showProblem(const QString& why)
{
    m_deleting = false;
    m_problem->setText(why);
    follow();
}

void DeletePolicyDialog::follow()
{
    const bool fits = m_typed->text() == m_expected;
    m_fits->setVisible(fits);
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_problemIcon->setVisible(!m_problem->text().isEmpty());
    m_typed->setReadOnly(m_deleting);
    m_keepCopy->setEnabled(!m_deleting);
    m_delete->setEnabled(fits && !m_deleting);
    m_delete->setIcon(fits ? icon(QStringLiteral("trash"), Tone::Error)
                           : icon(QStringLiteral("trash")));
    m_delete->setText(m_deleting ? tr("Deleting…") : tr("Delete policy"));
    fit();
}

} // namespace pw::ui
