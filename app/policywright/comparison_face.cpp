#include "app/policywright/comparison_face.h"

#include "app/policywright/document.h"
#include "ui/common/convert.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace pw::app {
namespace {

using Kind = CompareSource::Kind;

QString tr(const char* text)
{
    return QCoreApplication::translate("pw::app::ComparisonTab", text);
}

QString iconOf(Kind kind)
{
    switch (kind) {
    case Kind::Server:
        return QStringLiteral("server");
    case Kind::Disk:
    case Kind::File:
        return QStringLiteral("open");
    case Kind::Clipboard:
        return QStringLiteral("copy");
    case Kind::Merged:
        return QStringLiteral("fingerprint");
    case Kind::Deviated:
        return QStringLiteral("warn");
    default:
        return QStringLiteral("policy");
    }
}

} // namespace

ui::CompareFace faceOf(const CompareSource& source, const Document* open, const QString& note)
{
    const QString title = open != nullptr ? open->title() : tr("a text that was closed");
    ui::CompareFace out;
    out.key = source.key();
    out.icon = iconOf(source.kind);
    out.note = note;
    switch (source.kind) {
    case Kind::None:
        out.title = tr("Choose what to compare with");
        break;
    case Kind::Document:
        out.title = title;
        out.note = open == nullptr ? QString()
            : open->path().empty() ? tr("never saved")
            : open->isModified()   ? tr("not saved")
                                   : tr("this text");
        out.canChange = open != nullptr;
        break;
    case Kind::Disk:
        out.title = tr("%1 on disk").arg(title);
        break;
    case Kind::File:
        out.title = QFileInfo(ui::toQString(source.path)).fileName();
        out.note = QFileInfo(ui::toQString(source.path)).path();
        break;
    case Kind::Server:
        out.title = source.version
            ? tr("Version %1 of %2").arg(*source.version).arg(ui::toQString(source.name))
            : tr("Applied %1").arg(ui::toQString(source.name));
        break;
    case Kind::Clipboard:
        out.title = tr("Clipboard");
        break;
    case Kind::Merged:
        out.title = tr("%1 with fingerprints").arg(title);
        break;
    case Kind::Deviated:
        out.title = tr("%1 with its deviations").arg(title);
        break;
    }
    return out;
}

} // namespace pw::app
