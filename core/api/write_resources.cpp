#include "core/api/write_resources.h"

#include "core/api/older_requests.h"
#include "core/api/read_resources.h"
#include "core/api/same_content.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/policy/kinds.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

namespace pw::api {
namespace {

using yaml::Value;

enum class Look : std::uint8_t { Done, NotYet, SomethingElse };

Error notApplied(Error error)
{
    error.code = "write-not-applied";
    error.message += "; the server was asked and does not have the change";
    return error;
}

Error unclear(Error error, const std::string& why)
{
    error.code = "write-unclear";
    error.message += "; whether the server has the change is not known: " + why;
    return error;
}

/// One write to one server, and what became of it.
class Write
{
public:
    Write(Session& session, std::string verb, Resource resource, const Call& call)
        : m_session(session), m_verb(std::move(verb)), m_resource(resource), m_call(call)
    {
    }

    Result<Written> create(const Value& document)
    {
        const std::string name = wire::scalarIn(wire::mapIn(document, wire::metadata), wire::name);
        const Result<std::vector<Applied>> before = namesakes(name);
        if (!before)
            return before.error();
        std::set<std::string> known;
        for (const Applied& one : *before)
            known.insert(one.uid);

        m_written.created = true;
        const Result<Response> reply = sendDocument("POST", document, {});
        const std::optional<Error> failure = readReply(reply);
        if (!failure)
            return m_written;
        return afterwards(*failure, [&]() -> Result<Look> {
            const Result<std::vector<Applied>> now = namesakes(name);
            if (!now)
                return now.error();
            const auto found = std::find_if(now->begin(), now->end(), [&](const Applied& one) {
                return !known.contains(one.uid) && sameContent(one.document, document);
            });
            if (found == now->end())
                return Look::NotYet;
            note(*found);
            return Look::Done;
        });
    }

    Result<Written> update(const Value& document, const std::string& uid,
                           std::optional<std::int64_t> expectedVersion)
    {
        const Result<Applied> before = getResource(m_session, m_resource, uid, m_call);
        if (!before)
            return before.error().code == "not-found"
                ? Error{"not-found",
                        before.error().message + "; remove the uid to apply it as a new one",
                        before.error().context}
                : before.error();
        if (expectedVersion && before->version && before->version != expectedVersion)
            return Error{"conflict",
                         "The server has version " + std::to_string(*before->version)
                             + " by now, the change was made to version "
                             + std::to_string(*expectedVersion) + "; compare them first",
                         m_verb};
        m_written.uid = uid;
        const Result<Response> reply = sendDocument("PUT", document, uid);
        const std::optional<Error> failure = readReply(reply);
        if (!failure)
            return m_written;
        return afterwards(*failure, [&]() -> Result<Look> {
            const Result<Applied> now = getResource(m_session, m_resource, uid, m_call);
            if (!now)
                return now.error();
            const bool moved
                = now->version != before->version || !sameContent(now->document, before->document);
            if (sameContent(now->document, document)
                && (moved || holdsMetadata(now->document, document))) {
                note(*now);
                return Look::Done;
            }
            return moved ? Look::SomethingElse : Look::NotYet;
        });
    }

    Result<Written> remove(const std::string& uid)
    {
        m_written.uid = uid;
        Result<Request> request = m_session.requestFor("DELETE", pathOf(m_resource), uid, m_call);
        if (!request)
            return request.error();
        const Result<Response> reply = send(*std::move(request));
        const Result<Done> fine = reply ? wire::checkIsData(*reply) : reply.error();
        if (fine)
            return m_written;
        const Error failure = reply ? errorOf(m_verb, *reply, fine.error()) : fine.error();
        return afterwards(failure, [&]() -> Result<Look> {
            const Result<Applied> now = getResource(m_session, m_resource, uid, m_call);
            if (!now && now.error().code == "not-found")
                return Look::Done;
            return now ? Result<Look>(Look::NotYet) : now.error();
        });
    }

private:
    Result<std::vector<Applied>> namesakes(const std::string& name)
    {
        ListQuery query;
        query.nameOrUid = name;
        query.exactName = true;
        return listResources(m_session, m_resource, query, m_call);
    }

    /// What is cancelled before it leaves has not happened.
    Result<Response> send(Request request)
    {
        if (m_call.stop.stop_requested())
            return Error{"not-sent", "Cancelled", m_verb};
        return m_session.sender().send(m_verb, std::move(request), m_call);
    }

    Result<Response> sendDocument(std::string method, const Value& document, const std::string& uid)
    {
        const bool older = m_session.knownGeneration() == Generation::Older;
        Result<Request> request = older && !uid.empty()
            ? m_session.requestFor(std::move(method), pathOf(m_resource), uid, m_call)
            : m_session.request(std::move(method), pathOf(m_resource), m_call);
        if (!request)
            return request.error();
        request->body = bodyOf(older ? older::policyBody(document, uid)
                                     : Value::map({{std::string(keyOf(m_resource)), document}}));
        return send(*std::move(request));
    }

    /// Takes uid and version from the reply to a document; nothing when that is fine.
    std::optional<Error> readReply(const Result<Response>& reply)
    {
        if (!reply)
            return reply.error();
        const Result<yaml::Document> read = wire::readObject(*reply);
        if (!read)
            return errorOf(m_verb, *reply, read.error());
        const yaml::NodeRef record = read->roots().front();
        const std::string uid = wire::scalarAt(record, wire::uid);
        if (uid.empty() || (!m_written.uid.empty() && uid != m_written.uid))
            return errorOf(m_verb, *reply,
                           {"malformed-reply", "The reply does not name what was written", {}});
        m_written.uid = uid;
        const Result<Applied> whole = appliedOf(m_resource, record);
        m_written.version
            = whole ? whole->version : wire::integerOf(wire::scalarAt(record, wire::version));
        return std::nullopt;
    }

