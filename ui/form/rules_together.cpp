#include "ui/form/rules_together.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/tone_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace pw::ui {
namespace {

constexpr int side = 12;
constexpr int gap = 8;

QPushButton* makeButton(const QString& objectName, const QString& text,
                        const QString& accessibleName, QWidget* parent)
{
    auto* const button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(accessibleName);
    button->setToolTip(accessibleName);
    return button;
}

} // namespace

RulesTogether::RulesTogether(QWidget* parent) : QWidget(parent), m_problem(new ToneLabel(this))
{
    setObjectName(QStringLiteral("rulesTogether"));
    setAccessibleName(tr("Fields of all selected rules"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_problem->setObjectName(QStringLiteral("togetherProblem"));
    auto* const grid = new QGridLayout(this);
    grid->setContentsMargins(side, side, side, side);
    grid->setSpacing(gap);
    grid->setColumnStretch(1, 1);
    m_processes = addLine(*grid, QStringLiteral("togetherProcesses"), tr("Processes"),
                          tr("Processes of all selected rules"), {});
    auto* const set = makeButton(QStringLiteral("setProcesses"), tr("Set"),
                                 tr("Set the processes of all selected rules"), this);
    grid->addWidget(set, 0, 2);
    auto* const any = makeButton(QStringLiteral("anyProcess"), tr("Any process"),
                                 tr("Any process for all selected rules"), this);
    grid->addWidget(any, 0, 3);
    const Line port = addList(*grid, ops::RuleList::Ports);
    addList(*grid, ops::RuleList::Peers);
    grid->addWidget(m_problem, grid->rowCount(), 1, 1, 3);
    grid->setRowStretch(grid->rowCount(), 1);
    setFocusProxy(m_processes);
    setTabOrder(m_processes, set);
    setTabOrder(set, any);
    setTabOrder(any, port.edit);
    connect(m_processes, &QLineEdit::returnPressed, this, &RulesTogether::setProcesses);
    connect(set, &QPushButton::clicked, this, &RulesTogether::setProcesses);
    connect(any, &QPushButton::clicked, this, [this] {
        m_processes->setModified(false);
        wish(ops::wishesForAnyProcess(m_rules), *m_processes,
             tr("any process for %1").arg(counted(m_rules.size(), tr("rule"), tr("rules"))));
    });
}

QLineEdit* RulesTogether::addLine(QGridLayout& grid, const QString& objectName,
                                  const QString& label, const QString& accessibleName,
                                  const QString& placeholder)
{
    const int row = grid.count() == 0 ? 0 : grid.rowCount();
    auto* const words = new QLabel(label, this);
    auto* const edit = new QLineEdit(this);
    edit->setObjectName(objectName);
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    words->setBuddy(edit);
    grid.addWidget(words, row, 0);
    grid.addWidget(edit, row, 1);
    connect(edit, &QLineEdit::textEdited, this, [this] { m_problem->set(Tone::Error, {}); });
    return edit;
}

RulesTogether::Line RulesTogether::addList(QGridLayout& grid, ops::RuleList list)
{
    const bool isPort = list == ops::RuleList::Ports;
    const QString name = isPort ? QStringLiteral("Port") : QStringLiteral("Peer");
    const Line line{
        list,
        addLine(grid, QStringLiteral("together") + name, isPort ? tr("Port") : tr("Peer"),
                isPort ? tr("Port for all selected rules") : tr("Peer for all selected rules"),
                isPort ? tr("TCP 443, or TCP 8000-8010") : tr("address, network or DNS name"))};
    auto* const add = makeButton(QStringLiteral("add%1ToAll").arg(name), tr("Add"),
                                 isPort ? tr("Add the port to all selected rules")
                                        : tr("Add the peer to all selected rules"),
                                 this);
    auto* const take = makeButton(QStringLiteral("take%1FromAll").arg(name), tr("Remove"),
                                  isPort ? tr("Remove the port from all selected rules")
                                         : tr("Remove the peer from all selected rules"),
                                  this);
    const int row = grid.rowCount() - 1;
    grid.addWidget(add, row, 2);
    grid.addWidget(take, row, 3);
    connect(line.edit, &QLineEdit::returnPressed, this, [this, line] { addTo(line); });
    connect(add, &QPushButton::clicked, this, [this, line] { addTo(line); });
    connect(take, &QPushButton::clicked, this, [this, line] { takeFrom(line); });
    return line;
}

void RulesTogether::setRules(std::vector<ops::FormSpot> rules)
{
    m_rules = std::move(rules);
    if (m_processes->isModified() && !m_rules.empty())
        return;
    const std::optional<std::string> shared = ops::sharedProcesses(m_rules);
    m_processes->setText(toQString(shared.value_or("")));
    m_processes->setPlaceholderText(shared ? tr("any process") : tr("different processes"));
    m_processes->setModified(false);
}

void RulesTogether::setReadOnly(bool on)
{
    setEnabled(!on);
}

void RulesTogether::setProcesses()
{
    m_processes->setModified(false); // from now on it follows the text
    wish(ops::wishesToSetProcesses(m_rules, toUtf8(m_processes->text())), *m_processes,
         tr("set the processes of %1").arg(counted(m_rules.size(), tr("rule"), tr("rules"))));
}

void RulesTogether::addTo(const Line& line)
{
    const QString count = counted(m_rules.size(), tr("rule"), tr("rules"));
    wish(ops::wishesToAddToRules(m_rules, line.list, toUtf8(line.edit->text())), *line.edit,
         line.list == ops::RuleList::Ports ? tr("add a port to %1").arg(count)
                                           : tr("add a peer to %1").arg(count));
}

void RulesTogether::takeFrom(const Line& line)
{
    const QString count = counted(m_rules.size(), tr("rule"), tr("rules"));
    wish(ops::wishesToTakeFromRules(m_rules, line.list, toUtf8(line.edit->text())), *line.edit,
         line.list == ops::RuleList::Ports ? tr("remove a port from %1").arg(count)
                                           : tr("remove a peer from %1").arg(count));
}

void RulesTogether::wish(const Result<ops::Wishes>& wishes, QLineEdit& edit, const QString& step)
{
    m_problem->set(Tone::Error, wishes ? QString() : toQString(wishes.error().message));
    m_problem->setAccessibleName(m_problem->text());
    if (!wishes) {
        edit.setModified(true);
        return;
    }
    if (&edit != m_processes)
        edit.clear();
    if (!wishes->empty())
        Q_EMIT wished(*wishes, step);
}

} // namespace pw::ui
