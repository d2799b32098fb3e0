#pragma once
// Asks whether a policy shall go: what will happen, and its name typed as the answer.

#include "core/ops/policy_list.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace pw::ui {

class IconLabel;

class DeletePolicyDialog : public QDialog
{
    Q_OBJECT
public:
    /// `organization`: where it is deleted, by the name that the person knows.
    DeletePolicyDialog(const ops::PolicyListRow& policy, const QString& organization,
                       QWidget* parent = nullptr);

    [[nodiscard]] const QString& uid() const { return m_uid; }
    [[nodiscard]] bool keepsCopy() const;
    /// It is being deleted; `showProblem` or accept() ends that.
    void showDeleting();
    /// What the server said; the person may try again.
    void showProblem(const QString& why);

Q_SIGNALS:
    /// The name was typed and the button pressed. Nothing is closed yet.
    void deleteRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead(const ops::PolicyListRow& policy, const QString& organization);
    QWidget* makeConsequences(const ops::PolicyListRow& policy);
    QWidget* makeQuestion();
    QWidget* makeButtons();
    void request();
    void follow();
    void fit();

    QString m_uid;
    QString m_expected; ///< what is to be typed: the name, or the uid of one without
    bool m_deleting = false;
    QLineEdit* m_typed = nullptr;
    IconLabel* m_fits = nullptr;
    QCheckBox* m_keepCopy = nullptr;
    QLabel* m_problem = nullptr;
    IconLabel* m_problemIcon = nullptr;
    QPushButton* m_delete = nullptr;
};

} // namespace pw::ui
