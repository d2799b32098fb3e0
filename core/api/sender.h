#pragma once
// The one place through which a client's requests leave: what may be sent, and what is tried again.

#include "core/api/client_types.h"
#include "core/api/retry_rules.h"
#include "core/api/transport.h"

#include <memory>
#include <string_view>

namespace pw::api {

/// GETs, and the POSTs that only ask: searches, queries, objects, checks.
[[nodiscard]] bool isRead(const Request& request);

/// What a failed reply means. The context names the verb, the status and the server's context uid.
[[nodiscard]] Error replyError(std::string_view verb, const Response& reply);
/// An error of another kind with the same context.
[[nodiscard]] Error errorOf(std::string_view verb, const Response& reply, Error error);

class Sender
{
public:
    struct Rules
    {
        bool readOnly = false;
        std::string contextName;
        SendLimits limits;
        RetryRules retries;
    };
    Sender(std::shared_ptr<Transport> transport, Rules rules);

    /// A reply of success; every other one is an error. Reads are tried again when the connection
    /// or the server fails for a moment, writes never are. Error code beside those of replies and
    /// of the transport: `read-only`, before anything is sent.
    [[nodiscard]] Result<Response> send(std::string_view verb, Request request,
                                        const Call& call) const;
    /// The same, once, and a reply of any status is a success.
    [[nodiscard]] Result<Response> sendOnce(std::string_view verb, Request request,
                                            const Call& call) const;

    /// Every write asks this before it leaves. Error code: `read-only`.
    [[nodiscard]] Result<Done> mayWrite(std::string_view verb) const;

    /// Waits; false when cancelled.
    [[nodiscard]] bool wait(std::chrono::milliseconds time, const std::stop_token& stop) const;
    [[nodiscard]] const RetryRules& retries() const { return m_rules.retries; }

private:
    std::shared_ptr<Transport> m_transport;
    Rules m_rules;
};

/// The end of a write of which nobody knows whether it was done: the connection broke, a server on
/// the way failed, or the reply could not be read.
[[nodiscard]] bool isUnclear(const Error& error);

} // namespace pw::api
