#include "core/organization/guardian.h"

#include "core/base/progress.h"
#include "core/organization/database.h"
#include "core/organization/guardian_slice.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace pw::organization {

struct Guardian::Parts
{
    explicit Parts(Database& in) : database(in), policies(in) { }

    Database& database;
    EvaluatedPolicies policies;
    std::optional<Database::ChangeMark> idleSince; // nothing was queued then

    /// A slice, when something waits. True when there is more.
    Result<bool> work(const Result<bool>& waits, GuardianSlice::Goal goal, SliceBudget budget)
    {
        if (!waits || !*waits)
            return waits;
        Result<Transaction> transaction = Transaction::begin(database);
        if (!transaction)
            return transaction.error();
        const Result<bool> finished
            = GuardianSlice(database, policies, std::move(budget)).run(goal);
        const Result<Done> done = finished ? transaction->commit() : Result<Done>(finished.error());
        if (!done) {
            policies.forget();
            return done.error().withContext("evaluate policies");
        }
        return !*finished;
    }
};

namespace {

/// Slices until none is left.
template <typename Work> Result<Done> allOf(const std::stop_token& stop, const Work& slice)
{
    while (true) {
        const Result<bool> left = slice();
        if (!left)
            return left.error();
        if (!*left)
            return Done{};
        if (stop.stop_requested())
            return Error{std::string(cancelledCode), "Cancelled", "evaluate policies"};
    }
}

} // namespace

Guardian::Guardian(Database& database) : m_parts(std::make_unique<Parts>(database)) { }
Guardian::~Guardian() = default;

Result<bool> Guardian::pending()
{
    const Result<Database::ChangeMark> mark = m_parts->database.changeMark();
    if (!mark)
        return mark.error();
    if (m_parts->idleSince == *mark)
        return false;
    const Result<std::optional<std::int64_t>> queued
        = m_parts->database.integer("SELECT EXISTS(SELECT 1 FROM evaluation) OR "
                                    "coalesce((SELECT max(seq) FROM fingerprint), 0) "
                                    "> (SELECT seq FROM evaluated)");
    if (!queued)
        return queued.error();
    const bool any = queued->value_or(0) != 0;
    m_parts->idleSince = any ? std::nullopt : std::optional(*mark);
    return any;
}

Result<bool> Guardian::coveragePending()
{
    Result<bool> any = pending();
    if (!any || !*any)
        return any;
    const Result<std::optional<std::int64_t>> waits
        = m_parts->database.integer("SELECT EXISTS(SELECT 1 FROM evaluation WHERE stage < 2) OR "
                                    "EXISTS(SELECT 1 FROM scope WHERE evaluated = 0)");
    if (!waits)
        return waits.error();
    return waits->value_or(0) != 0;
}

Result<bool> Guardian::workSlice(const std::stop_token& stop, std::size_t steps)
{
    return m_parts->work(pending(), GuardianSlice::Goal::Everything,
                         {std::max<std::size_t>(steps, 1), stop});
}

Result<Done> Guardian::finish(const std::stop_token& stop)
{
    return allOf(stop, [&] { return workSlice(stop); });
}

Result<Done> Guardian::finishCoverage(const std::stop_token& stop)
{
    return allOf(stop, [&] {
        return m_parts->work(coveragePending(), GuardianSlice::Goal::Coverage, {sliceSteps, stop});
    });
}

} // namespace pw::organization
