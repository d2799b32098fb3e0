#pragma once
// "Import fingerprints…": files into the local organization, each whole or not at all, off the GUI
// thread.

#include "app/connections/surroundings.h"
#include "app/policywright/job.h"

#include <QObject>
#include <QStringList>

#include <string>
#include <vector>

class QWidget;

namespace pw::app {

class ImportController : public QObject
{
    Q_OBJECT
public:
    /// What is referred to must outlive it. `database`: the local organization's file.
    ImportController(const connections::Surroundings& around, std::string database, QWidget& window,
                     QObject* parent = nullptr);

    /// Asks for files.
    void start();
    void importFiles(const QStringList& paths);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void runningChanged();
    void progressed(int done, int total, const QString& what);
    /// Something is new in the organization; the sentence says what.
    void imported(const QString& sentence);

private:
    /// What became of all files.
    struct Outcome
    {
        std::size_t added = 0;
        std::size_t replaced = 0;
        std::size_t unchanged = 0;
        std::vector<std::string> skipped; ///< documents left out, a line each
        std::vector<std::string> failed; ///< files of which nothing was taken, and why
    };
    void tell(const Outcome& outcome);

    connections::Surroundings m_around;
    std::string m_database;
    QWidget& m_window;
    Job m_job;
};

} // namespace pw::app
