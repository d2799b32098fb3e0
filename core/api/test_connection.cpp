#include "core/api/test_connection.h"

#include "core/api/wire.h"
#include "core/api/wire_names.h"

#include <algorithm>
#include <array>

namespace pw::api {
namespace {

using Name = ConnectionStep::Name;
using State = ConnectionStep::State;

constexpr std::array allSteps{Name::NameResolution, Name::Connection, Name::Tls, Name::Key,
                              Name::Organization};

class Steps
{
public:
    Steps()
    {
        for (const Name name : allSteps)
            m_steps.push_back({name, State::NotReached, {}, {}});
    }

    void set(Name name, State state, std::string message, std::string advice = {})
    {
        ConnectionStep& step = m_steps[static_cast<std::size_t>(name)];
        step = {name, state, std::move(message), std::move(advice)};
    }
    void passBefore(Name failed, const std::string& server)
    {
        const bool secure = server.starts_with("https:");
        for (const Name name : {Name::NameResolution, Name::Connection, Name::Tls}) {
            if (name >= failed)
                return;
            if (server.empty())
                set(name, State::NotNeeded, "The organization is inside this program");
            else if (name == Name::Tls && !secure)
                set(name, State::NotNeeded, "Not encrypted: the server is on this machine");
            else
                set(name, State::Passed, passed(name));
        }
    }
    [[nodiscard]] std::vector<ConnectionStep> take() { return std::move(m_steps); }

private:
    static std::string passed(Name name)
    {
        switch (name) {
        case Name::NameResolution:
            return "The server's name is known";
        case Name::Connection:
            return "The server answers";
        default:
            return "The server's certificate is good";
        }
    }

    std::vector<ConnectionStep> m_steps;
};

struct Failure
{
    Name step;
    const char* advice;
};

Failure failureOf(const Error& error)
{
    if (error.code == "cannot-resolve")
        return {Name::NameResolution,
                "Check the address for mistakes, and whether this machine is in the network"};
    if (error.code == "tls")
        return {Name::Tls,
                "If the server has a certificate of your own authority, name its file in the "
                "context; else do not go on: somebody may be listening"};
    if (error.code == cancelledCode)
        return {Name::Connection, ""};
    return {Name::Connection, "Check the address and its port, the firewall and the proxy"};
}

const char* keyAdvice(const std::string& code)
{
    if (code == "key-refused")
        return "Make a new key in the console of the service and store it for this context";
    if (code == "redirected" || code == "malformed-reply" || code == "not-found")
        return "Check the address: it must be that of the API, not that of the console";
    if (code == "too-many-requests" || code == "server-error")
        return "Try again in a while; tell the service's support the context uid if it stays";
    return "Check the address and the key";
}

} // namespace

std::string_view toString(ConnectionStep::Name name)
{
    constexpr std::array<std::string_view, 5> names{"name resolution", "connection", "TLS", "key",
                                                    "organization"};
    return names[static_cast<std::size_t>(name)];
}

std::vector<ConnectionStep> tryConnection(Session& session, const std::string& server,
                                          const Call& call)
{
    constexpr std::string_view verb = "test the connection";
    Steps steps;
    Request request{"GET", std::string(wire::organizationsPath), {}, {}, {}};
    const Result<Response> reply = session.sender().sendOnce(verb, std::move(request), call);
    if (!reply) {
        const Failure failure = failureOf(reply.error());
        steps.passBefore(failure.step, server);
        steps.set(failure.step, State::Failed, reply.error().message, failure.advice);
        return steps.take();
    }
    steps.passBefore(Name::Key, server);
    const Result<std::vector<Organization>> all
        = reply->succeeded() ? Session::organizationsIn(*reply, call) : replyError(verb, *reply);
    if (!all) {
        steps.set(Name::Key, State::Failed, all.error().text(), keyAdvice(all.error().code));
        return steps.take();
    }
    if (server.empty())
        steps.set(Name::Key, State::NotNeeded, "The organization is inside this program");
    else
        steps.set(Name::Key, State::Passed, "The key is accepted");
    const Result<Organization> chosen = session.choose(*all);
    if (chosen)
        steps.set(Name::Organization, State::Passed,
                  wire::shownText(chosen->name) + " (" + chosen->uid + ")");
    else
        steps.set(Name::Organization, State::Failed, chosen.error().message,
                  "Name an organization of the list in the context, or use another key");
    return steps.take();
}

} // namespace pw::api
