#pragma once
// Keeps selected fingerprints in a file, for a policy that is made later.

#include "app/policywright/job.h"
#include "core/base/result.h"
#include "core/files/file_store.h"
#include "ui/fingerprints/fingerprint_model.h"

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
    void start(ui::FingerprintListPtr list, std::vector<std::size_t> instances);
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void runningChanged();
    void saved(const QString& path, int count);
    void failed(const QString& reason);

private:
    void write(const QString& path, ui::FingerprintListPtr list,
               std::vector<std::size_t> instances);

    files::FileStore& m_store;
    QWidget* m_parent;
    Job m_job;
};

} // namespace pw::app
