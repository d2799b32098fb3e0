#include "ui/apply/review_page.h"

#include "ui/apply/apply_foot.h"
#include "ui/apply/apply_head.h"
#include "ui/apply/outcome_strip.h"
#include "ui/apply/replay_lines.h"
#include "ui/apply/review_words.h"
#include "ui/apply/strip_content.h"
#include "ui/apply/text_panel.h"
#include "ui/common/convert.h"
#include "ui/common/line_panel.h"
#include "ui/common/state_page.h"
#include "ui/diff/change_rows.h"
#include "ui/diff/review_list.h"

#include <QAction>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace pw::ui {
namespace {

constexpr int conflictHeight = 170;
constexpr int mostDocumentLines = 5;

bool isNotDone(const ApplyOutcome& outcome)
{
    return outcome.state != ApplyOutcome::State::Done;
}

} // namespace

ReviewPage::ReviewPage(QWidget* parent)
    : QWidget(parent), m_head(new ApplyHead(this)), m_strip(new OutcomeStrip(this)),
      m_sections(new ReviewSections(this)), m_foot(new ApplyFoot(this))
{
    setObjectName(QStringLiteral("reviewPage"));
    setAccessibleName(tr("Review before applying"));
    buildParts();
    buildConflict();
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget* const part :
         std::initializer_list<QWidget*>{m_head, m_strip, m_changedThere, m_documents})
        column->addWidget(part);
    column->addWidget(m_sections, 1);
    column->addWidget(m_foot);
    addActions(m_foot->actions());
    connectParts();
    showDecision();
}

void ReviewPage::buildParts()
{
    using Part = ReviewSections::Part;
    m_checks
        = new ReviewList({QStringLiteral("applyChecks"), QStringLiteral("okc"), tr("Checks"), true},
                         m_sections->placeOf(Part::Checks));
    m_changes = new ReviewList({QStringLiteral("applyChanges"), QStringLiteral("compare"),
                                tr("Changes on the server"), false},
                               m_sections->placeOf(Part::Changes));
    m_kills = new LinePanel({QStringLiteral("applyKills"),
                             QStringLiteral("kill"),
                             tr("What could be killed"),
                             killTitles(),
                             {{15, 176}, {20, 190}, {9, 80}, {36, 160}, {15, 160}, {5, 50}}},
                            m_sections->placeOf(Part::Kills));
    m_numbers = new LinePanel({QStringLiteral("applyNumbers"),
                               QStringLiteral("try"),
                               tr("Before and after"),
                               numberTitles(),
                               {{52, 130}, {24, 64}, {24, 64}}},
                              m_sections->placeOf(Part::Numbers));
    m_documents = new LinePanel({QStringLiteral("applyDocuments"),
                                 QStringLiteral("documents"),
                                 tr("Documents"),
                                 documentTitles(),
                                 {{22, 130}, {10, 90}, {12, 110}, {12, 110}, {20, 140}, {24, 140}}},
                                this);
    m_documents->hide();
    m_sections->setPart(Part::Checks, tr("Checks"), m_checks);
    m_sections->setPart(Part::Changes, tr("Changes"), m_changes);
    m_text = new TextPanel(m_sections->placeOf(Part::Text));
    m_sections->setPart(Part::Text, tr("Text"), m_text);
    m_sections->setPart(Part::Kills, tr("Could be killed"), m_kills);
    m_sections->setPart(Part::Numbers, tr("Before and after"), m_numbers);
    m_kills->state().showLoading(tr("Comparing with the server…"), 0, 0);
}

void ReviewPage::buildConflict()
{
    m_changedThere = new ReviewList({QStringLiteral("applyChangedThere"), QStringLiteral("server"),
                                     tr("What changed there since"), false},
                                    this);
    m_changedThere->setFixedHeight(conflictHeight);
    m_changedThere->hide();
}

void ReviewPage::connectParts()
{
    connect(m_foot, &ApplyFoot::typed, this, &ReviewPage::showDecision);
    connect(m_foot, &ApplyFoot::cancelRequested, this, &ReviewPage::cancelRequested);
    connect(m_foot, &ApplyFoot::checkRequested, this, &ReviewPage::checkRequested);
    connect(m_foot, &ApplyFoot::auditRequested, this, &ReviewPage::applyAuditRequested);
    connect(m_foot, &ApplyFoot::mainRequested, this, &ReviewPage::decide);
    connect(m_strip, &OutcomeStrip::pressed, this, &ReviewPage::onStripPressed);
    connect(m_changes, &ReviewList::revealRequested, this, &ReviewPage::revealRequested);
    connect(m_text, &TextPanel::sideBySideRequested, this, &ReviewPage::sideBySideRequested);
    connect(&m_kills->state(), &StatePage::cancelRequested, this, &ReviewPage::cancelRequested);
    connect(m_kills, &LinePanel::activated, this, [this](int line) {
        const auto& kills = m_reviews.at(m_shown)->kills;
        Q_EMIT revealRequested(kills.at(static_cast<std::size_t>(line)).span);
    });
    connect(m_documents, &LinePanel::currentChanged, this, [this](int line) {
        if (line < 0)
            return;
        showDocument(m_order.at(static_cast<std::size_t>(line)));
        showDecision();
    });
}

