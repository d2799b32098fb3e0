#pragma once
// From files or an organization to the page Fingerprints: reads, groups and takes activities
// together off the GUI thread, and hands the results to the page.

#include "app/policywright/fingerprints_source.h"
#include "app/policywright/job.h"
#include "core/base/clock.h"
#include "ui/fingerprints/fingerprint_change.h"
#include "ui/fingerprints/live_state.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace pw::ui {
class FingerprintsPage;
} // namespace pw::ui

namespace pw::app {

class FingerprintsController : public QObject
{
    Q_OBJECT
public:
    /// The range in effect at a moment; asked at each fetch.
    using RangeFn = std::function<api::TimeRange()>;

    FingerprintsController(const files::FileStore& store, ui::FingerprintsPage& page, ClockFn clock,
                           QObject* parent = nullptr);

    void openFiles(const QStringList& paths);
    /// Rows of another organization go; those of the same client stay until newer ones come.
    void openOrganization(const ClientPtr& client, const api::Filters& filters, RangeFn range);
    /// An organization that cannot be reached: nothing to show but why.
    void showUnreachable(const Error& error);
    /// An organization is being opened; its rows come later.
    void showOpening();
    void reload();
    void cancel();

    [[nodiscard]] const QStringList& files() const { return m_files; }
    [[nodiscard]] bool fromFiles() const { return !m_files.isEmpty(); }
    [[nodiscard]] const ui::FingerprintListPtr& list() const { return m_list; }
    /// The selected rows of the page.
    [[nodiscard]] ChosenFingerprints chosen() const;
    [[nodiscard]] bool isReading() const { return m_reading.isRunning(); }
    /// Nothing is being read, grouped or taken together.
    [[nodiscard]] bool isIdle() const;
    /// Files that gave nothing because of an error.
    [[nodiscard]] const QStringList& unreadable() const { return m_unreadable; }
    /// What the rows were asked for, and when; absent for files and before the first answer.
    struct Fetched
    {
        api::TimeRange range;
        double at = 0;
    };
    [[nodiscard]] const std::optional<Fetched>& fetched() const { return m_fetched; }

Q_SIGNALS:
    void readingStarted();
    void readingProgressed(int done, int total, const QString& what);
    void readingEnded();
    /// The organization answered, or did not.
    void answered(const std::optional<pw::Error>& error);
    void noted(const QString& note);
    void listChanged(); ///< other rows, or the same ones read anew
    void tableShown();

private:
    [[nodiscard]] FingerprintsSource source() const;
    void read(bool opened);
    void dropRows();
    void take(FingerprintsRead read, const std::optional<api::TimeRange>& range, bool opened);
    void takeError(const Error& error);
    void setList(ops::FingerprintList list, bool opened);
    void showTable(bool opened);
    void showActivity();
    void showLive();
    void tellProgress();

    const files::FileStore& m_store;
    ui::FingerprintsPage& m_page;
    ClockFn m_clock;
    QStringList m_files;
    ClientPtr m_client;
    api::Filters m_filters;
    RangeFn m_range;
    std::optional<Fetched> m_fetched;
    ui::LiveState m_live;
    QStringList m_unreadable;
    ui::FingerprintListPtr m_list;
    Job m_reading;
    Job m_grouping;
    Job m_activity;
    QTimer m_patience; ///< short readings show no progress
    struct
    {
        int done = 0;
        int total = 0;
        QString what;
    } m_progress;
    bool m_openedPending = false; ///< the table to come is that of other files
};

} // namespace pw::app
