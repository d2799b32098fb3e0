#include "app/policywright/comparison_tab.h"

#include "app/policywright/comparison_face.h"
#include "app/policywright/comparison_meaning.h"
#include "app/policywright/policies_loading.h"
#include "app/policywright/session.h"
#include "core/ops/comparison_report.h"
#include "core/text/line_patch.h"
#include "core/yaml/comments.h"
#include "core/yaml/reader.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"

#include <algorithm>
#include <utility>

namespace pw::app {
namespace {

using Kind = CompareSource::Kind;
using ui::DiffSide;
using Side = ui::CompareSide;

std::vector<text::Span> commentsOf(const std::string& bytes, const std::stop_token& stop)
{
    const Result<text::SourceText> source = text::SourceText::make(bytes, "text");
    return source ? yaml::commentsIn(yaml::read(*source, {}, stop)) : std::vector<text::Span>();
}

constexpr std::array allSides{Side::Left, Side::Right, Side::Base};

ui::ComparisonPtr shared(ops::Comparison comparison)
{
    return std::make_shared<const ops::Comparison>(std::move(comparison));
}

} // namespace

ComparisonTab::ComparisonTab(const Surroundings& around, Session& session, QWidget* pageParent)
    : m_around(around), m_session(session), m_page(new ui::ComparePage(pageParent))
{
    connect(m_page, &ui::ComparePage::takeRequested, this, &ComparisonTab::takeHunks);
    connect(&m_page->head(), &ui::CompareHead::swapRequested, this, &ComparisonTab::swap);
    connect(&m_page->head(), &ui::CompareHead::optionsChanged, this, [this] {
        m_again = false;
        compare();
    });
    connect(&session, &Session::added, this, &ComparisonTab::follow);
    connect(&session, &Session::changed, this, &ComparisonTab::showFaces);
    connect(&session, &Session::aboutToClose, this, &ComparisonTab::onClosing);
    for (const auto& document : session.documents())
        follow(document.get());
}

ComparisonTab::~ComparisonTab()
{
    delete m_page;
}

bool ComparisonTab::isIdle() const
{
    return std::ranges::none_of(m_loads, [](const Job& job) { return job.isRunning(); })
        && !m_comparing.isRunning() && !m_meaning.isRunning();
}

Document* ComparisonTab::document(Side side) const
{
    const State& here = at(side);
    return here.source.kind == Kind::Document && !here.closed
        ? m_session.byNumber(here.source.document)
        : nullptr;
}

Document* ComparisonTab::target() const
{
    Document* const right = document(Side::Right);
    return right != nullptr ? right : document(Side::Left);
}

bool ComparisonTab::canMerge() const
{
    return target() != nullptr
        && std::ranges::all_of(m_sides, [](const State& side) { return side.text.has_value(); });
}

void ComparisonTab::setSources(const CompareSource& left, const CompareSource& right,
                               const ChosenFingerprints& chosen)
{
    m_chosen = chosen;
    show(Side::Left, left);
    show(Side::Right, right);
    load(Side::Left);
    load(Side::Right);
}

void ComparisonTab::setSource(Side side, const CompareSource& source)
{
    show(side, source);
    load(side);
}

void ComparisonTab::show(Side side, const CompareSource& source)
{
    m_loads.at(static_cast<std::size_t>(side)).cancel();
    at(side) = {source, {}, 0, {}, {}, false};
    m_page->setMeaning({});
    if (side == Side::Base)
        return; // the lines stay as they are
    m_again = false;
    m_page->setDiff(nullptr, false);
}

void ComparisonTab::swap()
{
    for (const Side side : {Side::Left, Side::Right})
        m_loads.at(static_cast<std::size_t>(side)).cancel();
    std::swap(at(Side::Left), at(Side::Right));
    m_again = false;
    for (const Side side : {Side::Left, Side::Right}) {
        if (!at(side).text)
            load(side);
    }
    showFaces();
    compare();
}

void ComparisonTab::follow(const Document* document)
{
    connect(document, &Document::snapshotChanged, this, [this, number = document->number()] {
        for (const Side side : allSides) {
            const CompareSource& source = at(side).source;
            const bool its = source.document == number
                && (source.kind == Kind::Document || source.kind == Kind::Merged
                    || source.kind == Kind::Deviated);
            if (its)
                load(side);
        }
    });
}

/// What it said last stays there to be looked at.
void ComparisonTab::onClosing(const Document* document)
{
    for (const Side side : allSides) {
        if (at(side).source.document == document->number())
            at(side).closed = true;
    }
    showFaces();
}

void ComparisonTab::load(Side side)
{
    State& here = at(side);
    const CompareSource& source = here.source;
    showFaces();
    if (here.closed)
        return;
    if (side == Side::Base && source.kind == Kind::None)
        return compare();
    Job& job = m_loads.at(static_cast<std::size_t>(side));
    const auto apply = [this, side](const Result<CompareText>& text) { take(side, text); };
    const Document* const open = m_session.byNumber(source.document);
    if (source.kind == Kind::Document && open != nullptr) {
        here.revision = open->revision();
        return take(side, CompareText{open->bytes(), {}});
    }
    if (source.kind == Kind::Disk && open != nullptr)
        return take(side,
                    open->onDisk()
                        ? Result<CompareText>(CompareText{std::string(open->onDisk()->bytes()), {}})
                        : Error{"gone", "there is no such file", {}});
    if (source.kind == Kind::Merged && open != nullptr) {
        job.run(
            [bytes = open->bytes(), chosen = m_chosen](const std::stop_token& stop,
                                                       const ProgressFn& progress) {
                return mergedText(bytes, chosen, stop, progress);
            },
            apply);
        return;
    }
    if (source.kind == Kind::Deviated && open != nullptr) {
        const double now = m_around.clock();
        job.run(
            [bytes = open->bytes(), uid = source.uid, client = m_around.client(),
             range = api::TimeRange{now - deviationSeconds, now}](const std::stop_token& stop,
                                                                  const ProgressFn& progress) {
                return deviatedText(bytes, uid, client, range, stop, progress);
            },
            apply);
        return;
    }
    job.run([source, &store = m_around.files, client = m_around.client()](
                const std::stop_token& stop,
                const ProgressFn&) { return loadSource(source, store, client, stop); },
            apply);
}

void ComparisonTab::take(Side side, const Result<CompareText>& text)
{
    State& here = at(side);
    here.problem = text ? QString() : ui::toQString(text.error().message);
    here.note = text ? text->note : QString();
    if (text)
        here.text = text->bytes;
    showFaces();
    compare();
}

void ComparisonTab::compare()
{
    QStringList problems;
    for (const Side side : allSides) {
        if (!at(side).problem.isEmpty())
            problems += tr("%1 cannot be shown: %2").arg(name(side), at(side).problem);
    }
    m_page->showProblem(problems.join(QStringLiteral("; ")));
    if (!at(Side::Left).text || !at(Side::Right).text)
        return;
    compareMeaning();
    compareLines();
}

void ComparisonTab::compareMeaning()
{
    m_meaning.run(
        [left = *at(Side::Left).text, right = *at(Side::Right).text,
         base = at(Side::Base).text](const std::stop_token& stop, const ProgressFn&) {
            ui::ComparedMeaning out;
            out.between = shared(meaningOf(left, right, stop));
            if (base) {
                out.leftSinceBase = shared(meaningOf(*base, left, stop));
                out.rightSinceBase = shared(meaningOf(*base, right, stop));
            }
            return out;
        },
        [this](const ui::ComparedMeaning& meaning) { m_page->setMeaning(meaning); });
}

void ComparisonTab::compareLines()
{
    m_comparing.run(
        [left = *at(Side::Left).text, right = *at(Side::Right).text,
         options = m_page->head().options()](const std::stop_token& stop, const ProgressFn&) {
            text::LineDiffOptions how;
            if (options.ignoreSpaces)
                how.spaces = text::LineDiffOptions::Spaces::DoNotCount;
            if (options.ignoreComments) {
                how.leftOut = commentsOf(left, stop);
                how.rightOut = commentsOf(right, stop);
            }
            return ui::TextDiff::of(left, right, how);
        },
        [this](const ui::TextDiffPtr& diff) {
            m_page->setDiff(diff, m_again);
            m_again = true;
        });
}

ui::CompareFace ComparisonTab::face(Side side) const
{
    const State& here = at(side);
    const Document* const open = here.closed ? nullptr : m_session.byNumber(here.source.document);
    return faceOf(here.source, open, here.note);
}

void ComparisonTab::showFaces()
{
    m_page->setSides(face(Side::Left), face(Side::Right));
    const bool hasBase = source(Side::Base).kind != Kind::None;
    m_page->head().setBase(hasBase ? std::optional(face(Side::Base)) : std::nullopt);
    Q_EMIT titleChanged();
}

QString ComparisonTab::title() const
{
    return tr("%1 ↔ %2").arg(name(Side::Left), name(Side::Right));
}

std::string ComparisonTab::patch() const
{
    const std::optional<std::string>& left = at(Side::Left).text;
    const std::optional<std::string>& right = at(Side::Right).text;
    if (!left || !right)
        return {};
    const auto named = [this](Side side, const char* prefix) {
        return prefix + ui::toUtf8(name(side).section(u'\n', 0, 0));
    };
    return text::unifiedPatch(*left, *right, named(Side::Left, "a/"), named(Side::Right, "b/"));
}

std::string ComparisonTab::review() const
{
    const ui::ComparisonPtr& comparison = m_page->meaning().between;
    if (comparison == nullptr)
        return {};
    return ops::markdownReport(*comparison, ui::toUtf8(name(Side::Left)),
                               ui::toUtf8(name(Side::Right)));
}

std::optional<ComparedTexts> ComparisonTab::texts() const
{
    const std::optional<std::string>& left = at(Side::Left).text;
    const std::optional<std::string>& right = at(Side::Right).text;
    if (!left || !right)
        return {};
    return ComparedTexts{ui::toUtf8(name(Side::Left)), *left, ui::toUtf8(name(Side::Right)),
                         *right};
}

/// As one step of the undo of the text that gets them.
void ComparisonTab::takeHunks(DiffSide from, const std::vector<std::size_t>& hunks)
{
    const ui::TextDiffPtr& diff = m_page->texts().diff();
    const Side to = from == DiffSide::Left ? Side::Right : Side::Left;
    Document* const target = document(to);
    if (diff == nullptr || target == nullptr || hunks.empty())
        return;
    const text::TextEdits edits = from == DiffSide::Left
        ? text::takeLeft(diff->left, diff->right, diff->lines, hunks)
        : text::takeRight(diff->left, diff->right, diff->lines, hunks);
    // What is shown may be older than what was typed since.
    const std::string& shown = to == Side::Left ? diff->left : diff->right;
    const bool same = at(to).revision == target->revision() && *at(to).text == shown;
    if (!same || !target->editor().applyEdits(edits, target->revision())) {
        Q_EMIT messageRequested(
            tr("Nothing was taken over: the text changed at that moment; try again."));
        return;
    }
    target->analyseNow();
    Q_EMIT messageRequested(
        tr("Taken over into %1 as one step; undo takes it back.").arg(target->title()));
}

} // namespace pw::app
