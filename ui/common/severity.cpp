#include "ui/common/severity.h"

#include "ui/common/counts.h"

#include <QCoreApplication>
#include <QStringList>

namespace pw::ui {
namespace {

QString tr(const char* text, int count = -1)
{
    return QCoreApplication::translate("pw::ui::Severity", text, nullptr, count);
}

} // namespace

QString severityIcon(text::Severity severity)
{
    switch (severity) {
    case text::Severity::Error:
        return QStringLiteral("error");
    case text::Severity::Security:
        return QStringLiteral("sec");
    case text::Severity::Warning:
        return QStringLiteral("warn");
    case text::Severity::Suggestion:
        break;
    }
    return QStringLiteral("bulb");
}

Tone severityTone(text::Severity severity)
{
    switch (severity) {
    case text::Severity::Error:
        return Tone::Error;
    case text::Severity::Security:
        return Tone::Security;
    case text::Severity::Warning:
        return Tone::Warning;
    case text::Severity::Suggestion:
        break;
    }
    return Tone::Suggestion;
}

QString severityWord(text::Severity severity)
{
    switch (severity) {
    case text::Severity::Error:
        return tr("Error");
    case text::Severity::Security:
        return tr("Security");
    case text::Severity::Warning:
        return tr("Warning");
    case text::Severity::Suggestion:
        break;
    }
    return tr("Suggestion");
}

SeverityCounts SeverityCounts::count(const std::vector<text::Diagnostic>& diagnostics)
{
    SeverityCounts out;
    for (const text::Diagnostic& diagnostic : diagnostics)
        ++out.of[static_cast<std::size_t>(diagnostic.severity)];
    return out;
}

QString SeverityCounts::text(text::Severity severity) const
{
    const std::size_t count = (*this)[severity];
    const QString figure = number(count);
    switch (severity) {
    case text::Severity::Error:
        return (count == 1 ? tr("%1 error") : tr("%1 errors")).arg(figure);
    case text::Severity::Security:
        return tr("%1 security").arg(figure);
    case text::Severity::Warning:
        return (count == 1 ? tr("%1 warning") : tr("%1 warnings")).arg(figure);
    case text::Severity::Suggestion:
        break;
    }
    return (count == 1 ? tr("%1 suggestion") : tr("%1 suggestions")).arg(figure);
}

QString SeverityCounts::text() const
{
    QStringList parts;
    for (const text::Severity severity : severities) {
        if ((*this)[severity] > 0)
            parts << text(severity);
    }
    return parts.isEmpty() ? tr("no problems") : parts.join(QStringLiteral(" · "));
}

} // namespace pw::ui
