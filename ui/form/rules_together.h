#pragma once
// What several network rules can have alike: processes, and a port or a peer more or less.

#include "core/ops/form_rules.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace pw::ui {

class ToneLabel;

class RulesTogether : public QWidget
{
    Q_OBJECT
public:
    explicit RulesTogether(QWidget* parent = nullptr);

    /// They live as long as the document that they are of; what was typed stays.
    void setRules(std::vector<ops::FormSpot> rules);
    void setReadOnly(bool on);

Q_SIGNALS:
    /// For all of the rules, in one step of the undo.
    void wished(const std::vector<policy::PolicyEdit>& wishes, const QString& step);

private:
    struct Line
    {
        ops::RuleList list = ops::RuleList::Peers;
        QLineEdit* edit = nullptr;
    };
    QLineEdit* addLine(QGridLayout& grid, const QString& objectName, const QString& label,
                       const QString& accessibleName, const QString& placeholder);
    Line addList(QGridLayout& grid, ops::RuleList list);
    void setProcesses();
    void addTo(const Line& line);
    void takeFrom(const Line& line);
    void wish(const Result<ops::Wishes>& wishes, QLineEdit& edit, const QString& step);

    std::vector<ops::FormSpot> m_rules;
    QLineEdit* m_processes = nullptr;
    ToneLabel* m_problem = nullptr;
};

} // namespace pw::ui
