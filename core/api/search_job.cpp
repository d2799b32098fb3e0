#include "core/api/search_job.h"

#include "core/api/search_query.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/base/clock.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace pw::api {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds firstPoll{5}; ///< small searches are ready at once
constexpr milliseconds longestPoll{2'000};
constexpr double infinity = std::numeric_limits<double>::infinity();

Error failed(std::string message)
{
    return {"search-failed", std::move(message), {}};
}

bool holds(std::string_view text, std::string_view word)
{
    return std::search(text.begin(), text.end(), word.begin(), word.end(),
                       [](char a, char b) { return (a | 0x20) == (b | 0x20); })
        != text.end();
}

/// How many results there are for a second of their times; 0 when they do not say.
double densityOf(yaml::NodeRef results)
{
    double earliest = infinity;
    double latest = -infinity;
    for (const yaml::NodeRef result : results.items()) {
        const double time
            = wire::numberOf(wire::scalarAt(result, wire::timeKey)).value_or(infinity);
        if (!std::isfinite(time))
            return 0;
        earliest = std::min(earliest, time);
        latest = std::max(latest, time);
    }
    return latest > earliest ? static_cast<double>(results.size()) / (latest - earliest) : 0;
}

/// One search between two moments.
class Job
{
public:
    Job(Session& session, std::string_view verb, const Search& search, const Call& call)
        : m_session(session), m_verb(verb), m_search(search), m_call(call)
    {
    }

    struct End
    {
        bool limitReached = false;
        std::size_t results = 0;
        double perSecond = 0; ///< in the first page of too many; 0: not known
    };

    /// Reads no further than the first page when that says that there are too many, unless all
    /// that can be had is wanted.
    Result<End> run(const std::string& query, const ResultFn& onResult, bool takeWhatThereIs)
    {
        for (int tries = 2;; --tries) {
            Result<End> end = runOnce(query, onResult, takeWhatThereIs);
            if (end || tries == 1 || !std::exchange(m_startAnew, false))
                return end;
        }
    }

    std::size_t done = 0; ///< results of all jobs so far, for the progress

private:
    Result<yaml::Document> post(std::string_view rest, const yaml::Value& body, bool create)
    {
        Result<Request> request = m_session.request("POST", rest, m_call);
        if (!request)
            return request.error();
        if (create)
            request->query = {{std::string(wire::limit), std::to_string(wire::searchLimit)}};
        request->body = bodyOf(body);
        Result<Response> reply = m_session.sender().send(m_verb, *std::move(request), m_call);
        if (!reply) {
            Error error = reply.error();
            if (create && error.code == "not-found")
                error.code = noSearchCode;
            return error;
        }
        Result<yaml::Document> read = wire::readObject(*reply, m_call.stop);
        m_reply.headers = reply->headers;
        return read ? std::move(read) : errorOf(m_verb, m_reply, read.error());
    }

    Error inContext(Error error) const { return errorOf(m_verb, m_reply, std::move(error)); }

    Result<std::string> create(const std::string& query)
    {
        yaml::Value body = yaml::Value::map();
        body.set(wire::schema, yaml::Value::string(std::string(m_search.schema)));
        body.set(wire::query, yaml::Value::string(query));
        body.set(wire::startTime, wholeSeconds(std::floor(m_search.range.from)));
        body.set(wire::endTime, wholeSeconds(std::ceil(m_search.range.to)));
        body.set(wire::outputFields, yaml::Value::strings(m_search.fields));
        const Result<yaml::Document> read = post(wire::searchPath, body, true);
        if (!read)
            return read.error();
        const yaml::NodeRef root = read->roots().front();
        std::string job = wire::scalarAt(root, wire::id);
        if (!job.empty() && job.find('/') == std::string::npos)
            return job;
        const std::string words = wire::shownText(wire::scalarAt(root, wire::errorKey));
        return inContext(failed(words.empty() ? "The server made no search of the query"
                                              : "The server refuses the search: " + words));
    }

    static yaml::Value wholeSeconds(double time)
    {
        return yaml::Value::number(std::to_string(static_cast<std::int64_t>(time)));
    }

    /// The page behind the token, once it is ready.
    Result<yaml::Document> page(const std::string& job, const yaml::Value& token)
    {
        yaml::Value body = yaml::Value::map();
        body.set(wire::limit, yaml::Value::number(std::to_string(wire::pageLimit)));
        body.set(wire::token, token);
        milliseconds poll = firstPoll;
        milliseconds waited{0};
        while (true) {
            Result<yaml::Document> read = post(std::string(wire::searchPath) + job, body, false);
            if (!read)
                return read;
            const yaml::NodeRef root = read->roots().front();
            const yaml::NodeRef status = root.find(wire::status);
            if (!status)
                return read;
            if (const Result<Done> running = checkRunning(root); !running)
                return running.error();
            if (waited >= m_session.sender().retries().longestSearch)
                return inContext(failed("The search has not ended after "
                                        + std::to_string(waited.count() / 1000)
                                        + " s; ask for a shorter time or for less"));
            if (!m_session.sender().wait(poll, m_call.stop))
                return Error{std::string(cancelledCode), "Cancelled", std::string(m_verb)};
            waited += poll;
            poll = std::min(poll * 2, longestPoll);
        }
    }

    Result<Done> checkRunning(yaml::NodeRef root)
    {
        const std::string status = wire::scalarAt(root, wire::status);
        if (holds(status, "running") || holds(status, "queued") || holds(status, "pending"))
            return Done{};
        m_startAnew = holds(status, "failed") && root.find(wire::retry).value() == "true";
        const std::string words = wire::shownText(wire::scalarAt(root, wire::searchFailure));
        return inContext(failed("The search did not end well: " + wire::shownText(status)
                                + (words.empty() ? "" : ": " + words)));
    }

    Result<End> runOnce(const std::string& query, const ResultFn& onResult, bool takeWhatThereIs)
    {
        const Result<std::string> job = create(query);
        if (!job)
            return job.error();
        End end;
        yaml::Value token;
        while (true) {
            const Result<yaml::Document> read = page(*job, token);
            if (!read)
                return read.error();
            const yaml::NodeRef root = read->roots().front();
            const yaml::NodeRef results = root.find(wire::results);
            if (!results.isSequence())
                return inContext({"malformed-reply", "A page of the search holds no results", {}});
            const std::int64_t all
                = wire::integerOf(wire::scalarAt(root, wire::resultCount)).value_or(0);
            if (all >= static_cast<std::int64_t>(wire::searchLimit) && !takeWhatThereIs)
                return End{true, 0, densityOf(results)};
            for (const yaml::NodeRef result : results.items())
                onResult(result);
            end.results += results.size();
            report(done + end.results, static_cast<std::size_t>(std::max<std::int64_t>(all, 0)));
            end.limitReached = end.results >= wire::searchLimit;

            const std::string next = wire::scalarAt(root, wire::token);
            if (next.empty() || end.limitReached) {
                done += end.results;
                return end;
            }
            if (next == token.text && results.size() == 0)
                return inContext(
                    {"malformed-reply", "The search names the same page again and again", {}});
            token = yaml::Value::string(next);
        }
    }

    void report(std::size_t now, std::size_t ofThisJob) const
    {
        if (m_call.progress)
            m_call.progress(now, std::max(done + ofThisJob, now), m_verb);
    }

    Session& m_session;
    std::string_view m_verb;
    const Search& m_search;
    const Call& m_call;
    Response m_reply; ///< headers of the last one, for messages
    bool m_startAnew = false;
};

struct Slice
{
    double from = -infinity;
    double to = infinity;
};

/// Where a slice is cut; the outer ends of the first one are open, because what ran in the range
/// may have been seen last behind it. Outside of what is likely it goes on in larger steps.
double middleOf(const Slice& slice, TimeRange range)
{
    const double latest = std::max(range.to, systemTime());
    double from = slice.from;
    double to = slice.to;
    if (!std::isfinite(from)) {
        from = std::min(range.from, latest);
        if (from >= to)
            from = to - 2 * std::max(1.0, range.from - to);
    }
    if (!std::isfinite(to)) {
        // Most of what ran in the range was last seen in it.
        const bool inRange = range.to - from > (range.to - range.from) / 64;
        to = inRange ? range.to : latest;
        if (to <= from)
            to = from + 2 * std::max(1.0, from - latest);
    }
    const double middle = from + (to - from) / 2;
    return to - from > 4 ? std::floor(middle) : std::round(middle * 1000) / 1000;
}

bool lies(double middle, const Slice& slice)
{
    return slice.from < middle && middle < slice.to;
}

/// Latest first.
void cut(const Slice& slice, TimeRange range, int times, std::vector<Slice>& parts)
{
    const double middle = middleOf(slice, range);
    if (times == 0 || !lies(middle, slice)) {
        parts.push_back(slice);
        return;
    }
    cut({middle, slice.to}, range, times - 1, parts);
    cut({slice.from, middle}, range, times - 1, parts);
}

/// A search that found too much was for nothing, so parts are made that are likely to fit: four, or
/// up to sixteen where results lie close. Empty when the slice cannot be cut.
std::vector<Slice> partsOf(const Slice& slice, TimeRange range, double perSecond)
{
    constexpr double well = 0.8 * wire::searchLimit; // what is filled no further has room for waves
    if (!lies(middleOf(slice, range), slice))
        return {};
    const double seconds = std::min(slice.to, range.to) - std::max(slice.from, range.from);
    int times = 2;
    for (double each = perSecond * seconds / 4; each > well && times < 4; each /= 2)
        ++times;
    std::vector<Slice> parts;
    cut(slice, range, times, parts);
    return parts;
}

} // namespace

