#pragma once
// Name, mode and options of a new policy.

#include "core/ops/policy_draft.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace pw::ui {

class CreateForm : public QWidget
{
    Q_OBJECT
public:
    explicit CreateForm(QWidget* parent = nullptr);
    void setName(const QString& name);
    /// Writes what is asked for into the choices; the rest of them stays.
    void fill(ops::DraftChoices& choices) const;

Q_SIGNALS:
    void changed();

private:
    QWidget* makeMode();
    QWidget* makeOptions();
    QComboBox* makeDirections(const char* objectName, const QString& accessibleName);
    void showMode();

    QLineEdit* m_name = nullptr;
    QToolButton* m_audit = nullptr;
    QToolButton* m_enforce = nullptr;
    QLabel* m_meaning = nullptr;
    QCheckBox* m_includeImageId = nullptr;
    QCheckBox* m_noProcesses = nullptr;
    QComboBox* m_connections = nullptr;
    QComboBox* m_private = nullptr;
    QComboBox* m_public = nullptr;
};

} // namespace pw::ui
