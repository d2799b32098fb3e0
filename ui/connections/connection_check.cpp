#include "ui/connections/connection_check.h"

#include "ui/common/convert.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace pw::ui {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::ui::ConnectionCheck)
};

/// A header of a request carries it: printable, in one piece.
bool fitsHeader(const api::Secret& key)
{
    return std::ranges::all_of(key.reveal(), [](char c) { return c > ' ' && c < '\x7f'; });
}

QString proxyProblem(const std::string& proxy)
{
    const QUrl url(toQString(proxy), QUrl::StrictMode);
    if (!url.userInfo().isEmpty())
        return Texts::tr("A login does not belong into the address of a proxy: it would be "
                         "written to a file");
    const bool bare = url.path().isEmpty() || url.path() == QLatin1String("/");
    if (!url.isValid() || url.scheme() != QLatin1String("http") || url.host().isEmpty() || !bare
        || url.hasQuery() || url.hasFragment())
        return Texts::tr("A proxy is http://host:port");
    return {};
}

void checkServer(const ConnectionWish& wish, const ConnectionSurroundings& surroundings,
                 ConnectionFindings& out)
{
    if (wish.context.url.empty()) {
        out.missing += Texts::tr("server");
        return;
    }
    const Result<std::string> url = api::checkedUrl(wish.context.url);
    if (!url) {
        out.problems += toQString(url.error().message);
        return;
    }
    const bool elsewhere = surroundings.keyStored && surroundings.storedUrl != *url;
    if (elsewhere && wish.key.empty())
        out.problems += Texts::tr("The stored key belongs to %1; enter the key for the new server")
                            .arg(toQString(surroundings.storedUrl));
}

} // namespace

ConnectionFindings checkConnection(const ConnectionWish& wish,
                                   const ConnectionSurroundings& surroundings)
{
    ConnectionFindings out;
    const QString name = toQString(wish.context.name);
    if (name.isEmpty())
        out.missing += Texts::tr("name");
    else if (wish.context.name == api::localContextName)
        out.problems
            += Texts::tr("The name %1 belongs to the organization on this machine").arg(name);
    else if (surroundings.otherNames.contains(name))
        out.problems += Texts::tr("There is a connection named %1").arg(name);
    checkServer(wish, surroundings, out);
    if (wish.context.organization.empty())
        out.missing += Texts::tr("organization");
    if (wish.key.empty() && !surroundings.keyStored)
        out.missing += Texts::tr("API key");
    else if (!fitsHeader(wish.key))
        out.problems += Texts::tr("An API key has no spaces or special signs in it");
    if (!wish.context.proxy.empty()) {
        if (const QString problem = proxyProblem(wish.context.proxy); !problem.isEmpty())
            out.problems += problem;
    }
    if (!wish.context.caFile.empty() && wish.context.caFile.front() != '/')
        out.problems += Texts::tr("Name the file of certificates by its whole path, from / on");
    return out;
}

} // namespace pw::ui