Result<bool> searchAll(Session& session, std::string_view verb, const Search& search,
                       const ResultFn& onResult, const Call& call)
{
    constexpr std::size_t mostSlices = 4096;
    Job job(session, verb, search, call);
    bool complete = true;
    std::vector<Slice> slices{Slice{}};
    for (std::size_t made = 1; !slices.empty();) {
        const Slice slice = slices.back();
        slices.pop_back();
        const bool divisible = lies(middleOf(slice, search.range), slice) && made < mostSlices;
        const std::string time = timeSlice(slice.from, slice.to);
        const std::string query
            = time.empty() || search.query == "*" ? search.query : "(" + search.query + ")";
        const Result<Job::End> end
            = job.run(time.empty() ? query : allOf({query == "*" ? std::string() : query, time}),
                      onResult, !divisible);
        if (!end)
            return end.error();
        if (!end->limitReached)
            continue;
        if (!divisible) {
            complete = false;
            continue;
        }
        const std::vector<Slice> parts = partsOf(slice, search.range, end->perSecond);
        slices.insert(slices.end(), parts.begin(), parts.end());
        made += parts.size();
    }
    return complete;
}

bool visitFullJson(yaml::NodeRef result, const ResultFn& onRecord)
{
    const yaml::NodeRef whole = result.find(wire::fullJson);
    if (whole.isMapping()) {
        onRecord(whole);
        return true;
    }
    const Result<yaml::Document> read = wire::readEmbedded(whole.value());
    if (read)
        onRecord(read->roots().front());
    return bool(read);
}

std::vector<std::string> notesOf(std::size_t unreadable, bool complete)
{
    std::vector<std::string> out;
    if (unreadable > 0)
        out.push_back(std::to_string(unreadable)
                      + " records of the server's reply could not be read and are left out");
    if (!complete)
        out.emplace_back("More records have the same time than the server lists: some are missing");
    return out;
}

} // namespace pw::api
