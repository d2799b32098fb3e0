#include "core/api/secret_store.h"

#include "core/api/bus_call.h"
#include "core/base/progress.h"

#include <array>
#include <libsecret/secret.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pw::api {
namespace {

constexpr std::string_view noKeyring = "no-keyring"; ///< an error that never leaves this file
constexpr const char* nameAttribute = "name";

using Attributes = std::unique_ptr<GHashTable, decltype(&g_hash_table_unref)>;

/// What a call of glib left behind; tells it as one of ours.
class Failure
{
public:
    GError** out() { return &m_error; }
    Failure() = default;
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;
    ~Failure() { g_clear_error(&m_error); }

    explicit operator bool() const { return m_error != nullptr; }
    [[nodiscard]] bool means(GQuark domain, int code) const
    {
        return g_error_matches(m_error, domain, code) != FALSE;
    }
    [[nodiscard]] std::string message() const
    {
        g_dbus_error_strip_remote_error(m_error);
        return m_error->message;
    }

private:
    GError* m_error = nullptr;
};

const SecretSchema* schema()
{
    static const SecretSchema* const ours
        = secret_schema_new("org.policywright.ApiKey", SECRET_SCHEMA_NONE, nameAttribute,
                            SECRET_SCHEMA_ATTRIBUTE_STRING, nullptr);
    return ours;
}

/// Glib would start a bus where there is none, so it is asked only where one is named.
bool busIsThere()
{
    const char* const address = g_getenv("DBUS_SESSION_BUS_ADDRESS");
    if (address != nullptr && *address != '\0')
        return !std::string_view(address).starts_with("autolaunch:");
    const char* const folder = g_getenv("XDG_RUNTIME_DIR");
    struct stat found = {};
    return folder != nullptr && *folder != '\0'
        && stat((std::string(folder) + "/bus").c_str(), &found) == 0 && S_ISSOCK(found.st_mode)
        && found.st_uid == geteuid();
}

/// Nobody answers for keys, or there is no place where new ones go.
bool meansNoKeyring(const Failure& failure)
{
    constexpr std::array codes{
        G_DBUS_ERROR_SERVICE_UNKNOWN,    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
        G_DBUS_ERROR_NO_SERVER,          G_DBUS_ERROR_DISCONNECTED,
        G_DBUS_ERROR_SPAWN_EXEC_FAILED,  G_DBUS_ERROR_SPAWN_FAILED,
        G_DBUS_ERROR_SPAWN_CHILD_EXITED, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
        G_DBUS_ERROR_UNKNOWN_OBJECT,     G_DBUS_ERROR_UNKNOWN_METHOD,
    };
    for (const GDBusError code : codes) {
        if (failure.means(G_DBUS_ERROR, code))
            return true;
    }
    return failure.means(SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT)
        || failure.means(G_IO_ERROR, G_IO_ERROR_CLOSED);
}

Error whyEnded(BusCall::End end)
{
    if (end == BusCall::End::Cancelled)
        return {std::string(cancelledCode), "it was cancelled", "keyring"};
    return {"timeout", "the keyring did not answer in time; does it wait for a password?",
            "keyring"};
}

Error locked()
{
    return {"keyring-failed", "it is locked; unlock it and try again", "keyring"};
}

Error told(const Failure& failure, BusCall::End end)
{
    if (end != BusCall::End::None)
        return whyEnded(end);
    if (!failure)
        return {"keyring-failed", "it was refused", "keyring"};
    if (meansNoKeyring(failure))
        return {std::string(noKeyring), failure.message(), "keyring"};
    if (failure.means(G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
        || failure.means(G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
        || failure.means(G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT))
        return whyEnded(BusCall::End::Timeout);
    if (failure.means(SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
        return locked();
    return {"keyring-failed", failure.message(), "keyring"};
}

/// Kept while the keyring is asked: what is asked then uses the same one.
Result<Object<GDBusConnection>> sessionBus(BusCall& call)
{
    for (;;) {
        const Object<GAsyncResult> answer
            = call.wait([](GCancellable* cancellable, GAsyncReadyCallback ready, gpointer data) {
                  g_bus_get(G_BUS_TYPE_SESSION, cancellable, ready, data);
              });
        if (!answer)
            return whyEnded(call.end());
        Failure failure;
        Object<GDBusConnection> bus(g_bus_get_finish(answer.get(), failure.out()));
        if (bus) {
            // Else a bus that goes away ends the program.
            g_dbus_connection_set_exit_on_close(bus.get(), FALSE);
            return bus;
        }
        if (call.end() != BusCall::End::None)
            return whyEnded(call.end());
        // Callers share one attempt: it may have been another's that was cancelled.
        if (!failure.means(G_IO_ERROR, G_IO_ERROR_CANCELLED))
            return Error{std::string(noKeyring), failure.message(), "keyring"};
    }
}

/// One of its own for each call, because a keyring may be started anew between two of them.
Result<Object<SecretService>> openService(BusCall& call)
{
    const Object<GAsyncResult> answer
        = call.wait([](GCancellable* cancellable, GAsyncReadyCallback ready, gpointer data) {
              secret_service_open(SECRET_TYPE_SERVICE, nullptr, SECRET_SERVICE_NONE, cancellable,
                                  ready, data);
          });
    if (!answer)
        return whyEnded(call.end());
    Failure failure;
    Object<SecretService> service(secret_service_open_finish(answer.get(), failure.out()));
    return service ? std::move(service) : Result<Object<SecretService>>(told(failure, call.end()));
}

/// The keyring's answer to what `start` asks with the attributes of the name; `finish` takes it.
template <typename Start, typename Finish>
auto ask(const std::string& name, std::chrono::milliseconds timeout, const std::stop_token& stop,
         const Start& start, const Finish& finish)
    -> Result<decltype(finish(nullptr, nullptr, nullptr))>
{
    if (g_utf8_validate(name.data(), static_cast<gssize>(name.size()), nullptr) == FALSE)
        return Error{"keyring-failed", "the name of a key must be a text", "keyring"};
    if (!busIsThere())
        return Error{std::string(noKeyring), "there is no session bus", "keyring"};
    BusCall call(timeout, stop);
    const Result<Object<GDBusConnection>> bus = sessionBus(call);
    if (!bus)
        return bus.error();
    const Result<Object<SecretService>> service = openService(call);
    if (!service)
        return service.error();
    const Attributes attributes(
        secret_attributes_build(schema(), nameAttribute, name.c_str(), nullptr),
        g_hash_table_unref);
    const Object<GAsyncResult> answer
        = call.wait([&](GCancellable* cancellable, GAsyncReadyCallback ready, gpointer data) {
              start(service->get(), attributes.get(), cancellable, ready, data);
          });
    if (!answer)
        return whyEnded(call.end());
    Failure failure;
    auto finished = finish(service->get(), answer.get(), failure.out());
    if (failure || (!finished && call.end() != BusCall::End::None))
        return told(failure, call.end());
    return finished;
}

struct ValueUnref
{
    void operator()(SecretValue* value) const { secret_value_unref(value); }
};
using Value = std::unique_ptr<SecretValue, ValueUnref>;

/// Also in a keyring that is locked.
Result<bool> hasItem(const std::string& name, std::chrono::milliseconds timeout,
                     const std::stop_token& stop)
{
    return ask(
        name, timeout, stop,
        [](SecretService* service, GHashTable* attributes, GCancellable* cancellable,
           GAsyncReadyCallback ready, gpointer data) {
            secret_service_search(service, schema(), attributes, SECRET_SEARCH_ALL, cancellable,
                                  ready, data);
        },
        [](SecretService* service, GAsyncResult* answer, GError** error) {
            GList* const items = secret_service_search_finish(service, answer, error);
            g_list_free_full(items, g_object_unref);
            return items != nullptr;
        });
}

} // namespace

SecretStore::SecretStore(std::chrono::milliseconds timeout) : m_timeout(timeout) { }

Result<KeptIn> SecretStore::store(const std::string& name, const Secret& key,
                                  const std::stop_token& stop)
{
    const Value value(secret_value_new(key.reveal().data(),
                                       static_cast<gssize>(key.reveal().size()), "text/plain"));
    const std::string label = "Policywright: API key " + name;
    const Result<bool> stored = ask(
        name, m_timeout, stop,
        [&](SecretService* service, GHashTable* attributes, GCancellable* cancellable,
            GAsyncReadyCallback ready, gpointer data) {
            secret_service_store(service, schema(), attributes, SECRET_COLLECTION_DEFAULT,
                                 label.c_str(), value.get(), cancellable, ready, data);
        },
        [](SecretService* service, GAsyncResult* answer, GError** error) {
            return secret_service_store_finish(service, answer, error) != FALSE;
        });
    const std::lock_guard lock(m_mutex);
    if (stored && *stored) {
        m_session.erase(name);
        return KeptIn::Keyring;
    }
    if (stored)
        return locked();
    if (stored.error().code != noKeyring)
        return stored.error();
    m_session.insert_or_assign(name, key);
    return KeptIn::ThisSession;
}

Result<KeptIn> SecretStore::wouldKeep(const std::stop_token& stop)
{
    const Result<bool> asked = hasItem("policywright", m_timeout, stop);
    if (asked)
        return KeptIn::Keyring;
    return asked.error().code == noKeyring ? Result<KeptIn>(KeptIn::ThisSession) : asked.error();
}

Result<std::optional<StoredSecret>> SecretStore::lookup(const std::string& name,
                                                        const std::stop_token& stop)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_session.find(name); found != m_session.end())
            return std::optional(StoredSecret{found->second, KeptIn::ThisSession});
    }
    const Result<Value> found = ask(
        name, m_timeout, stop,
        [](SecretService* service, GHashTable* attributes, GCancellable* cancellable,
           GAsyncReadyCallback ready, gpointer data) {
            secret_service_lookup(service, schema(), attributes, cancellable, ready, data);
        },
        [](SecretService* service, GAsyncResult* answer, GError** error) {
            return Value(secret_service_lookup_finish(service, answer, error));
        });
    if (!found && found.error().code != noKeyring)
        return found.error();
    if (!found)
        return std::optional<StoredSecret>();
    if (!*found) {
        // Nobody gave the password: then the key cannot be had, but it is there.
        const Result<bool> known = hasItem(name, m_timeout, stop);
        if (known && *known)
            return locked();
        return std::optional<StoredSecret>();
    }
    gsize size = 0;
    const gchar* const bytes = secret_value_get(found->get(), &size);
    return std::optional(StoredSecret{Secret(std::string(bytes, size)), KeptIn::Keyring});
}

Result<Done> SecretStore::remove(const std::string& name, const std::stop_token& stop)
{
    {
        const std::lock_guard lock(m_mutex);
        m_session.erase(name);
    }
    const Result<bool> removed = ask(
        name, m_timeout, stop,
        [](SecretService* service, GHashTable* attributes, GCancellable* cancellable,
           GAsyncReadyCallback ready, gpointer data) {
            secret_service_clear(service, schema(), attributes, cancellable, ready, data);
        },
        [](SecretService* service, GAsyncResult* answer, GError** error) {
            (void)secret_service_clear_finish(service, answer, error);
            return true; // false without an error: there was none
        });
    if (!removed && removed.error().code != noKeyring)
        return removed.error();
    return Done{};
}

} // namespace pw::api
