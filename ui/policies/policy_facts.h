#pragma once
// What is known of one policy, as a form of plain lines.

#include "core/ops/policy_list.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QToolButton;

namespace pw::ui {

class IconLabel;
class StatusChip;

class PolicyFacts : public QScrollArea
{
    Q_OBJECT
public:
    explicit PolicyFacts(QWidget* parent = nullptr);

    /// `others`: names of the policies that share some of its instances. `now`: epoch seconds.
    void setRow(const ops::PolicyListRow& row, const QStringList& others, double now);

private:
    void addRow(const QString& title, QWidget* value);
    QLabel* addLine(const QString& title, const char* objectName);
    QWidget* makeStatus();
    QWidget* makeUid();
    QWidget* makeScope();
    void setTime(QLabel& label, const std::string& time, const std::string& by);

    QGridLayout* m_form = nullptr;
    StatusChip* m_status = nullptr;
    IconLabel* m_warning = nullptr;
    QLabel* m_mode = nullptr;
    QLabel* m_uid = nullptr;
    QToolButton* m_copy = nullptr;
    QLabel* m_created = nullptr;
    QLabel* m_changed = nullptr;
    QLabel* m_scope = nullptr;
    QLabel* m_fields = nullptr;
    QLabel* m_covers = nullptr;
    QLabel* m_deviations = nullptr;
};

} // namespace pw::ui
