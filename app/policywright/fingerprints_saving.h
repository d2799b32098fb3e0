#pragma once
// Keeps selected fingerprints in a file, for a policy that is made later.

#include "app/policywright/chosen_fingerprints.h"
#include "app/policywright/job.h"
#include "core/base/result.h"
#include "core/files/file_store.h"

#include <QObject>

class QWidget;

namespace pw::app {

class FingerprintsSaving : public QObject
{
    Q_OBJECT
public:
    /// `store` and `parent` must outlive it.
    FingerprintsSaving(files::FileStore& store, QWidget* parent);

    /// Asks for a file, then writes an items list off the GUI thread.
    void start(ChosenFingerprints chosen);
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void runningChanged();
    void saved(const QString& path, int count);
    void failed(const QString& reason);

private:
    void write(const QString& path, ChosenFingerprints chosen);

    files::FileStore& m_store;
    QWidget* m_parent;
    Job m_job;
};

} // namespace pw::app
