#pragma once
// The decision: the name that production asks for, why it is not open yet, and the buttons.

#include "ui/apply/review_gate.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;
class QLineEdit;

namespace pw::ui {

class ElidedLabel;

class ApplyFoot : public QWidget
{
    Q_OBJECT
public:
    explicit ApplyFoot(QWidget* parent = nullptr);

    /// `documents`: how many are applied.
    void show(const ReviewGate& gate, ApplyPhase phase, int documents);
    [[nodiscard]] QString typedName() const;
    /// For their keys to work in the whole page.
    [[nodiscard]] QList<QAction*> actions() const;
    /// The field that asks for the name, when it does.
    [[nodiscard]] QWidget* firstStop() const;

Q_SIGNALS:
    void typed();
    void cancelRequested();
    void checkRequested();
    void auditRequested();
    void mainRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QAction* makeAction(const char* objectName, const char* iconName);

    void arrange();

    QBoxLayout* m_parts = nullptr;
    QWidget* m_buttons = nullptr;
    QWidget* m_asking = nullptr;
    QLabel* m_question = nullptr;
    QLineEdit* m_name = nullptr;
    QAction* m_nameTick = nullptr;
    ElidedLabel* m_reason = nullptr;
    QAction* m_cancel = nullptr;
    QAction* m_check = nullptr;
    QAction* m_audit = nullptr;
    QAction* m_main = nullptr;
};

} // namespace pw::ui
