#pragma once
// Which organization the window works with: reads the contexts, opens a client off the GUI thread,
// and knows how the connection is.

#include "app/connections/known_contexts.h"
#include "app/policywright/chosen_fingerprints.h"
#include "app/policywright/job.h"
#include "core/api/secret_store.h"

#include <QObject>

#include <optional>
#include <string>
#include <vector>

namespace pw::ui {
struct ConnectionWish;
} // namespace pw::ui

namespace pw::app {

struct ConnectionHealth
{
    enum class State : std::uint8_t { Opening, Ready, Failed };
    State state = State::Opening;
    double seconds = 0; ///< that the last answer took, when ready
    std::optional<Error> error; ///< when failed
};

class OrganizationController : public QObject
{
    Q_OBJECT
public:
    /// What `around` refers to must outlive it. `localDatabase` is used instead of the file of the
    /// home; empty: that file.
    OrganizationController(const connections::Surroundings& around, std::string localDatabase,
                           QObject* parent = nullptr);
    ~OrganizationController() override;

    /// Reads the contexts, then opens the one of that name; without one, or when it is gone, the
    /// local organization.
    void choose(const QString& name);
    /// The same once more, with its file and key read anew.
    void reopen();
    /// Writes the context to our file and a key to the keyring, then opens it.
    void save(ui::ConnectionWish wish);
    /// Where a new key would be kept: `keptInKnown` tells.
    void askKeyring();
    void test();
    /// A connection that is not saved yet.
    void testWish(const ui::ConnectionWish& wish);
    void cancelTest();

    /// Null until one is open. Shared with workers: whoever holds it may go on asking.
    [[nodiscard]] const ClientPtr& client() const { return m_client; }
    [[nodiscard]] const api::Context& context() const { return m_context; }
    [[nodiscard]] const connections::KnownContexts& known() const { return m_known; }
    [[nodiscard]] const ConnectionHealth& health() const { return m_health; }
    /// The local organization's own name, or what the server calls the context's.
    [[nodiscard]] const api::Organization& organization() const { return m_organization; }
    /// What somebody else learned about the connection by asking.
    void noteAnswer(const std::optional<Error>& error);
    [[nodiscard]] bool isOpening() const { return m_opening.isRunning(); }
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void knownChanged();
    void contextChanged(); ///< another one is about to be opened; there is no client
    void opened(); ///< the client is there, and its organization answered
    void openFailed(const QString& why);
    void healthChanged();
    void noted(const QString& note); ///< what a person should hear
    void saved(bool keyInKeyring, bool keyForThisSession);
    void saveFailed(const QString& why);
    void keptInKnown(pw::api::KeptIn where);
    void testEnded(const std::vector<pw::api::ConnectionStep>& steps);
    void testFailed(const QString& why);

private:
    struct Opened;
    struct Saved;

    void open(const std::string& name);
    void take(Opened opened, bool wasKnown);
    void setHealth(ConnectionHealth health);
    using Steps = Result<std::vector<api::ConnectionStep>>;
    void tell(const Steps& steps);

    connections::Surroundings m_around;
    std::string m_localDatabase;
    connections::KnownContexts m_known;
    api::Context m_context;
    api::Organization m_organization;
    ClientPtr m_client;
    ConnectionHealth m_health;
    Job m_opening;
    Job m_saving;
    Job m_asking;
    Job m_testing;
};

} // namespace pw::app
