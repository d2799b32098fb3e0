#include "tests/transport/served.h"

#include <QFile>
#include <QRegularExpression>

namespace pw::tests {

std::string runPwctl(const QStringList& words)
{
    QProcess process;
    process.start(QStringLiteral(PWCTL_PROGRAM), words);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError().toStdString();
    return process.readAllStandardOutput().toStdString();
}

ServedOrganization::ServedOrganization(const QString& folder, const QString& generation)
{
    const QString keyFile = folder + QStringLiteral("/serve.token");
    m_process.start(QStringLiteral(PWCTL_PROGRAM),
                    {QStringLiteral("serve"), QStringLiteral("--db"),
                     folder + QStringLiteral("/organization.db"), QStringLiteral("--token-file"),
                     keyFile, QStringLiteral("--generation"), generation});
    QByteArray said;
    while (!said.contains('\n') && m_process.waitForReadyRead(30'000))
        said += m_process.readAllStandardOutput();
    static const QRegularExpression address(QStringLiteral("http://127\\.0\\.0\\.1:\\d+"));
    m_url = address.match(QString::fromUtf8(said)).captured().toStdString();
    QFile file(keyFile);
    if (file.open(QIODevice::ReadOnly))
        m_key = file.readAll().trimmed().toStdString();
}

ServedOrganization::~ServedOrganization()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

int ServedOrganization::port() const
{
    return std::stoi(m_url.substr(m_url.rfind(':') + 1));
}

std::string ServedOrganization::problem()
{
    return m_process.readAllStandardError().toStdString();
}

int ServedOrganization::end()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5'000) || m_process.exitStatus() != QProcess::NormalExit)
        return -1;
    return m_process.exitCode();
}

} // namespace pw::tests
