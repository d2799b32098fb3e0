#include "app/policywright/organization_controller.h"

#include "app/connections/open_client.h"
#include "ui/common/convert.h"
#include "ui/connections/connection_check.h"

#include <QThreadPool>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace pw::app {
namespace {

using Steady = std::chrono::steady_clock;

double secondsSince(Steady::time_point start)
{
    return std::chrono::duration<double>(Steady::now() - start).count();
}

/// Errors that say something about the connection, and not about what was asked for.
bool concernsConnection(const Error& error)
{
    constexpr std::array<std::string_view, 8> codes{
        "cannot-connect", "cannot-resolve", "connection-lost",     "timeout", "tls",
        "key-refused",    "server-error",   "no-such-organization"};
    return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

Result<connections::OpenedClient> openClient(const api::Context& context,
                                             const connections::Surroundings& around,
                                             const std::string& localDatabase,
                                             const std::stop_token& stop)
{
    return context.local && !localDatabase.empty()
        ? connections::openLocalClient(localDatabase, around)
        : connections::openClient(context, around, stop);
}

} // namespace

struct OrganizationController::Opened
{
    connections::KnownContexts known;
    api::Context context;
    ClientPtr client;
    std::vector<std::string> notes;
    Result<api::Organization> organization = api::Organization{};
    double seconds = 0;
};

struct OrganizationController::Saved
{
    Result<Done> written = Done{};
    std::optional<api::KeptIn> key;
};

OrganizationController::OrganizationController(const connections::Surroundings& around,
                                               std::string localDatabase, QObject* parent)
    : QObject(parent), m_around(around), m_localDatabase(std::move(localDatabase)),
      m_context(api::localContext())
{
}

OrganizationController::~OrganizationController() = default;

void OrganizationController::choose(const QString& name)
{
    open(ui::toUtf8(name));
}

void OrganizationController::reopen()
{
    open(m_context.name);
}

void OrganizationController::open(const std::string& name)
{
    m_testing.cancel();
    m_client = nullptr;
    const api::Context* const known = m_known.contexts.find(name);
    const bool isLocal = name.empty() || name == api::localContextName;
    m_context = known != nullptr ? *known : isLocal ? api::localContext() : api::Context{};
    if (known == nullptr && !isLocal)
        m_context.name = name; // it is remembered although its file is not read yet
    m_organization = {};
    setHealth({});
    Q_EMIT contextChanged();
    m_opening.run(
        [around = m_around, database = m_localDatabase, name](const std::stop_token& stop,
                                                              const ProgressFn&) {
            Opened out;
            out.known = connections::knownContexts(around);
            const api::Context* const found = out.known.contexts.find(name);
            out.context = found != nullptr ? *found : api::localContext();
            if (found == nullptr && !name.empty())
                out.notes.push_back("There is no context " + name + " any more.");
            auto opened = openClient(out.context, around, database, stop);
            if (!opened) {
                out.organization = opened.error();
                return out;
            }
            out.notes.insert(out.notes.end(), opened->notes.begin(), opened->notes.end());
            // Its end waits for what it is doing: never on the thread of whoever lets it go last.
            out.client = ClientPtr(opened->client.release(), [](api::Client* client) {
                QThreadPool::globalInstance()->start([client] { delete client; });
            });
            if (out.context.url.empty()) // spyctl keeps it with the key
                out.context.url = opened->server;
            const Steady::time_point asked = Steady::now();
            out.organization = out.client->organization({stop, {}});
            out.seconds = secondsSince(asked);
            if (!out.organization)
                out.client = nullptr; // to try again is to open it once more
            return out;
        },
        [this, wasKnown = known != nullptr || isLocal](Opened opened) {
            take(std::move(opened), wasKnown);
        });
}

void OrganizationController::take(Opened opened, bool wasKnown)
{
    const bool announced = wasKnown && opened.context.name == m_context.name;
    m_known = std::move(opened.known);
    m_context = std::move(opened.context);
    if (!announced) // its file was not read when it was chosen
        Q_EMIT contextChanged();
    m_client = std::move(opened.client);
    Q_EMIT knownChanged();
    if (!m_known.notes.empty())
        Q_EMIT noted(ui::toQString(m_known.notes).trimmed());
    for (const std::string& note : opened.notes)
        Q_EMIT noted(ui::toQString(note));
    if (opened.organization) {
        m_organization = *opened.organization;
        setHealth({ConnectionHealth::State::Ready, opened.seconds, {}});
        Q_EMIT this->opened();
        return;
    }
    setHealth({ConnectionHealth::State::Failed, 0, opened.organization.error()});
    Q_EMIT openFailed(ui::toQString(opened.organization.error().text()));
}

void OrganizationController::noteAnswer(const std::optional<Error>& error)
{
    if (m_opening.isRunning() || (error && !concernsConnection(*error)))
        return;
    if (error)
        setHealth({ConnectionHealth::State::Failed, 0, error});
    else if (m_health.state != ConnectionHealth::State::Ready)
        setHealth({ConnectionHealth::State::Ready, 0, {}});
}

void OrganizationController::setHealth(ConnectionHealth health)
{
    m_health = std::move(health);
    Q_EMIT healthChanged();
}

void OrganizationController::askKeyring()
{
    m_asking.run([around = m_around](const std::stop_token& stop,
                                     const ProgressFn&) { return around.keyring.wouldKeep(stop); },
                 [this](const Result<api::KeptIn>& where) {
                     if (where)
                         Q_EMIT keptInKnown(*where);
                 });
}

void OrganizationController::save(ui::ConnectionWish wish)
{
    if (wish.context.secretName.empty())
        wish.context.secretName = wish.context.name;
    const std::string name = wish.context.name;
    m_saving.run(
        [around = m_around, wish = std::move(wish)](const std::stop_token& stop,
                                                    const ProgressFn&) {
            Saved out;
            if (!wish.key.empty()) {
                const Result<api::KeptIn> kept
                    = around.keyring.store(wish.context.secretName, wish.key, stop);
                if (!kept) {
                    out.written = kept.error();
                    return out;
                }
                out.key = *kept;
            }
            out.written = connections::changeOurConfig(
                around, [&](const text::SourceText& config) -> Result<std::string> {
                    return api::setContext(config, wish.context);
                });
            return out;
        },
        [this, name](const Saved& saved) {
            if (!saved.written) {
                Q_EMIT saveFailed(ui::toQString(saved.written.error().text()));
                return;
            }
            Q_EMIT this->saved(saved.key == api::KeptIn::Keyring,
                               saved.key == api::KeptIn::ThisSession);
            open(name);
        });
}

void OrganizationController::test()
{
    m_testing.run(
        [around = m_around, database = m_localDatabase, context = m_context,
         client = m_client](const std::stop_token& stop, const ProgressFn&) -> Steps {
            if (client != nullptr)
                return client->testConnection({stop, {}});
            auto opened = openClient(context, around, database, stop);
            if (!opened)
                return opened.error();
            return opened->client->testConnection({stop, {}});
        },
        [this](const Steps& steps) { tell(steps); });
}

void OrganizationController::testWish(const ui::ConnectionWish& wish)
{
    m_testing.run(
        [around = m_around, wish](const std::stop_token& stop, const ProgressFn&) -> Steps {
            Result<api::ApiSecret> secret
                = api::ApiSecret{wish.context.secretName, wish.context.url, wish.key};
            if (wish.key.empty())
                secret = connections::secretOf(wish.context, around, stop);
            if (!secret)
                return secret.error();
            auto opened
                = connections::openServer(wish.context, *std::move(secret), around.patience);
            if (!opened)
                return opened.error();
            return opened->client->testConnection({stop, {}});
        },
        [this](const Steps& steps) { tell(steps); });
}

void OrganizationController::tell(const Steps& steps)
{
    if (steps)
        Q_EMIT testEnded(*steps);
    else
        Q_EMIT testFailed(ui::toQString(steps.error().text()));
}

void OrganizationController::cancelTest()
{
    m_testing.cancel();
}

bool OrganizationController::isIdle() const
{
    return !m_opening.isRunning() && !m_saving.isRunning() && !m_testing.isRunning();
}

} // namespace pw::app
