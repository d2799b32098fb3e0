#include "app/policywright/comparison_tab.h"

#include "app/policywright/policies_loading.h"
#include "app/policywright/session.h"
#include "core/ops/comparison_report.h"
#include "core/text/line_patch.h"
#include "core/yaml/comments.h"
#include "core/yaml/reader.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"

#include <QFileInfo>

#include <utility>

namespace pw::app {
namespace {

using Kind = CompareSource::Kind;
using ui::DiffSide;

std::vector<text::Span> commentsOf(const std::string& bytes, const std::stop_token& stop)
{
    const Result<text::SourceText> source = text::SourceText::make(bytes, "text");
    return source ? yaml::commentsIn(yaml::read(*source, {}, stop)) : std::vector<text::Span>();
}

ui::ComparisonPtr meaningOf(const std::string& left, const std::string& right,
                            const std::stop_token& stop)
{
    const Result<text::SourceText> was = text::SourceText::make(left, "left");
    const Result<text::SourceText> is = text::SourceText::make(right, "right");
    if (!was || !is)
        return std::make_shared<const ops::Comparison>();
    const yaml::Document before = yaml::read(*was, {}, stop);
    const yaml::Document after = yaml::read(*is, {}, stop);
    return std::make_shared<const ops::Comparison>(
        ops::compare(ops::comparedText(before), ops::comparedText(after), stop));
}

QString iconOf(Kind kind)
{
    switch (kind) {
    case Kind::Server:
        return QStringLiteral("server");
    case Kind::Disk:
    case Kind::File:
        return QStringLiteral("open");
    case Kind::Clipboard:
        return QStringLiteral("copy");
    case Kind::Merged:
        return QStringLiteral("fingerprint");
    case Kind::Deviated:
        return QStringLiteral("warn");
    default:
        return QStringLiteral("policy");
    }
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
    return !m_loadLeft.isRunning() && !m_loadRight.isRunning() && !m_comparing.isRunning()
        && !m_meaning.isRunning();
}

Document* ComparisonTab::document(DiffSide side) const
{
    const Side& here = at(side);
    return here.source.kind == Kind::Document && !here.closed
        ? m_session.byNumber(here.source.document)
        : nullptr;
}

Document* ComparisonTab::target() const
{
    Document* const right = document(DiffSide::Right);
    return right != nullptr ? right : document(DiffSide::Left);
}

void ComparisonTab::setSources(const CompareSource& left, const CompareSource& right,
                               const ChosenFingerprints& chosen)
{
    m_chosen = chosen;
    m_left = {left, {}, 0, {}, {}, false};
    m_right = {right, {}, 0, {}, {}, false};
    m_again = false;
    m_page->setDiff(nullptr, false);
    m_page->setComparison(nullptr);
    load(DiffSide::Left);
    load(DiffSide::Right);
}

void ComparisonTab::setSource(DiffSide side, const CompareSource& source)
{
    at(side) = {source, {}, 0, {}, {}, false};
    m_again = false;
    m_page->setDiff(nullptr, false);
    m_page->setComparison(nullptr);
    load(side);
}

void ComparisonTab::swap()
{
    m_loadLeft.cancel();
    m_loadRight.cancel();
    std::swap(m_left, m_right);
    m_again = false;
    for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
        if (!at(side).text)
            load(side);
    }
    showFaces();
    compare();
}

void ComparisonTab::follow(const Document* document)
{
    connect(document, &Document::snapshotChanged, this, [this, number = document->number()] {
        for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
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
    for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
        if (at(side).source.document == document->number())
            at(side).closed = true;
    }
    showFaces();
}

void ComparisonTab::load(DiffSide side)
{
    Side& here = at(side);
    const CompareSource& source = here.source;
    showFaces();
    if (here.closed)
        return;
    Job& job = side == DiffSide::Left ? m_loadLeft : m_loadRight;
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

void ComparisonTab::take(DiffSide side, const Result<CompareText>& text)
{
    Side& here = at(side);
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
    for (const DiffSide side : {DiffSide::Left, DiffSide::Right}) {
        if (!at(side).problem.isEmpty())
            problems += tr("%1 cannot be shown: %2").arg(face(side).title, at(side).problem);
    }
    m_page->showProblem(problems.join(QStringLiteral("; ")));
    if (!m_left.text || !m_right.text)
        return;
    m_meaning.run(
        [left = *m_left.text, right = *m_right.text](const std::stop_token& stop,
                                                     const ProgressFn&) {
            return meaningOf(left, right, stop);
        },
        [this](const ui::ComparisonPtr& comparison) { m_page->setComparison(comparison); });
    m_comparing.run(
        [left = *m_left.text, right = *m_right.text,
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

ui::CompareFace ComparisonTab::face(DiffSide side) const
{
    const Side& here = at(side);
    const CompareSource& source = here.source;
    const Document* const open = here.closed ? nullptr : m_session.byNumber(source.document);
    const QString title = open != nullptr ? open->title() : tr("a text that was closed");
    ui::CompareFace out;
    out.key = source.key();
    out.icon = iconOf(source.kind);
    out.note = here.note;
    switch (source.kind) {
    case Kind::None:
        out.title = tr("Choose what to compare with");
        break;
    case Kind::Document:
        out.title = title;
        out.note = open == nullptr ? QString()
            : open->path().empty() ? tr("never saved")
            : open->isModified()   ? tr("not saved")
                                   : tr("this text");
        out.canChange = open != nullptr;
        break;
    case Kind::Disk:
        out.title = tr("%1 on disk").arg(title);
        break;
    case Kind::File:
        out.title = QFileInfo(ui::toQString(source.path)).fileName();
        out.note = QFileInfo(ui::toQString(source.path)).path();
        break;
    case Kind::Server:
        out.title = source.version
            ? tr("Version %1 of %2").arg(*source.version).arg(ui::toQString(source.name))
            : tr("Applied %1").arg(ui::toQString(source.name));
        break;
    case Kind::Clipboard:
        out.title = tr("Clipboard");
        break;
    case Kind::Merged:
        out.title = tr("%1 with fingerprints").arg(title);
        break;
    case Kind::Deviated:
        out.title = tr("%1 with its deviations").arg(title);
        break;
    }
    return out;
}

void ComparisonTab::showFaces()
{
    m_page->setSides(face(DiffSide::Left), face(DiffSide::Right));
    Q_EMIT titleChanged();
}

QString ComparisonTab::title() const
{
    return tr("%1 ↔ %2").arg(face(DiffSide::Left).title, face(DiffSide::Right).title);
}

std::string ComparisonTab::patch() const
{
    if (!m_left.text || !m_right.text)
        return {};
    const auto name = [this](DiffSide side, const char* prefix) {
        const QString title = face(side).title;
        return prefix + ui::toUtf8(title).substr(0, title.toUtf8().indexOf('\n'));
    };
    return text::unifiedPatch(*m_left.text, *m_right.text, name(DiffSide::Left, "a/"),
                              name(DiffSide::Right, "b/"));
}

std::string ComparisonTab::review() const
{
    const ui::ComparisonPtr& comparison = m_page->comparison();
    if (comparison == nullptr)
        return {};
    return ops::markdownReport(*comparison, ui::toUtf8(face(DiffSide::Left).title),
                               ui::toUtf8(face(DiffSide::Right).title));
}

std::optional<ComparedTexts> ComparisonTab::texts() const
{
    if (!m_left.text || !m_right.text)
        return {};
    return ComparedTexts{ui::toUtf8(face(DiffSide::Left).title), *m_left.text,
                         ui::toUtf8(face(DiffSide::Right).title), *m_right.text};
}

/// As one step of the undo of the text that gets them.
void ComparisonTab::takeHunks(DiffSide from, const std::vector<std::size_t>& hunks)
{
    const ui::TextDiffPtr& diff = m_page->texts().diff();
    const DiffSide to = from == DiffSide::Left ? DiffSide::Right : DiffSide::Left;
    Document* const target = document(to);
    if (diff == nullptr || target == nullptr || hunks.empty())
        return;
    const text::TextEdits edits = from == DiffSide::Left
        ? text::takeLeft(diff->left, diff->right, diff->lines, hunks)
        : text::takeRight(diff->left, diff->right, diff->lines, hunks);
    // What is shown may be older than what was typed since.
    const std::string& shown = to == DiffSide::Left ? diff->left : diff->right;
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
