#pragma once
// The C library as it is on a desktop where numbers have a comma.

#include <QProcess>
#include <QTemporaryDir>

#include <clocale>
#include <cstdlib>

namespace pw::tests {

class CommaLocale
{
public:
    CommaLocale()
    {
        const QString made = m_folder.filePath(QStringLiteral("de_DE.UTF-8"));
        QProcess::execute(QStringLiteral("localedef"),
                          {QStringLiteral("-c"), QStringLiteral("-i"), QStringLiteral("de_DE"),
                           QStringLiteral("-f"), QStringLiteral("UTF-8"), made});
        ::setenv("LOCPATH", m_folder.path().toUtf8().constData(), 1);
        m_works = std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr;
    }
    CommaLocale(const CommaLocale&) = delete;
    CommaLocale& operator=(const CommaLocale&) = delete;
    ~CommaLocale() { std::setlocale(LC_NUMERIC, "C"); }

    /// False where such a locale cannot be made.
    [[nodiscard]] bool works() const { return m_works; }

private:
    QTemporaryDir m_folder;
    bool m_works = false;
};

} // namespace pw::tests
