#include "app/policywright/side_merging.h"

#include "app/policywright/comparison_tab.h"
#include "app/policywright/document.h"
#include "core/ops/comparison.h"
#include "core/yaml/reader.h"
#include "ui/common/convert.h"

#include <algorithm>

namespace pw::app {
namespace {

using Side = ui::CompareSide;
using Question = ThreeWayController::Question;

struct Texts
{
    std::string base;
    std::string theirs;
};

/// The first document of mine that theirs has something for.
Result<std::optional<Question>> questionOf(Question question, const Texts& texts,
                                           const std::stop_token& stop)
{
    const Result<text::SourceText> baseText = text::SourceText::make(texts.base, "base");
    const Result<text::SourceText> theirText = text::SourceText::make(texts.theirs, "theirs");
    if (!baseText || !theirText)
        return baseText ? theirText.error() : baseText.error();
    const yaml::Document base = yaml::read(*baseText, {}, stop);
    const yaml::Document theirs = yaml::read(*theirText, {}, stop);
    const yaml::Document& mine = *question.snapshot->document;
    if (!base.complete() || !theirs.complete() || !mine.complete())
        return Error{"does-not-parse", "one of the texts cannot be read whole", {}};
    const ops::ComparedText begun = ops::comparedText(base);
    const ops::ComparedText other = ops::comparedText(theirs);
    const ops::ComparedText own = ops::comparedText(mine);
    const auto beginnings = ops::documentPairs(begun, own);
    const auto origins = ops::documentPairs(begun, other);
    for (std::size_t unit = 0; unit < beginnings.size(); ++unit) {
        const auto match = std::ranges::find(origins, beginnings[unit]);
        if (!beginnings[unit] || match == origins.end())
            continue;
        const auto at = static_cast<std::size_t>(match - origins.begin());
        question.unit = unit;
        question.base = yaml::toValue({base, begun.units[*beginnings[unit]].root});
        question.theirs.copy.document = yaml::toValue({theirs, other.units[at].root});
        const Result<ops::ThreeWayPlan> plan
            = ops::planThreeWay(question.base, mine, unit, question.theirs.copy.document);
        if (!plan)
            return plan.error();
        if (!plan->edits.empty() || !plan->conflicts.empty())
            return std::optional(question);
    }
    return std::optional<Question>();
}

} // namespace

SideMerging::SideMerging(Session& session, QWidget& window, QObject* parent)
    : QObject(parent), m_threeWay(session, window)
{
    connect(&m_threeWay, &ThreeWayController::merged, this, [this](const Document& document) {
        Q_EMIT messageRequested(
            tr("Merged into %1 as one step; undo takes it back.").arg(document.title()));
    });
}

void SideMerging::start(const ComparisonTab& tab)
{
    const Document* const target = tab.target();
    if (!tab.canMerge() || target->snapshot() == nullptr)
        return;
    if (!target->isAnalysed()) {
        Q_EMIT messageRequested(tr("The text changes at this moment; try again."));
        return;
    }
    const CompareSource& right = tab.source(Side::Right);
    const bool intoRight
        = right.kind == CompareSource::Kind::Document && right.document == target->number();
    const Side from = intoRight ? Side::Left : Side::Right;
    Question question;
    question.document = target->number();
    question.snapshot = target->snapshot();
    question.words = tr("%1 since %2").arg(tab.name(from), tab.name(Side::Base));
    const Texts texts{*tab.text(Side::Base), *tab.text(from)};
    m_looking.run(
        [question, texts](const std::stop_token& stop, const ProgressFn&) {
            return questionOf(question, texts, stop);
        },
        [this, name = tab.name(from)](const Result<std::optional<Question>>& found) {
            if (!found)
                Q_EMIT messageRequested(
                    tr("They cannot be merged: %1").arg(ui::toQString(found.error().text())));
            else if (!*found)
                Q_EMIT messageRequested(
                    tr("%1 has changed nothing that is not in your text").arg(name));
            else
                m_threeWay.start(**found);
        });
}

} // namespace pw::app
