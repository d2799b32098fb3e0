#include "app/policywright/review_controller.h"

#include "app/policywright/document.h"
#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "core/ops/policy_switch.h"
#include "ui/apply/review_page.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"

#include <QUrl>

#include <algorithm>

namespace pw::app {
namespace {

ui::ApplyTarget targetOf(const ReviewSurroundings& around)
{
    ui::ApplyTarget target;
    target.organization = around.organization;
    target.host = QUrl(ui::toQString(around.context.url)).host();
    target.production = around.context.production;
    if (around.client == nullptr)
        target.readOnly = ReviewController::tr("no organization is open");
    else if (around.context.readOnly)
        target.readOnly = ReviewController::tr("this connection is read only");
    return target;
}

/// `context uid ctx:4fQz81` in the words of an error.
QString contextUidIn(const Error& error)
{
    static const QLatin1String mark("context uid ");
    const QString context = ui::toQString(error.context);
    const qsizetype at = context.indexOf(mark);
    return at < 0 ? QString() : context.mid(at + mark.size()).section(u' ', 0, 0);
}

ui::ApplyOutcome outcomeOf(const SentDocument& sent)
{
    using State = ui::ApplyOutcome::State;
    ui::ApplyOutcome outcome;
    if (!sent.written) {
        const Error& error = sent.written.error();
        outcome.state = error.code == "write-unclear" ? State::Unclear
            : error.code == "not-found"               ? State::UnknownUid
                                                      : State::Failed;
        outcome.words = ui::toQString(error.message);
        outcome.details = ui::toQString(error.text());
        outcome.contextUid = contextUidIn(error);
        return outcome;
    }
    outcome.state = State::Done;
    outcome.uid = ui::toQString(sent.written->uid);
    const std::optional<std::int64_t> version
        = sent.copy && sent.copy->version ? sent.copy->version : sent.written->version;
    outcome.words = version     ? ReviewController::tr("applied as version %1").arg(*version)
        : sent.written->created ? ReviewController::tr("applied as a new policy")
                                : ReviewController::tr("updated");
    return outcome;
}

} // namespace

ReviewController::ReviewController(Session& session, MainWindow& window,
                                   SurroundingsFn surroundings, ClockFn clock, QObject* parent)
    : QObject(parent), m_session(session), m_window(window),
      m_surroundings(std::move(surroundings)), m_clock(std::move(clock)),
      m_conflicts(session, window)
{
    // With both in the text the review is another one.
    connect(&m_conflicts, &ConflictController::settled, this, &ReviewController::start);
    connect(&m_conflicts, &ConflictController::messageRequested, this,
            &ReviewController::messageRequested);
    connect(&session, &Session::aboutToClose, this, [this](Document* closing) {
        if (closing->number() == m_number)
            close();
    });
    connect(&window, &MainWindow::closePageRequested, this, [this](QWidget* page) {
        if (page == m_page)
            close();
    });
    connect(&m_gathering, &Job::progressed, this, [this](int done, int total, const QString&) {
        if (m_page != nullptr)
            m_page->setProgress(tr("Replaying what ran…"), done, total);
    });
    for (const Job* const job : {&m_gathering, &m_sending, &m_checking, &m_marking}) {
        const auto note = [this] {
            if (isIdle())
                Q_EMIT becameIdle();
        };
        connect(job, &Job::finished, this, note);
        connect(job, &Job::cancelled, this, note);
    }
}

ReviewController::~ReviewController() = default;

ui::ReviewPage* ReviewController::page() const
{
    return m_page;
}

bool ReviewController::isShown() const
{
    return m_page != nullptr && m_window.shownPage() == static_cast<QWidget*>(m_page);
}

Document* ReviewController::document() const
{
    return m_session.byNumber(m_number);
}

void ReviewController::start(Document& document)
{
    if (isWriting()) { // what was sent is not at its end yet
        if (m_page != nullptr)
            m_window.showPage(m_page);
        else
            Q_EMIT messageRequested(
                tr("What the server answered is being written into the text; try again"));
        return;
    }
    openPage();
    m_number = document.number();
    m_target = m_surroundings();
    m_window.setDocumentTitle(m_page, tr("Apply %1").arg(document.title()), {}, false);
    m_page->setTarget(targetOf(m_target));
    m_window.showPage(m_page);
    if (document.isAnalysed())
        return gather();
    gatherOnceAnalysed(document);
}

/// The page is that of this review alone: another review does not hear of it.
void ReviewController::gatherOnceAnalysed(Document& document)
{
    connect(
        &document, &Document::analysed, m_page,
        [this, page = m_page.data()] {
            if (page == m_page)
                gather();
        },
        Qt::SingleShotConnection);
    document.analyseNow();
}

void ReviewController::openPage()
{
    if (m_page != nullptr)
        close();
    m_page = new ui::ReviewPage(m_window.pageParent());
    m_window.addDocumentPage(m_page, tr("Apply"), QStringLiteral("apply"));
    connectPage();
    Q_EMIT stateChanged();
}

void ReviewController::connectPage()
{
    ui::ReviewPage* const page = m_page;
    connect(page, &ui::ReviewPage::applyRequested, this, [this] { apply(false, false); });
    connect(page, &ui::ReviewPage::keepMineRequested, this, &ReviewController::keepMine);
    connect(page, &ui::ReviewPage::applyAsNewRequested, this, [this] { apply(false, true); });
    connect(page, &ui::ReviewPage::applyAuditRequested, this, &ReviewController::applyAudit);
    connect(page, &ui::ReviewPage::checkRequested, this, &ReviewController::check);
    connect(page, &ui::ReviewPage::takeTheirsRequested, this, [this] {
        const std::optional<Conflict> one = conflict();
        if (!one)
            return;
        m_conflicts.takeTheirs(*one);
        if (one->isAlone)
            close();
    });
    connect(page, &ui::ReviewPage::mergeBothRequested, this, [this] {
        if (const std::optional<Conflict> one = conflict())
            m_conflicts.mergeBoth(*one);
    });
    connect(page, &ui::ReviewPage::sideBySideRequested, this, &ReviewController::sideBySide);
    const auto again = [this] {
        if (Document* const under = document())
            start(*under);
    };
    connect(page, &ui::ReviewPage::tryAgainRequested, this, again);
    connect(page, &ui::ReviewPage::lookAgainRequested, this, again);
    connect(page, &ui::ReviewPage::cancelRequested, this, &ReviewController::close);
    connect(page, &ui::ReviewPage::revealRequested, this, [this](text::Span span) {
        if (Document* const under = document()) {
            m_session.setCurrent(under);
            under->editor().reveal(span);
        }
    });
}

void ReviewController::close()
{
    if (m_page == nullptr || m_sending.isRunning())
        return;
    m_gathering.cancel();
    m_checking.cancel();
    ++m_run;
    m_after = After::Nothing;
    const bool wasShown = isShown();
    m_window.removeDocumentPage(m_page);
    m_page->deleteLater();
    m_page->disconnect(this);
    m_page = nullptr;
    m_target.client = nullptr; // an organization that was left is not held open
    if (Document* const under = document(); under != nullptr && wasShown)
        m_session.setCurrent(under);
    Q_EMIT stateChanged();
}

void ReviewController::gather()
{
    Document* const under = document();
    if (under == nullptr || m_page == nullptr)
        return;
    m_snapshot = under->snapshot();
    m_sent.clear();
    if (m_target.client == nullptr) {
        Q_EMIT messageRequested(tr("No organization is open: there is nowhere to apply to"));
        return;
    }
    const int run = ++m_run;
    const ReviewQuestion question{m_snapshot,      under->origins(),
                                  m_target.client, m_target.fingerprints,
                                  m_target.range,  m_clock()};
    const GatheredFn partial = [this, run](GatheredReviews gathered) {
        QMetaObject::invokeMethod(
            this,
            [this, run, gathered = std::move(gathered)] {
                if (run == m_run && m_page != nullptr)
                    show(gathered);
            },
            Qt::QueuedConnection);
    };
    m_gathering.run(
        [question, partial](const std::stop_token& stop, const ProgressFn& progress) {
            return gatherReviews(question, partial, stop, progress);
        },
        [this](const Result<GatheredReviews>& gathered) {
            if (m_page == nullptr)
                return;
            if (!gathered) {
                Q_EMIT messageRequested(ui::toQString(gathered.error().message));
                close();
                return;
            }
            show(*gathered);
            if (std::exchange(m_after, After::Nothing) == After::Apply
                && m_gathered.reviews.front()->blocking() == nullptr)
                apply(false, false);
        });
}

void ReviewController::show(const GatheredReviews& gathered)
{
    m_gathered = gathered;
    m_page->setReviews(m_gathered.reviews);
    for (std::size_t at = 0; at < m_gathered.diffs.size(); ++at)
        m_page->setTextDiff(static_cast<int>(at), m_gathered.diffs[at]);
}

void ReviewController::apply(bool overNewer, bool asNew)
{
    if (m_page == nullptr || m_sending.isRunning() || m_gathered.reviews.empty())
        return;
    m_gathering.cancel();
    m_sent.clear();
    std::vector<Outgoing> documents = outgoing(*m_snapshot, m_gathered, overNewer, asNew);
    ui::ApplyOutcome outcome;
    outcome.state = ui::ApplyOutcome::State::Done;
    outcome.words = tr("there already");
    for (std::size_t at = 0; at < m_gathered.units.size() && m_gathered.units.size() > 1; ++at) {
        if (m_gathered.isThere[at])
            m_page->setResult(static_cast<int>(at), outcome);
    }
    for (const Outgoing& one : documents) {
        ui::ApplyOutcome sending;
        sending.state = ui::ApplyOutcome::State::Sending;
        m_page->setResult(static_cast<int>(one.at), sending);
    }
    const auto told = [this](const SentDocument& sent) {
        QMetaObject::invokeMethod(
            this, [this, sent] { take(sent); }, Qt::QueuedConnection);
    };
    m_sending.run(
        [client = m_target.client, documents = std::move(documents),
         told](const std::stop_token& stop, const ProgressFn&) {
            sendAll(*client, documents, told, stop);
            return true;
        },
        [this](bool) { finish(); });
    Q_EMIT stateChanged();
}

void ReviewController::take(const SentDocument& sent)
{
    m_sent.push_back(sent);
    if (m_page == nullptr)
        return;
    m_page->setResult(static_cast<int>(sent.at), outcomeOf(sent));
}

void ReviewController::finish()
{
    Q_EMIT stateChanged();
    const bool conflict = std::ranges::any_of(m_sent, [](const SentDocument& one) {
        return !one.written && one.written.error().code == "conflict";
    });
    const bool wrote
        = std::ranges::any_of(m_sent, [](const SentDocument& one) { return bool(one.written); });
    Document* const under = document();
    if (wrote) {
        Q_EMIT organizationChanged();
        bringMarks(conflict);
    } else if (conflict && under != nullptr) { // what stands there now has to be seen
        start(*under);
    }
}

/// As one undo step that touches nothing else. Behind it the review may begin anew, with what
/// stands on the server now.
void ReviewController::bringMarks(bool thenLook)
{
    Document* const under = document();
    if (under == nullptr)
        return;
    m_marking.run(
        [bytes = under->bytes(), snapshot = m_snapshot, gathered = m_gathered,
         sent = m_sent](const std::stop_token&, const ProgressFn&) -> Result<text::TextEdits> {
            const Result<text::SourceText> text = text::SourceText::make(bytes, "policy");
            return text ? planServerMarks(*text, *snapshot, gathered, sent) : text.error();
        },
        [this, thenLook, revision = under->revision()](const Result<text::TextEdits>& edits) {
            Document* const marked = document();
            if (marked == nullptr)
                return;
            if (!edits) {
                Q_EMIT messageRequested(
                    tr("Applied. The uid could not be written into the text: %1")
                        .arg(ui::toQString(edits.error().message)));
                return;
            }
            const bool untouched = m_snapshot->revision == revision;
            if (!edits->empty() && !marked->editor().applyEdits(*edits, revision))
                return bringMarks(thenLook); // something was typed meanwhile
            const bool all = setOrigins(*marked);
            if (untouched && all)
                marked->setKeptOnServer(marked->revision());
            if (thenLook)
                start(*marked);
        });
}

/// Each document is from now on what the server holds of it; false when it does not hold one.
bool ReviewController::setOrigins(Document& document) const
{
    std::vector<std::optional<api::Applied>> copies(m_gathered.units.size());
    for (std::size_t at = 0; at < copies.size(); ++at) {
        if (m_gathered.isThere[at])
            copies[at] = m_gathered.server[at];
    }
    for (const SentDocument& one : m_sent) {
        if (one.copy)
            copies.at(one.at) = one.copy;
    }
    const bool all = std::ranges::all_of(copies, [](const auto& copy) { return copy.has_value(); });
    std::vector<ServerOrigin> origins;
    for (std::optional<api::Applied>& copy : copies) {
        if (copy)
            origins.push_back({m_target.context.name, *std::move(copy)});
    }
    for (const ServerOrigin& before : document.origins()) { // of what could not be written
        const bool isNew = std::ranges::any_of(origins, [&](const ServerOrigin& origin) {
            return origin.copy.uid == before.copy.uid;
        });
        if (!isNew && !all)
            origins.push_back(before);
    }
    document.setOrigins(std::move(origins));
    return all;
}

/// The text says audit, and that is what is applied.
void ReviewController::applyAudit()
{
    Document* const under = document();
    if (under == nullptr || m_gathered.units.size() != 1)
        return;
    const policy::Unit& unit = m_snapshot->units[m_gathered.units.front()];
    const Result<ops::ChangedText> changed
        = ops::withMode(yaml::NodeRef(*m_snapshot->document, unit.root), "audit");
    if (!changed || !under->editor().applyEdits(changed->edits, m_snapshot->revision)) {
        Q_EMIT messageRequested(changed ? tr("The text was changed meanwhile; look at it again")
                                        : ui::toQString(changed.error().text()));
        return;
    }
    m_after = After::Apply;
    gatherOnceAnalysed(*under);
}

void ReviewController::check()
{
    if (m_gathered.units.empty())
        return;
    m_page->setServerVerdict({ui::ServerVerdict::State::Asking, {}});
    m_checking.run(
        [client = m_target.client, documents = m_gathered.documents](
            const std::stop_token& stop, const ProgressFn&) -> Result<std::string> {
            for (const yaml::Value& one : documents) {
                Result<std::string> against = client->checkWithServer(one, {stop, {}});
                if (!against || !against->empty())
                    return against;
            }
            return std::string();
        },
        [this](const Result<std::string>& against) {
            if (m_page == nullptr)
                return;
            using State = ui::ServerVerdict::State;
            m_page->setServerVerdict({!against               ? State::Failed
                                          : against->empty() ? State::Valid
                                                             : State::Invalid,
                                      ui::toQString(against ? *against : against.error().text())});
        });
}

std::optional<Conflict> ReviewController::conflict() const
{
    const std::size_t shown = m_page->shownDocument();
    if (shown >= m_gathered.units.size() || !m_gathered.server.at(shown))
        return std::nullopt;
    const ops::ApplyReview& review = *m_gathered.reviews.at(shown);
    Conflict out;
    out.document = m_number;
    out.snapshot = m_snapshot;
    out.unit = m_gathered.units.at(shown);
    out.isAlone = m_gathered.units.size() == 1;
    out.theirs = {m_target.context.name, *m_gathered.server.at(shown)};
    out.theirText = review.serverText;
    out.edited = review.editedVersion;
    out.by = ui::toQString(review.changedThereBy);
    out.resource = resourceOf(m_snapshot->units.at(out.unit).kind);
    out.client = m_target.client;
    return out;
}

/// Of several nothing is written before all of them are decided.
void ReviewController::keepMine()
{
    if (m_gathered.units.size() == 1)
        apply(true, false);
    else if (const std::optional<Conflict> one = conflict())
        m_conflicts.keepMine(*one);
}

void ReviewController::sideBySide()
{
    const std::size_t shown = m_page->shownDocument();
    if (shown >= m_gathered.units.size() || !m_gathered.server.at(shown))
        return;
    const ops::ApplyReview& review = *m_gathered.reviews.at(shown);
    const QString name = tr("%1 on the server").arg(ui::toQString(review.name));
    const Result<text::SourceText> text
        = text::SourceText::make(review.serverText, ui::toUtf8(name));
    if (text)
        m_session.add(*text, name);
}

bool ReviewController::isIdle() const
{
    return !m_gathering.isRunning() && !m_checking.isRunning() && m_conflicts.isIdle()
        && !isWriting();
}

bool ReviewController::isWriting() const
{
    return m_sending.isRunning() || m_marking.isRunning();
}

} // namespace pw::app
