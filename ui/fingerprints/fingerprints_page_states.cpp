// What the page shows where rows are missing, being fetched or old.

#include "ui/common/notice_strip.h"
#include "ui/common/state_page.h"
#include "ui/fingerprints/activity_pane.h"
#include "ui/fingerprints/filter_bar.h"
#include "ui/fingerprints/fingerprint_tree.h"
#include "ui/fingerprints/fingerprints_page.h"

namespace pw::ui {

void FingerprintsPage::showReading(const QString& what, int done, int total)
{
    // Old rows stay in sight; the progress in the top bar tells the rest.
    if (m_model->rowCount() == 0)
        m_state->showLoading(what, done, total);
}

void FingerprintsPage::showFailed(const QString& details)
{
    m_help = Help::Open;
    m_state->showFailed(tr("Nothing could be read"), details, tr("Open other files…"));
    m_activity->showNothingSelected();
}

void FingerprintsPage::showCancelled()
{
    if (m_model->rowCount() == 0)
        showEmpty(Help::Open, tr("Reading was cancelled"), tr("Open files…"));
}

void FingerprintsPage::setLive(const std::optional<LiveState>& live)
{
    m_live = live;
    showState();
}

/// One state at a time: what is missing most is said.
void FingerprintsPage::showState()
{
    using Step = LiveState::Step;
    const std::size_t all = m_model->list()->instances.size();
    const Step step = m_live ? m_live->step : Step::Fetched;
    const bool fetching = step == Step::Fetching;
    m_table->setBusy(fetching && all > 0, m_live ? m_live->done : 0, m_live ? m_live->total : 0);
    showStrip();
    if (m_model->table().shown > 0) {
        m_state->showContent();
    } else if (all > 0) {
        if (query().filter.empty())
            showEmpty(Help::ShowAll, tr("There are no fingerprints of this type"));
        else
            showEmpty(Help::ShowAll, tr("No fingerprint fits the filter"), tr("Show all"));
    } else if (fetching) {
        m_state->showLoading(
            m_live->total > 0
                ? tr("Fetching fingerprints… %1 of %2").arg(m_live->done).arg(m_live->total)
                : tr("Fetching fingerprints…"),
            m_live->done, m_live->total);
    } else if (step == Step::Failed) {
        m_help = Help::Retry;
        m_state->showFailed(tr("The fingerprints could not be fetched"), m_live->failure,
                            tr("Try again"), m_live->remedy);
        m_activity->showNothingSelected();
    } else if (m_live) {
        showEmpty(Help::Wider, tr("No fingerprints %1").arg(m_live->range).trimmed(),
                  m_live->widerRange.isEmpty() ? QString() : tr("Show %1").arg(m_live->widerRange));
    } else {
        showEmpty(Help::Open, tr("There are no fingerprints in these files"), tr("Open files…"));
    }
}

void FingerprintsPage::showEmpty(Help help, const QString& why, const QString& button)
{
    m_help = help;
    m_state->showEmpty(why, button);
}

/// Rows that a failed refresh has left, with their age.
void FingerprintsPage::showStrip()
{
    const bool old
        = m_live && m_live->step == LiveState::Step::Failed && !m_model->list()->instances.empty();
    if (!old) {
        m_notice->hideNotice();
        return;
    }
    const QString sentence = tr("The fingerprints are %1: %2").arg(m_live->age, m_live->reason);
    if (m_notice->isVisibleTo(this) && m_notice->sentence() == sentence)
        return;
    m_notice->showNotice(sentence, {tr("Try again")});
}

void FingerprintsPage::onHelp()
{
    switch (m_help) {
    case Help::Open:
        Q_EMIT openRequested();
        break;
    case Help::ShowAll:
        m_filter->clear();
        break;
    case Help::Retry:
        Q_EMIT retryRequested();
        break;
    case Help::Wider:
        Q_EMIT widerRangeRequested();
        break;
    }
}

} // namespace pw::ui
