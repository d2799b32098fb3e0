#include "core/organization/intern.h"

#include "core/ops/behaviour_key.h"
#include "core/ops/workload.h"
#include "core/organization/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::organization {

namespace {

/// The one text; severalTexts when there are more.
std::string oneOf(const std::vector<std::string>& texts)
{
    if (texts.size() > 1)
        return std::string(severalTexts);
    return texts.empty() ? std::string() : texts.front();
}

/// The id in the one row, when there is one.
Result<std::optional<std::int64_t>> idIn(Statement& statement)
{
    std::optional<std::int64_t> id;
    if (statement.step())
        id = statement.integer(0);
    if (const Result<Done> done = statement.ended(); !done)
        return done.error();
    return id;
}

} // namespace

Result<std::int64_t> internScope(Database& database, const policy::GuardianDocument& workload)
{
    const std::string facts = ops::scopeText(workload);
    Statement known = database.query("SELECT id FROM scope WHERE facts = ?");
    known.bind(facts);
    const Result<std::optional<std::int64_t>> id = idIn(known);
    if (!id)
        return id.error();
    if (*id)
        return **id;
    const std::string image = oneOf(ops::statedField(workload, "containerSelector", "image"));
    const std::string cgroup = oneOf(ops::statedField(workload, "serviceSelector", "cgroup"));
    const std::string type = workload.type();
    Statement added
        = database.query("INSERT INTO scope(facts, type, image, cgroup) VALUES (?, ?, ?, ?)");
    added.bind(facts).bind(type).bind(image).bind(cgroup);
    if (const Result<Done> done = added.run(); !done)
        return done.error();
    return database.lastRowId();
}

Result<std::int64_t> internBehaviour(Database& database, const policy::GuardianDocument& workload)
{
    const std::string document = ops::behaviourText(workload);
    const std::string digest = ops::digestOf(document);
    Statement known = database.query("SELECT id FROM behaviour WHERE digest = ? AND document = ?");
    known.bind(digest).bind(document);
    const Result<std::optional<std::int64_t>> id = idIn(known);
    if (!id)
        return id.error();
    if (*id)
        return **id;
    Statement added = database.query("INSERT INTO behaviour(digest, document) VALUES (?, ?)");
    added.bind(digest).bind(document);
    if (const Result<Done> done = added.run(); !done)
        return done.error();
    return database.lastRowId();
}

} // namespace pw::organization
