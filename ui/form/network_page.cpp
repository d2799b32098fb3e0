#include "ui/form/network_page.h"

#include "core/ops/form_cells.h"
#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/form/network_columns.h"
#include "ui/form/rules_together.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <map>

namespace pw::ui {
namespace {

using ops::FormRow;
using yaml::NodeRef;
using Kind = EntryRow::Kind;

/// What the rule is listed under: each of its processes, or of its peers.
std::vector<std::string> groupsOf(NodeRef rule, bool byProcess)
{
    std::vector<std::string> out;
    const NodeRef list = byProcess ? rule.find("processes") : ops::peersOf(rule);
    for (const NodeRef item : list.items()) {
        std::string name = byProcess ? ops::shownValue(item) : ops::peerWords(item);
        if (std::ranges::find(out, name) == out.end())
            out.push_back(std::move(name));
    }
    return out;
}

} // namespace

NetworkPage::NetworkPage(QWidget* parent)
    : EntryPage({ops::FormTab::Network, QStringLiteral("network"), tr("Rules"),
                 tr("Fields of the rule"), tr("The rule in words")},
                networkColumns(), parent),
      m_grouping(new QComboBox(this))
{
    m_grouping->setObjectName(QStringLiteral("ruleGrouping"));
    m_grouping->setAccessibleName(tr("Group the rules"));
    m_grouping->addItems({tr("Not grouped"), tr("By process"), tr("By peer")});
    head().addToHead(m_grouping);
    m_add = head().addButton(QStringLiteral("addRule"), QStringLiteral("plus"), tr("Add rule"),
                             tr("A rule for connections that come in, or go out (Insert)"));
    auto* const menu = new QMenu(m_add);
    menu->setObjectName(QStringLiteral("addRuleMenu"));
    for (const std::string way : {ingressKey, egressKey}) {
        QAction* const action
            = menu->addAction(icon(toQString(way)),
                              way == ingressKey ? tr("Ingress: connections that come in")
                                                : tr("Egress: connections that go out"));
        action->setObjectName(toQString("add-" + way));
        connect(action, &QAction::triggered, this, [this, way] { addRule(way); });
    }
    m_add->setMenu(menu);
    m_add->setProperty("kind", QStringLiteral("menu"));
    m_remove = head().addIconButton(QStringLiteral("removeRule"), QStringLiteral("trash"),
                                    tr("Remove rules"), Qt::Key_Delete);
    m_split = fieldsHead().addTextButton(
        QStringLiteral("splitRule"), tr("Split off"),
        tr("The selected peers, processes or ports into a rule of their own; "
           "together the two allow what the one did"));
    connect(m_remove, &QPushButton::clicked, this, [this] { removeSelected(); });
    connect(m_split, &QPushButton::clicked, this, &NetworkPage::split);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] { rebuild(); });
    m_together = new RulesTogether(this);
    fieldsHead().setOther(m_together);
    connect(m_together, &RulesTogether::wished, this, &FormPage::wished);
    addKey(tr("Add a rule"), Qt::Key_Insert, [this] {
        const EntryRow* const row = currentRow();
        const bool goesOut
            = row != nullptr && row->place.path().find(egressKey) != std::string::npos;
        addRule(goesOut ? egressKey : ingressKey);
    });
}

NetworkPage::Grouping NetworkPage::grouping() const
{
    return static_cast<Grouping>(m_grouping->currentIndex());
}

std::vector<EntryRow> NetworkPage::rowsOf(const FormDocument& document) const
{
    std::vector<EntryRow> out;
    for (ops::FormTop& top : document.tops(ops::FormTab::Network)) {
        if (top.row.node && !top.row.node.isMapping() && !top.row.node.isNull()) {
            out.push_back({Kind::Other, top.place, top.row, {}});
            continue;
        }
        for (FormRow& list : ops::formRows(top.row)) {
            policy::Place place = top.place;
            place.steps.push_back(list.step);
            const bool isKnown = list.role == FormRow::Role::Field;
            const bool isList = list.node.isSequence();
            if (!isKnown || (list.node && !isList && !list.node.isNull())) {
                out.push_back({Kind::Other, std::move(place), std::move(list), {}});
                continue;
            }
            if (!isList || list.node.size() == 0) {
                out.push_back({Kind::EmptyList, std::move(place), std::move(list), {}});
                continue;
            }
            for (FormRow& rule : ops::formRows(list)) {
                if (rule.role == FormRow::Role::Item)
                    out.push_back({Kind::Entry, place.item(rule.step.index), std::move(rule), {}});
            }
        }
    }
    return grouping() == Grouping::None ? out : grouped(std::move(out));
}

