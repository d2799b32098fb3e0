#include "ui/connections/connect_dialog.h"

#include "ui/common/action_button.h"
#include "ui/common/convert.h"
#include "ui/connections/connect_form.h"
#include "ui/connections/message_line.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int usualWidth = 560;
constexpr int side = 12;

} // namespace

ConnectDialog::ConnectDialog(QWidget* parent)
    : QDialog(parent), m_form(new ConnectForm(this)),
      m_result(new MessageLine(QStringLiteral("connectResult"), this))
{
    setObjectName(QStringLiteral("connectDialog"));
    setWindowTitle(tr("Connect to Spyderbat"));
    m_test = makeAction("connectTest", tr("&Test"));
    m_save = makeAction("connectSave", tr("&Save and connect"));
    m_save->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    auto* const cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("connectCancel"));
    auto* const test = new ActionButton(m_test, false, {}, this);
    auto* const save = new ActionButton(m_save, true, {}, this);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton* const button :
         {cancel, static_cast<QPushButton*>(test), static_cast<QPushButton*>(save)}) {
        button->setAutoDefault(false); // Return in a field sends nothing anywhere
        buttons->addWidget(button);
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(side, side, side, side);
    column->setSpacing(12);
    column->addWidget(m_form);
    column->addWidget(m_result);
    column->addStretch();
    column->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_test, &QAction::triggered, this, &ConnectDialog::testRequested);
    connect(m_save, &QAction::triggered, this, &ConnectDialog::saveRequested);
    connect(m_form, &ConnectForm::browseRequested, this, &ConnectDialog::browseRequested);
    connect(m_form, &ConnectForm::changed, this, &ConnectDialog::showFindings);
    showFindings();
    resize(usualWidth, sizeHint().height());
}

QAction* ConnectDialog::makeAction(const char* objectName, const QString& text)
{
    auto* const action = new QAction(text, this);
    action->setObjectName(QLatin1String(objectName));
    addAction(action);
    return action;
}

void ConnectDialog::setContext(const api::Context& context, bool keyStored)
{
    setWindowTitle(context.name.empty() ? tr("Connect to Spyderbat") : tr("Edit connection"));
    m_form->setContext(context, keyStored);
    m_form->setFocus();
}

void ConnectDialog::setOtherNames(const QStringList& names)
{
    m_form->setOtherNames(names);
}

void ConnectDialog::setKeptIn(api::KeptIn keptIn)
{
    m_form->setKeptIn(keptIn);
}

void ConnectDialog::setCaFile(const QString& path)
{
    m_form->setCaFile(path);
}

ConnectionWish ConnectDialog::wish() const
{
    return m_form->wish();
}

bool ConnectDialog::isGood() const
{
    return m_good;
}

void ConnectDialog::showFindings()
{
    const ConnectionFindings found = m_form->findings();
    m_good = found.good();
    if (!found.problems.isEmpty())
        m_result->setProblem(found.problems.join(u'\n'));
    else if (!found.missing.isEmpty())
        m_result->setMessage(QStringLiteral("info"), Tone::Muted,
                             tr("Still missing: %1").arg(found.missing.join(QStringLiteral(", "))));
    else
        m_result->setMessage(QStringLiteral("ok"), Tone::Covered,
                             tr("Goes to %1").arg(toQString(m_form->wish().context.url)));
    growToFit(*this);
    updateButtons();
}

void ConnectDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_form->setEnabled(!busy);
    if (busy)
        m_result->setMessage(QStringLiteral("info"), Tone::Muted, tr("Saving…"));
    updateButtons();
}

void ConnectDialog::showProblem(const QString& why)
{
    setBusy(false);
    m_result->setProblem(why);
    growToFit(*this);
}

void ConnectDialog::updateButtons()
{
    m_test->setEnabled(m_good && !m_busy);
    m_save->setEnabled(m_good && !m_busy);
}

void ConnectDialog::done(int result)
{
    m_form->forgetKey();
    QDialog::done(result);
}

} // namespace pw::ui