    void note(const Applied& found)
    {
        m_written.uid = found.uid;
        m_written.version = found.version;
    }

    /// The write may still be on its way: the server is looked at several times.
    Result<Written> afterwards(const Error& failure, const std::function<Result<Look>()>& look)
    {
        if (failure.code == "not-sent")
            return Error{std::string(cancelledCode), failure.message, failure.context};
        if (!isUnclear(failure))
            return failure;
        if (m_call.stop.stop_requested())
            return unclear(failure, "look at the list before you try again");
        const RetryRules& rules = m_session.sender().retries();
        std::chrono::milliseconds wait = rules.firstWait;
        for (int left = std::max(rules.tries, 1);; --left) {
            const Result<Look> seen = look();
            if (!seen)
                return unclear(failure, seen.error().text());
            if (*seen == Look::SomethingElse)
                return unclear(failure, "it was changed by somebody else meanwhile");
            m_written.confirmedByReading = *seen == Look::Done;
            if (m_written.confirmedByReading)
                return m_written;
            if (left == 1)
                return notApplied(failure);
            if (!m_session.sender().wait(wait, m_call.stop))
                return unclear(failure, "look at the list before you try again");
            wait *= 2;
        }
    }

    Session& m_session;
    std::string m_verb;
    Resource m_resource;
    const Call& m_call;
    Written m_written{{}, m_resource, false, {}, false};
};

std::optional<Resource> resourceOf(const Value& document)
{
    const std::string kind = wire::scalarIn(document, wire::kind);
    if (kind == policy::toString(policy::Kind::Policy))
        return Resource::Policy;
    if (kind == policy::toString(policy::Kind::Ruleset))
        return Resource::Ruleset;
    return std::nullopt;
}

} // namespace

Result<Written> applyDocument(Session& session, const Value& document,
                              std::optional<std::int64_t> expectedVersion, const Call& call)
{
    const std::optional<Resource> resource = resourceOf(document);
    if (!resource)
        return Error{"not-applicable",
                     "Only policies and rulesets can be applied, this is "
                         + wire::shownText(wire::scalarIn(document, wire::kind), 80),
                     "apply"};
    const std::string verb = "apply " + std::string(toString(*resource));
    if (const Result<Done> allowed = session.sender().mayWrite(verb); !allowed)
        return allowed.error();
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(verb);
    if (*generation == Generation::Older && *resource == Resource::Ruleset)
        return notSupported(verb, "rulesets");
    const std::string uid = wire::scalarIn(wire::mapIn(document, wire::metadata), wire::uid);
    Write write(session, verb, *resource, call);
    return uid.empty() ? write.create(document) : write.update(document, uid, expectedVersion);
}

std::vector<Result<Written>> applyDocuments(Session& session, const std::vector<Value>& documents,
                                            bool expectWrittenVersions, const Call& call)
{
    std::vector<std::size_t> order(documents.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](std::size_t i) {
        return resourceOf(documents[i]) == Resource::Ruleset;
    });
    std::vector<Result<Written>> out(documents.size(),
                                     Error{std::string(cancelledCode), "Cancelled", "apply"});
    for (std::size_t done = 0; done < order.size() && !call.stop.stop_requested(); ++done) {
        const Value& document = documents[order[done]];
        std::optional<std::int64_t> expected;
        if (expectWrittenVersions)
            expected = wire::integerOf(
                wire::scalarIn(wire::mapIn(document, wire::metadata), wire::version));
        out[order[done]] = applyDocument(session, document, expected, call);
        if (call.progress)
            call.progress(done + 1, order.size(), "apply");
    }
    return out;
}

Result<Written> removeResource(Session& session, Resource resource, const std::string& uid,
                               const Call& call)
{
    const std::string verb = "delete " + std::string(toString(resource));
    if (const Result<Done> allowed = session.sender().mayWrite(verb); !allowed)
        return allowed.error();
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(verb);
    return Write(session, verb, resource, call).remove(uid);
}

Result<std::string> checkDocument(Session& session, const Value& document, const Call& call)
{
    constexpr std::string_view verb = "check with the server";
    const Result<Generation> generation = session.generation(call);
    if (!generation)
        return generation.error().withContext(std::string(verb));
    Result<Request> request = session.request("POST", wire::validatePath, call);
    if (!request)
        return request.error();
    const bool older = *generation == Generation::Older;
    request->body = bodyOf(Value::map(
        {{std::string(wire::object), older ? Value::string(bodyOf(document)) : document}}));
    const Result<Response> reply = session.sender().send(verb, *std::move(request), call);
    if (!reply)
        return reply.error();
    const Result<yaml::Document> read = wire::readObject(*reply, call.stop);
    if (!read)
        return errorOf(verb, *reply, read.error());
    const yaml::NodeRef message = read->roots().front().find(wire::invalidMessage);
    if (!message.isString() && !message.isNull())
        return errorOf(verb, *reply,
                       {"malformed-reply", "The reply does not say whether it is valid", {}});
    return message.isNull() ? std::string() : std::string(message.value());
}

} // namespace pw::api
