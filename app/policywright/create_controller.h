#pragma once
// From selected fingerprints to the text of a new policy: reads them once, computes a draft for
// every choice, makes and checks the policy. All of it off the GUI thread.

#include "app/policywright/chosen_fingerprints.h"
#include "app/policywright/job.h"
#include "ui/create/create_policy_dialog.h"

#include "core/ops/attack_programs.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace pw::app {

class CreateController : public QObject
{
    Q_OBJECT
public:
    /// The table is the program's own resource unless tests give another.
    explicit CreateController(QObject* parent = nullptr);
    CreateController(ops::AttackPrograms attackPrograms, QObject* parent);

    /// Opens the dialog and returns. While one is open, it comes to the front instead.
    void start(ChosenFingerprints chosen, QWidget* parent);
    [[nodiscard]] ui::CreatePolicyDialog* dialog() const { return m_dialog; }
    /// Nothing is read, computed or made.
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    /// The policy is made and checked; nothing is saved or sent.
    void created(const QByteArray& yamlUtf8, const QString& name);

private:
    void setSource(const Result<ui::DraftSourcePtr>& source);
    void computeDraft();
    void make();
    void end();

    ops::AttackPrograms m_attackPrograms;
    QPointer<ui::CreatePolicyDialog> m_dialog;
    ui::DraftSourcePtr m_source;
    Job m_reading;
    Job m_drafting;
    Job m_making;
    QTimer m_pause; ///< several choices at once are one draft
    QTimer m_patience; ///< short readings show no progress
};

} // namespace pw::app