std::vector<EntryRow> NetworkPage::grouped(std::vector<EntryRow> rules) const
{
    const bool byProcess = grouping() == Grouping::Process;
    std::map<std::string, std::vector<EntryRow>> groups;
    std::vector<EntryRow> out;
    for (EntryRow& rule : rules) {
        if (rule.kind != Kind::Entry) {
            out.push_back(std::move(rule));
            continue;
        }
        std::vector<std::string> names = groupsOf(rule.row.node, byProcess);
        if (names.empty())
            names.emplace_back();
        for (const std::string& name : names)
            groups[name].push_back(rule);
    }
    std::vector<EntryRow> headed;
    for (auto& [name, below] : groups) {
        const QString label = !name.empty() ? toQString(name)
            : byProcess                     ? tr("Any process")
                                            : tr("No peers");
        headed.push_back({Kind::Group, {}, {}, label, std::move(below)});
    }
    std::ranges::move(out, std::back_inserter(headed));
    return headed;
}

QString NetworkPage::fieldsTitle(const EntryRow& row) const
{
    if (row.kind == Kind::Group)
        return row.label;
    if (row.kind != Kind::Entry)
        return toQString(row.row.step.key);
    return tr("Rule %1, %2").arg(row.row.step.index + 1).arg(wayText(row));
}

void NetworkPage::updateButtons()
{
    const EntryRow* const row = currentRow();
    m_add->setEnabled(row != nullptr && !isReadOnly());
    m_remove->setEnabled(!isReadOnly() && !selectedEntries().empty());
    m_split->setEnabled(!isReadOnly() && splitWish().has_value());
    showTogether();
}

/// One rule shows its fields, several what all of them can have.
void NetworkPage::showTogether()
{
    std::vector<ops::FormSpot> rules = selectedEntries();
    std::erase_if(rules, [](const ops::FormSpot& spot) { return !spot.row.node.isMapping(); });
    const bool areSeveral = rules.size() > 1;
    const bool were = fieldsHead().showsOther();
    fieldsHead().showOther(areSeveral);
    m_together->setReadOnly(isReadOnly());
    if (areSeveral) {
        fieldsHead().setTitle(tr("%1 rules").arg(rules.size()));
        fieldsHead().setSentence({});
    } else if (were && currentRow() != nullptr) {
        showFields();
    }
    m_together->setRules(areSeveral ? std::move(rules) : std::vector<ops::FormSpot>());
}

void NetworkPage::editFields(const std::string& key)
{
    if (fieldsHead().showsOther())
        m_together->setFocus();
    else
        EntryPage::editFields(key);
}

void NetworkPage::addRule(const std::string& way)
{
    if (isReadOnly() || document() == nullptr)
        return;
    for (const ops::FormTop& top : document()->tops(ops::FormTab::Network)) {
        for (const FormRow& list : ops::formRows(top.row)) {
            if (list.step.key != way)
                continue;
            const ops::FormSpot spot{top.place.entry(way), list, document()->root()};
            const std::size_t size = list.node.isSequence() ? list.node.size() : 0;
            showLater(spot.place.item(size));
            Q_EMIT wished(ops::wishesToAdd(spot, policy::atEnd), tr("add a rule"));
            return;
        }
    }
}

std::optional<policy::SplitRule> NetworkPage::splitWish() const
{
    const EntryRow* const rule = currentRow();
    if (rule == nullptr || rule->kind != Kind::Entry)
        return std::nullopt;
    policy::SplitRule out{rule->place, {}, {}};
    for (const QModelIndex& index : fields().selectedFields()) {
        const ops::FormSpot spot = fields().fields().spot(index);
        const policy::Place list = spot.place.parent();
        if (spot.row.role != FormRow::Role::Item || list.parent() != rule->place)
            return std::nullopt;
        const std::string& key = list.steps.back().key;
        if (!out.key.empty() && out.key != key)
            return std::nullopt;
        out.key = key;
        out.items.push_back(spot.row.step.index);
    }
    std::ranges::sort(out.items);
    const NodeRef list = rule->row.node.find(out.key);
    if (out.items.empty() || out.items.size() >= list.size())
        return std::nullopt;
    return out;
}

void NetworkPage::split()
{
    if (const auto wish = splitWish())
        Q_EMIT wished({*wish}, tr("split a rule"));
}

} // namespace pw::ui
