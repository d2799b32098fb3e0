#include "ui/compare/change_panel.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/diff/change_rows.h"
#include "ui/diff/review_list.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <array>
#include <map>

namespace pw::ui {
namespace {

using ops::Effect;
using Part = ops::PolicyChange::Part;

/// In the order in which a person looks at them.
constexpr std::array effects{Effect::Wider,    Effect::Mixed,    Effect::Unknown,
                             Effect::Acts,     Effect::Watches,  Effect::Off,
                             Effect::Response, Effect::Narrower, Effect::Same};
constexpr int allChanges = -1;
constexpr int widerOrUnknown = -2;

QString partWord(Part part)
{
    switch (part) {
    case Part::General:
        return ChangePanel::tr("State and switches");
    case Part::Selectors:
        return ChangePanel::tr("Selectors");
    case Part::Processes:
        return ChangePanel::tr("Processes");
    case Part::Network:
        return ChangePanel::tr("Network");
    case Part::Response:
        return ChangePanel::tr("Response");
    case Part::Others:
        return ChangePanel::tr("Other fields");
    }
    return {};
}

/// Without the sign before it.
QString plainWord(Effect effect)
{
    const QString word = effectLook(effect).word;
    return word.mid(word.indexOf(u' ') == 1 ? 2 : 0);
}

bool isShown(const ops::PolicyChange& change, int which)
{
    if (which == allChanges)
        return true;
    if (which == widerOrUnknown)
        return change.effect == Effect::Wider || change.effect == Effect::Mixed
            || change.effect == Effect::Unknown;
    return static_cast<int>(change.effect) == which;
}

} // namespace

ChangePanel::ChangePanel(QWidget* parent)
    : QWidget(parent), m_list(new ReviewList({QStringLiteral("compareChanges"),
                                              QStringLiteral("compare"), tr("What changed"), false},
                                             this)),
      m_which(new QComboBox(this))
{
    setObjectName(QStringLiteral("compareChangePanel"));
    m_which->setObjectName(QStringLiteral("compareWhich"));
    m_which->setAccessibleName(tr("Which changes are shown"));
    m_which->addItem(tr("All changes"), allChanges);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    auto* const foot = new QHBoxLayout;
    foot->setContentsMargins(8, 6, 8, 6);
    foot->addWidget(m_which, 1);
    column->addLayout(foot);
    setFocusProxy(m_list);
    connect(m_which, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling)
            showRows();
    });
    connect(m_list, &ReviewList::currentChanged, this, [this](const ReviewRow* row) {
        if (row != nullptr)
            Q_EMIT revealRequested(row->before, row->span);
    });
    setComparison(nullptr);
}

QWidget* ChangePanel::list() const
{
    return m_list->list();
}

void ChangePanel::setComparison(const ComparisonPtr& comparison)
{
    m_comparison = comparison;
    const int kept = m_which->currentData().toInt();
    m_filling = true;
    m_which->clear();
    m_which->addItem(tr("All changes"), allChanges);
    if (m_comparison != nullptr) {
        const auto add = [this](const QString& text, std::size_t count, int which) {
            if (count > 0)
                m_which->addItem(tr("%1 (%2)").arg(text, number(count)), which);
        };
        const std::size_t wider = m_comparison->count(Effect::Wider);
        const std::size_t unknown
            = m_comparison->count(Effect::Unknown) + m_comparison->count(Effect::Mixed);
        if (wider > 0 && unknown > 0)
            add(tr("All that may be wider"), wider + unknown, widerOrUnknown);
        for (const Effect effect : effects)
            add(tr("Only %1").arg(effectLook(effect).word), m_comparison->count(effect),
                static_cast<int>(effect));
    }
    m_which->setCurrentIndex(std::max(0, m_which->findData(kept)));
    m_filling = false;
    showRows();
}

void ChangePanel::showRows()
{
    if (m_comparison == nullptr)
        return m_list->showEmpty(tr("The texts are being compared."), QStringLiteral("compare"));
    if (m_comparison->documents.empty()) {
        const bool none = m_comparison->notJudged == 0;
        return m_list->showEmpty(none
                                     ? tr("Both mean the same.")
                                     : tr("These are no policies: their texts alone are compared."),
                                 none ? QStringLiteral("okc") : QStringLiteral("documents"));
    }
    const int which = m_which->currentData().toInt();
    const bool several = m_comparison->documents.size() > 1;
    std::vector<ReviewGroup> groups;
    std::size_t count = 0;
    for (const ops::ComparedDocument& document : m_comparison->documents) {
        std::map<Part, std::vector<ops::PolicyChange>> parts;
        for (const ops::PolicyChange& change : document.changes) {
            if (isShown(change, which))
                parts[change.part].push_back(change);
        }
        for (const auto& [part, changes] : parts) {
            ReviewGroup group{partWord(part), changeRows(changes)};
            if (several)
                group.title = QStringLiteral("%1 · %2").arg(toQString(document.name), group.title);
            count += group.rows.size();
            groups.push_back(std::move(group));
        }
    }
    m_list->setGroups(std::move(groups), number(count));
}

QString ChangePanel::summary() const
{
    if (m_comparison == nullptr)
        return {};
    QStringList parts;
    for (const Effect effect : effects) {
        if (const std::size_t count = m_comparison->count(effect); count > 0)
            parts += QStringLiteral("%1 %2").arg(number(count), plainWord(effect));
    }
    const std::size_t all = m_comparison->count();
    if (all == 0)
        return m_comparison->notJudged > 0 ? QString() : tr("Both mean the same");
    const QString count = counted(all, tr("change of meaning"), tr("changes of meaning"));
    return parts.isEmpty() ? count : tr("%1: %2").arg(count, parts.join(QStringLiteral(", ")));
}

} // namespace pw::ui
