#pragma once
// Keeps a comparison in a file, as a page that any browser shows.

#include "app/policywright/job.h"
#include "core/base/result.h"
#include "core/files/file_store.h"

#include <QObject>

class QWidget;

namespace pw::app {

/// Both texts of a comparison as they are now, and what they are called.
struct ComparedTexts
{
    std::string leftName;
    std::string left;
    std::string rightName;
    std::string right;
};

class ComparisonSaving : public QObject
{
    Q_OBJECT
public:
    /// `store` and `window` must outlive it.
    ComparisonSaving(files::FileStore& store, QWidget& window, QObject* parent);

    /// Asks for a file; compares and writes off the GUI thread.
    void start(ComparedTexts texts);
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void runningChanged();
    void saved(const QString& path);

private:
    void write(const QString& path, const ComparedTexts& texts);

    files::FileStore& m_store;
    QWidget& m_window;
    Job m_job;
};

} // namespace pw::app
