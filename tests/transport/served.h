#pragma once
// `pwctl serve` as a process of its own, and a client of it over a socket.

#include "core/api/client.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace pw::tests {

/// Runs pwctl until it ends; what it wrote to its standard output, or its error text when it fails.
[[nodiscard]] std::string runPwctl(const QStringList& words);

class ServedOrganization
{
public:
    /// A database in the folder; the key is kept beside it.
    ServedOrganization(const QString& folder, const QString& generation);
    ServedOrganization(const ServedOrganization&) = delete;
    ServedOrganization& operator=(const ServedOrganization&) = delete;
    ~ServedOrganization();

    /// Empty when it has not come up: `problem` says why.
    [[nodiscard]] const std::string& url() const { return m_url; }
    [[nodiscard]] int port() const;
    [[nodiscard]] const std::string& key() const { return m_key; }
    [[nodiscard]] std::string problem();
    /// Sends SIGTERM; the exit code, -1 when it does not end within 5 s.
    [[nodiscard]] int end();

private:
    QProcess m_process;
    std::string m_url;
    std::string m_key;
};

} // namespace pw::tests
