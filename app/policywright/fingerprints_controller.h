#pragma once
// From files to the page Fingerprints: reads, groups and takes activities together off the GUI
// thread, and hands the results to the page.

#include "app/policywright/job.h"
#include "core/files/file_store.h"
#include "ui/fingerprints/fingerprint_model.h"

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
    FingerprintsController(const files::FileStore& store, ui::FingerprintsPage& page,
                           QObject* parent = nullptr);

    void openFiles(const QStringList& paths);
    void openSample();
    void reload();
    void cancel();

    [[nodiscard]] const QStringList& files() const { return m_files; }
    [[nodiscard]] bool isSample() const { return m_files.isEmpty(); }
    [[nodiscard]] const ui::FingerprintListPtr& list() const { return m_list; }
    [[nodiscard]] bool isReading() const { return m_reading.isRunning(); }
    /// Nothing is being read, grouped or taken together.
    [[nodiscard]] bool isIdle() const;
    /// Files that gave nothing because of an error.
    [[nodiscard]] const QStringList& unreadable() const { return m_unreadable; }

Q_SIGNALS:
    void readingStarted();
    void readingProgressed(int done, int total, const QString& what);
    void readingEnded();
    void tableShown();
    void becameIdle();

private:
    void read(bool opened);
    void setList(ops::FingerprintList list, bool opened);
    void showTable(bool opened);
    void showActivity();
    void tellProgress();
    void noteIdle();

    const files::FileStore& m_store;
    ui::FingerprintsPage& m_page;
    QStringList m_files;
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
