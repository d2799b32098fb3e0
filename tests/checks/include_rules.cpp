#include "tests/checks/include_rules.h"

#include <QMap>
#include <QRegularExpression>

namespace pw::checks {
namespace {

/// For each room of core: the rooms it may include.
const QMap<QString, QStringList>& roomsOfCore()
{
    static const QMap<QString, QStringList> rooms{
        {QStringLiteral("base"), {QStringLiteral("base")}},
        {QStringLiteral("text"), {QStringLiteral("base"), QStringLiteral("text")}},
        {QStringLiteral("yaml"),
         {QStringLiteral("base"), QStringLiteral("text"), QStringLiteral("yaml")}},
        {QStringLiteral("policy"),
         {QStringLiteral("base"), QStringLiteral("text"), QStringLiteral("yaml"),
          QStringLiteral("policy")}},
        {QStringLiteral("ops"),
         {QStringLiteral("base"), QStringLiteral("text"), QStringLiteral("yaml"),
          QStringLiteral("policy"), QStringLiteral("ops")}},
        {QStringLiteral("files"),
         {QStringLiteral("base"), QStringLiteral("text"), QStringLiteral("files")}},
        {QStringLiteral("api"),
         {QStringLiteral("base"), QStringLiteral("text"), QStringLiteral("yaml"),
          QStringLiteral("policy"), QStringLiteral("api")}},
        {QStringLiteral("organization"),
         {QStringLiteral("base"), QStringLiteral("text"), QStringLiteral("yaml"),
          QStringLiteral("policy"), QStringLiteral("ops"), QStringLiteral("organization"),
          QStringLiteral("api")}},
    };
    return rooms;
}

bool isQt(const QString& header)
{
    static const QRegularExpression qt(
        QStringLiteral("^(Qt[A-Z]\\w*/)?Q[A-Z]\\w*$|^q[a-z]+\\.h$|^Qsci/"));
    return qt.match(header).hasMatch();
}

bool isParserLibrary(const QString& header)
{
    return header == QStringLiteral("yaml.h") || header == QStringLiteral("simdjson.h")
        || header.startsWith(QStringLiteral("yaml-cpp/"));
}

/// The one room of core that a library belongs to; empty: any.
QString roomOfLibrary(const QString& header)
{
    if (header == QStringLiteral("sqlite3.h") || header.startsWith(QStringLiteral("re2/")))
        return QStringLiteral("organization");
    if (header.startsWith(QStringLiteral("curl/"))
        || header.startsWith(QStringLiteral("libsecret/")))
        return QStringLiteral("api");
    return {};
}

/// The window's views see neither files nor the network, the settings or the process around them.
bool isOutsideWorld(const QString& header)
{
    static const QRegularExpression outside(QStringLiteral(
        "^(QtNetwork/.*|QNetwork\\w*|QTcp\\w*|QUdp\\w*|QSsl\\w*|QLocalSocket|QSettings|QFile|"
        "QSaveFile|QTemporary\\w*|QStandardPaths|QProcess|fstream|filesystem|ctime|sys/.*|"
        "unistd\\.h|fcntl\\.h)$"));
    return outside.match(header).hasMatch();
}

QString whyNotInCore(const QStringList& parts, const QString& target, bool angled)
{
    const QString room = parts.value(1);
    if (angled) {
        if (isQt(target))
            return QStringLiteral("core has no Qt");
        if (isParserLibrary(target) && room != QStringLiteral("yaml"))
            return QStringLiteral("only core/yaml includes the parser libraries");
        if (target == QStringLiteral("httplib.h"))
            return QStringLiteral("the HTTP server belongs to pwctl");
        if (const QString owner = roomOfLibrary(target); !owner.isEmpty() && room != owner)
            return QStringLiteral("only core/%1 includes %2").arg(owner, target);
        return {};
    }
    const QStringList included = target.split(u'/');
    if (included.first() != QStringLiteral("core"))
        return QStringLiteral("core includes core alone");
    if (parts.size() == 2) // core/snapshot.h stands above all rooms but files
        return included.value(1) == QStringLiteral("files")
            ? QStringLiteral("a snapshot knows no files")
            : QString();
    if (!roomsOfCore().contains(room))
        return QStringLiteral("core/%1 is no room of the plan").arg(room);
    // The organization speaks the language of the API and knows nothing of its client.
    if (room == QStringLiteral("organization") && included.value(1) == QStringLiteral("api")
        && included.value(2) != QStringLiteral("transport.h")
        && !included.value(2).startsWith(QStringLiteral("wire")))
        return QStringLiteral("core/organization sees only the wire and the transport of core/api");
    if (!roomsOfCore().value(room).contains(included.value(1)))
        return QStringLiteral("core/%1 may not include core/%2").arg(room, included.value(1));
    return {};
}

QString whyNotInUi(const QStringList& parts, const QString& target, bool angled)
{
    // Icons and style sheets lie in the program itself and are read through QFile.
    if (angled && parts.value(1) == QStringLiteral("common") && target == QStringLiteral("QFile"))
        return {};
    if (angled)
        return isOutsideWorld(target) ? QStringLiteral("ui has no files, network or settings")
                                      : QString();
    const QStringList included = target.split(u'/');
    if (included.first() == QStringLiteral("core"))
        return included.value(1) == QStringLiteral("files") ? QStringLiteral("ui reads no files")
                                                            : QString();
    if (included.first() != QStringLiteral("ui"))
        return QStringLiteral("ui includes core and ui alone");
    const QStringList shared{parts.value(1), QStringLiteral("common"), QStringLiteral("diff"),
                             QStringLiteral("problems")};
    if (!shared.contains(included.value(1)))
        return QStringLiteral("the features of ui do not include each other");
    return {};
}

QString whyNotInApp(const QStringList& parts, const QString& target, bool angled)
{
    const bool window = parts.value(1) == QStringLiteral("policywright");
    if (angled)
        return !window && isQt(target) ? QStringLiteral("pwctl has no Qt") : QString();
    const QStringList included = target.split(u'/');
    if (included.first() == QStringLiteral("core"))
        return {};
    if (included.first() == QStringLiteral("ui"))
        return window ? QString() : QStringLiteral("pwctl has no window");
    if (included.first() == QStringLiteral("app")
        && (included.value(1) == parts.value(1)
            || included.value(1) == QStringLiteral("connections")))
        return {};
    return QStringLiteral(
        "a program includes core, app/connections and itself, the window ui, too");
}

} // namespace

QString whyNot(const QString& path, const QString& target, bool angled)
{
    const QStringList parts = path.split(u'/');
    if (!angled
        && (target.endsWith(QStringLiteral(".moc")) || target.startsWith(QStringLiteral("ui_"))))
        return {};
    if (parts.first() == QStringLiteral("core"))
        return whyNotInCore(parts, target, angled);
    if (parts.first() == QStringLiteral("ui"))
        return whyNotInUi(parts, target, angled);
    if (parts.first() == QStringLiteral("app"))
        return whyNotInApp(parts, target, angled);
    return {};
}

QStringList leftovers(const QString& source)
{
    // Written in two parts, so that this file does not find itself.
    static const QRegularExpression unfinished(QStringLiteral("\\b(TO"
                                                              "DO|FIX"
                                                              "ME)\\b|/wo"
                                                              "rk/|/tm"
                                                              "p/h/"));
    QStringList found;
    const QStringList lines = source.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (unfinished.match(lines[i]).hasMatch())
            found << QStringLiteral("line %1: %2").arg(i + 1).arg(lines[i].trimmed());
    }
    return found;
}

} // namespace pw::checks
