#include "ui/apply/apply_foot.h"

#include "ui/common/action_button.h"
#include "ui/common/elided_label.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace pw::ui {
namespace {

constexpr int iconSize = 16;
constexpr int nameWidth = 190;
constexpr int side = 12;

} // namespace

ApplyFoot::ApplyFoot(QWidget* parent)
    : QWidget(parent), m_parts(new QBoxLayout(QBoxLayout::TopToBottom, this)),
      m_asking(new QWidget(this)), m_question(new QLabel(m_asking)),
      m_name(new QLineEdit(m_asking)), m_reason(new ElidedLabel(Qt::ElideRight, this))
{
    setObjectName(QStringLiteral("applyFoot"));
    setProperty("kind", QStringLiteral("foot"));
    setAttribute(Qt::WA_StyledBackground);
    m_question->setObjectName(QStringLiteral("applyNameQuestion"));
    m_question->setTextFormat(Qt::PlainText);
    m_question->setBuddy(m_name);
    m_name->setObjectName(QStringLiteral("applyName"));
    m_name->setFixedWidth(nameWidth);
    m_nameTick
        = m_name->addAction(icon(QStringLiteral("ok"), Tone::Covered), QLineEdit::TrailingPosition);
    m_reason->setObjectName(QStringLiteral("applyReason"));
    m_reason->setForegroundRole(QPalette::PlaceholderText);

    m_cancel = makeAction("applyCancel", "");
    m_cancel->setShortcut(Qt::Key_Escape);
    m_check = makeAction("applyCheck", "server");
    m_check->setText(tr("Check with server"));
    m_check->setToolTip(tr("Asks the server what it has against it; nothing is stored"));
    m_audit = makeAction("applyAudit", "eye");
    m_audit->setText(tr("Apply, stay in audit"));
    m_main = makeAction("applyMain", "apply");
    m_main->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});

    auto* const asking = new QHBoxLayout(m_asking);
    asking->setContentsMargins(0, 0, 0, 0);
    asking->setSpacing(8);
    asking->addWidget(new IconLabel(QStringLiteral("lock"), iconSize, m_asking, Tone::Security));
    asking->addWidget(m_question);
    asking->addWidget(m_name);
    asking->addStretch(1);
    m_buttons = new QWidget(this);
    auto* const buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_reason);
    for (QAction* const action : {m_cancel, m_check, m_audit})
        buttons->addWidget(new ActionButton(action, false, {}, m_buttons));
    buttons->addWidget(new ActionButton(m_main, true, {}, m_buttons));
    m_parts->setContentsMargins(side, 7, side, 7);
    m_parts->setSpacing(6);
    m_parts->addWidget(m_asking);
    m_parts->addWidget(m_buttons, 1);

    connect(m_name, &QLineEdit::textChanged, this, &ApplyFoot::typed);
    connect(m_cancel, &QAction::triggered, this, &ApplyFoot::cancelRequested);
    connect(m_check, &QAction::triggered, this, &ApplyFoot::checkRequested);
    connect(m_audit, &QAction::triggered, this, &ApplyFoot::auditRequested);
    connect(m_main, &QAction::triggered, this, &ApplyFoot::mainRequested);
    show({}, ApplyPhase::Reviewing, 1);
}

QAction* ApplyFoot::makeAction(const char* objectName, const char* iconName)
{
    auto* const action = new QAction(this);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    if (*iconName != 0)
        action->setIcon(icon(QLatin1String(iconName)));
    return action;
}

QList<QAction*> ApplyFoot::actions() const
{
    return {m_cancel, m_check, m_audit, m_main};
}

QString ApplyFoot::typedName() const
{
    return m_name->text();
}

QWidget* ApplyFoot::firstStop() const
{
    return m_asking->isHidden() ? nullptr : m_name;
}

void ApplyFoot::show(const ReviewGate& gate, ApplyPhase phase, int documents)
{
    const bool ended = phase == ApplyPhase::Ended;
    const bool reviewing = phase == ApplyPhase::Reviewing;
    m_asking->setVisible(!gate.nameToType.isEmpty() && !ended);
    m_question->setText(gate.question);
    m_name->setAccessibleName(gate.question);
    m_name->setEnabled(reviewing);
    m_nameTick->setVisible(!gate.nameToType.isEmpty() && m_name->text() == gate.nameToType);
    m_reason->setText(gate.reason);
    m_reason->setVisible(!gate.reason.isEmpty());

    m_cancel->setText(tr("Cancel"));
    m_cancel->setVisible(!ended);
    m_cancel->setEnabled(true);
    m_check->setVisible(!ended && !gate.deletes);
    m_check->setEnabled(reviewing);
    m_audit->setVisible(gate.offersAudit && !gate.deletes);
    m_audit->setEnabled(gate.audit);
    QString main = tr("Apply");
    QString mainIcon = QStringLiteral("apply");
    if (ended) {
        main = tr("Close");
        mainIcon = QStringLiteral("ok");
    } else if (gate.others) {
        main = tr("Apply the others");
    } else if (gate.deletes) {
        main = tr("Delete");
        mainIcon = QStringLiteral("trash");
    } else if (gate.offersAudit) {
        main = documents > 1 ? tr("Apply %1 and enforce").arg(documents) : tr("Apply and enforce");
        mainIcon = QStringLiteral("enforce");
    } else if (documents > 1) {
        main = tr("Apply %1").arg(documents);
    }
    m_main->setText(main);
    m_main->setIcon(icon(mainIcon));
    m_main->setEnabled(gate.open);
    m_main->setToolTip(plainTip(gate.reason));
    arrange();
}

void ApplyFoot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// In one row when nothing has to give way.
void ApplyFoot::arrange()
{
    const int wanted = m_asking->sizeHint().width() + m_buttons->sizeHint().width() + 4 * side;
    m_parts->setDirection(wanted <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace pw::ui