void ReviewPage::setTarget(const ApplyTarget& target)
{
    m_target = target;
    m_head->setTarget(target);
    if (m_shown < m_reviews.size())
        showDocument(static_cast<int>(m_shown));
    showDecision();
}

void ReviewPage::setReviews(const std::vector<ops::ReviewPtr>& reviews)
{
    const bool other = reviews.size() != m_reviews.size();
    m_reviews = reviews;
    if (other)
        m_outcomes.assign(reviews.size(), {});
    else if (phase() == ApplyPhase::Reviewing)
        std::ranges::replace_if(m_outcomes, isNotDone, ApplyOutcome{});
    if (other)
        m_shown = 0;
    if (other)
        m_texts.assign(reviews.size(), nullptr);
    m_order.resize(reviews.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::ranges::stable_partition(m_order, [this](int at) {
        return m_reviews[static_cast<std::size_t>(at)]->kind == policy::Kind::Ruleset;
    });
    if (other && !m_order.empty())
        m_shown = static_cast<std::size_t>(m_order.front());
    showDocuments();
    if (!reviews.empty())
        showDocument(static_cast<int>(m_shown));
    showDecision();
}

void ReviewPage::showDocument(int document)
{
    m_shown = static_cast<std::size_t>(document);
    const ops::ApplyReview& review = *m_reviews.at(m_shown);
    if (m_reviews.size() == 1)
        m_head->showReview(review);
    else
        m_head->showDocuments(static_cast<int>(m_reviews.size()));
    showChecks(review);
    showChanges(review);
    showText(review);
    showReplay(review);
}

void ReviewPage::showChecks(const ops::ApplyReview& review)
{
    std::vector<ReviewRow> checks = checkRows(review, m_target, m_verdict);
    const QString sentence = checksSentence(checks);
    m_checks->setRows(std::move(checks), sentence);
    m_sections->setPartTitle(ReviewSections::Part::Checks, tr("Checks: %1").arg(sentence));
}

void ReviewPage::showText(const ops::ApplyReview& review)
{
    const bool isKnown = review.server != ops::ServerState::NotAsked;
    m_text->setSentence(review.server == ops::ServerState::New
                            ? tr("nothing on the server, this text")
                            : tr("%1 on the server, this text").arg(versionNow(review)).trimmed());
    m_text->setHasServerCopy(!review.serverText.empty());
    if (isKnown)
        m_text->setDiff(m_texts.at(m_shown));
    else
        m_text->showNotKnown();
}

void ReviewPage::showChanges(const ops::ApplyReview& review)
{
    using Part = ReviewSections::Part;
    if (review.server == ops::ServerState::NotAsked) {
        m_sections->setPartTitle(Part::Changes, tr("Changes"));
        m_changes->showEmpty(tr("What changes is not known: the server's copy could not be read."),
                             QStringLiteral("server"));
        return;
    }
    m_sections->setPartTitle(Part::Changes, tr("Changes (%1)").arg(review.changes.size()));
    if (review.changes.empty())
        m_changes->showEmpty(tr("Nothing changes: the server has this already."),
                             QStringLiteral("okc"));
    else
        m_changes->setRows(changeRows(review.changes), QString::number(review.changes.size()));
}

void ReviewPage::showReplay(const ops::ApplyReview& review)
{
    using Part = ReviewSections::Part;
    m_numbers->setLines(numberLines(review), numbersSentence(review));
    if (review.kind != policy::Kind::Policy)
        m_numbers->state().showEmpty(tr("Only policies for containers and services are held "
                                        "against fingerprints."),
                                     {}, QStringLiteral("try"));
    m_sections->setPartTitle(Part::Kills,
                             review.kills.empty()
                                 ? tr("Could be killed")
                                 : tr("Could be killed (%1)").arg(review.kills.size()));
    if (!review.complete && !review.after && review.hasKillActions) {
        if (m_kills->state().state() != StatePage::State::Loading)
            setProgress(tr("Replaying fingerprints…"), 0, 0);
        return;
    }
    m_kills->setLines(killLines(review), killsSentence(review));
    if (review.kills.empty())
        m_kills->state().showEmpty(noKillsSentence(review), {}, QStringLiteral("okc"));
}

void ReviewPage::setProgress(const QString& what, int done, int total)
{
    m_kills->state().showLoading(what, done, total);
}

void ReviewPage::showDocuments()
{
    m_documents->setVisible(m_reviews.size() > 1);
    if (m_reviews.size() < 2)
        return;
    std::vector<Line> lines;
    std::size_t done = 0;
    for (const int at : m_order) {
        const auto document = static_cast<std::size_t>(at);
        lines.push_back(
            documentLine(std::to_string(at), *m_reviews[document], m_outcomes[document]));
        done += m_outcomes[document].state == ApplyOutcome::State::Done ? 1 : 0;
    }
    const int count = static_cast<int>(lines.size());
    m_documents->setLines(std::move(lines),
                          done > 0 ? tr("%1 of %2 applied").arg(done).arg(count)
                                   : tr("%1, in the order in which they are sent").arg(count));
    m_documents->setFixedLines(std::min(count, mostDocumentLines));
    if (m_documents->currentLine() < 0)
        m_documents->setCurrentLine(0);
}

void ReviewPage::setServerVerdict(const ServerVerdict& verdict)
{
    m_verdict = verdict;
    if (m_shown < m_reviews.size())
        showChecks(*m_reviews[m_shown]);
}

void ReviewPage::setResult(int document, const ApplyOutcome& outcome)
{
    m_outcomes.at(static_cast<std::size_t>(document)) = outcome;
    showDocuments();
    showDecision();
}

ApplyPhase ReviewPage::phase() const
{
    using State = ApplyOutcome::State;
    if (std::ranges::find(m_outcomes, State::Sending, &ApplyOutcome::state) != m_outcomes.end())
        return ApplyPhase::Sending;
    const bool ended = !m_outcomes.empty() && std::ranges::none_of(m_outcomes, isNotDone);
    return ended ? ApplyPhase::Ended : ApplyPhase::Reviewing;
}

GateInput ReviewPage::gate() const
{
    GateInput out;
    out.reviews = m_reviews;
    out.target = m_target;
    out.phase = phase();
    out.conflict = conflictIn(m_reviews, m_outcomes, m_shown).has_value();
    out.unclear = std::ranges::find(m_outcomes, ApplyOutcome::State::Unclear, &ApplyOutcome::state)
        != m_outcomes.end();
    out.partlyDone = out.phase == ApplyPhase::Reviewing
        && std::ranges::find(m_outcomes, ApplyOutcome::State::Done, &ApplyOutcome::state)
            != m_outcomes.end();
    out.typed = m_foot->typedName();
    return out;
}

QString ReviewPage::typedName() const
{
    return m_foot->typedName();
}

void ReviewPage::showDecision()
{
    const GateInput input = gate();
    const std::optional<ApplyConflict> newer = conflictIn(m_reviews, m_outcomes, m_shown);
    m_foot->show(gateOf(input), input.phase, static_cast<int>(m_reviews.size()));
    m_strip->setContent(stripContent(input, m_outcomes, newer));
    const bool choosing = newer && input.phase == ApplyPhase::Reviewing;
    m_changedThere->setVisible(choosing);
    if (choosing && newer->changedThere.empty())
        m_changedThere->showEmpty(tr("What it was before is not known here; see both side by side"),
                                  QStringLiteral("server"));
    else if (choosing)
        m_changedThere->setRows(changeRows(newer->changedThere),
                                QString::number(newer->changedThere.size()));
    if (input.phase == ApplyPhase::Ended && m_outcomes.size() == 1)
        m_head->setUid(m_outcomes.front().uid);
}

void ReviewPage::decide()
{
    if (phase() == ApplyPhase::Ended)
        Q_EMIT cancelRequested();
    else if (const ReviewGate now = gateOf(gate()); now.open && now.others)
        Q_EMIT tryAgainRequested(); // what was written is not sent twice
    else if (now.open)
        Q_EMIT applyRequested();
}

void ReviewPage::onStripPressed(const QString& button)
{
    if (button == keepMineButton)
        Q_EMIT keepMineRequested();
    else if (button == mergeBothButton)
        Q_EMIT mergeBothRequested();
    else if (button == takeTheirsButton)
        Q_EMIT takeTheirsRequested();
    else if (button == sideBySideButton)
        Q_EMIT sideBySideRequested();
    else if (button == applyAsNewButton)
        Q_EMIT applyAsNewRequested();
    else if (button == tryAgainButton)
        Q_EMIT tryAgainRequested();
    else if (button == lookAgainButton)
        Q_EMIT lookAgainRequested();
}

void ReviewPage::setTextDiff(int document, const TextDiffPtr& diff)
{
    m_texts.at(static_cast<std::size_t>(document)) = diff;
    if (static_cast<std::size_t>(document) == m_shown)
        showText(*m_reviews.at(m_shown));
}

void ReviewPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (QWidget* const first = m_foot->firstStop(); first != nullptr)
        first->setFocus();
    else
        m_checks->setFocus();
}

} // namespace pw::ui
