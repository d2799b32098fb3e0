#include "ui/compare/change_panel.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/diff/change_rows.h"
#include "ui/diff/review_list.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

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
    setMeaning({});
}

QWidget* ChangePanel::list() const
{
    return m_list->list();
}

void ChangePanel::setMeaning(const ComparedMeaning& meaning)
{
    m_meaning = meaning;
    fillFilter();
    showRows();
}

std::size_t ChangePanel::count(Effect effect) const
{
    return hasBase()
        ? m_meaning.leftSinceBase->count(effect) + m_meaning.rightSinceBase->count(effect)
        : m_meaning.between->count(effect);
}

void ChangePanel::fillFilter()
{
    const int kept = m_which->currentData().toInt();
    m_filling = true;
    m_which->clear();
    m_which->addItem(tr("All changes"), allChanges);
    if (m_meaning.between != nullptr) {
        const auto add = [this](const QString& text, std::size_t count, int which) {
            if (count > 0)
                m_which->addItem(tr("%1 (%2)").arg(text, number(count)), which);
        };
        const std::size_t wider = count(Effect::Wider);
        const std::size_t unknown = count(Effect::Unknown) + count(Effect::Mixed);
        if (wider > 0 && unknown > 0)
            add(tr("All that may be wider"), wider + unknown, widerOrUnknown);
        for (const Effect effect : effects)
            add(tr("Only %1").arg(effectLook(effect).word), count(effect),
                static_cast<int>(effect));
    }
    m_which->setCurrentIndex(std::max(0, m_which->findData(kept)));
    m_filling = false;
}

void ChangePanel::showRows()
{
    if (m_meaning.between == nullptr)
        return m_list->showEmpty(tr("The texts are being compared."), QStringLiteral("compare"));
    std::vector<ReviewGroup> groups;
    if (hasBase()) {
        addGroups(*m_meaning.leftSinceBase, tr("Left"), groups);
        addGroups(*m_meaning.rightSinceBase, tr("Right"), groups);
    } else {
        addGroups(*m_meaning.between, {}, groups);
    }
    const auto all = [](const ComparisonPtr& one) { return one == nullptr ? 0 : one->count(); };
    const std::size_t changes = hasBase()
        ? all(m_meaning.leftSinceBase) + all(m_meaning.rightSinceBase)
        : all(m_meaning.between);
    if (changes == 0) {
        const bool none = m_meaning.between->notJudged == 0;
        return m_list->showEmpty(
            none ? tr("Both mean the same.")
                 : tr("The texts alone are compared: they are no policies, or one of them cannot "
                      "be read whole."),
            none ? QStringLiteral("okc") : QStringLiteral("documents"));
    }
    std::size_t shown = 0;
    for (const ReviewGroup& group : groups)
        shown += group.rows.size();
    m_list->setGroups(std::move(groups), number(shown));
}

/// `who` changed it since the base; empty: the right text differs in it from the left one.
void ChangePanel::addGroups(const ops::Comparison& comparison, const QString& who,
                            std::vector<ReviewGroup>& out) const
{
    const int which = m_which->currentData().toInt();
    const bool several = comparison.documents.size() > 1;
    for (const ops::ComparedDocument& document : comparison.documents) {
        std::map<Part, std::vector<ops::PolicyChange>> parts;
        for (const ops::PolicyChange& change : document.changes) {
            if (isShown(change, which))
                parts[change.part].push_back(change);
        }
        for (const auto& [part, changes] : parts) {
            QStringList title;
            if (!who.isEmpty())
                title += who;
            if (several)
                title += toQString(document.name);
            title += partWord(part);
            ReviewGroup group{title.join(QStringLiteral(" \u00B7 ")), changeRows(changes)};
            for (ReviewRow& row : group.rows) {
                if (who.isEmpty())
                    continue;
                // The base is not on screen: a place is in the text that changed, or nowhere.
                const text::Span place = std::exchange(row.span, {});
                row.before = {};
                (who == tr("Left") ? row.before : row.span) = place;
            }
            out.push_back(std::move(group));
        }
    }
}

QString ChangePanel::summary() const
{
    if (m_meaning.between == nullptr)
        return {};
    if (hasBase())
        return tr("Since the base: left %1; right %2")
            .arg(summaryOf(*m_meaning.leftSinceBase), summaryOf(*m_meaning.rightSinceBase));
    if (m_meaning.between->count() == 0)
        return m_meaning.between->notJudged > 0 ? QString() : tr("Both mean the same");
    return summaryOf(*m_meaning.between);
}

QString ChangePanel::summaryOf(const ops::Comparison& comparison)
{
    const std::size_t all = comparison.count();
    if (all == 0)
        return tr("no change of meaning");
    QStringList parts;
    for (const Effect effect : effects) {
        if (const std::size_t count = comparison.count(effect); count > 0)
            parts += QStringLiteral("%1 %2").arg(number(count), plainWord(effect));
    }
    const QString count = counted(all, tr("change of meaning"), tr("changes of meaning"));
    return parts.isEmpty() ? count : tr("%1: %2").arg(count, parts.join(QStringLiteral(", ")));
}

} // namespace pw::ui
