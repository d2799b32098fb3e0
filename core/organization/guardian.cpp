#include "core/organization/guardian.h"

#include "core/base/progress.h"
#include "core/organization/database.h"
#include "core/organization/guardian_slice.h"

#include <optional>

namespace pw::organization {

struct Guardian::Parts
{
    explicit Parts(Database& in) : database(in), policies(in) { }

    Database& database;
    EvaluatedPolicies policies;
    std::optional<Database::ChangeMark> idleSince; // nothing was queued then
};

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

Result<bool> Guardian::workSlice(const std::stop_token& stop, std::size_t steps)
{
    Result<bool> left = pending();
    if (!left || !*left)
        return left;
    Result<Transaction> transaction = Transaction::begin(m_parts->database);
    if (!transaction)
        return transaction.error();
    const Result<bool> finished
        = GuardianSlice(m_parts->database, m_parts->policies, steps, stop).run();
    const Result<Done> done = finished ? transaction->commit() : Result<Done>(finished.error());
    if (!done) {
        m_parts->policies.forget();
        return done.error().withContext("evaluate policies");
    }
    return !*finished;
}

Result<Done> Guardian::finish(const std::stop_token& stop)
{
    while (true) {
        const Result<bool> left = workSlice(stop);
        if (!left)
            return left.error();
        if (!*left)
            return Done{};
        if (stop.stop_requested())
            return Error{std::string(cancelledCode), "Cancelled", "evaluate policies"};
    }
}

} // namespace pw::organization
