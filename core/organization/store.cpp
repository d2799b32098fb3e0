#include "core/organization/store.h"

#include "core/organization/new_uid.h"

#include <utility>

namespace pw::organization {

struct Store::Parts
{
    Parts(std::string where, DatabaseFile opened)
        : path(std::move(where)), database(std::move(opened.database)),
          notes(std::move(opened.notes))
    {
    }

    std::string path;
    Database database;
    std::vector<OpenNote> notes;
    Fingerprints fingerprints{database};
    Applied policies{database, Applied::What::Policies};
    Applied rulesets{database, Applied::What::Rulesets};
    Events events{database};
    std::string uid;
    double created = 0;
};

namespace {

/// Two programs may start at once: the first one's row counts.
Result<Done> makeOrganization(Database& database, double now)
{
    Statement insert
        = database.query("INSERT INTO organization(only, uid, name, created) "
                         "VALUES (1, ?, 'Local organization', ?) ON CONFLICT DO NOTHING");
    const std::string uid = newUid("ORG");
    return insert.bind(uid).bind(now).run();
}

} // namespace

Store::Store(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) { }
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& path, const FileOptions& options)
{
    Result<DatabaseFile> file = openDatabaseFile(path, options);
    if (!file)
        return file.error();
    auto parts = std::make_unique<Parts>(path, std::move(*file));
    const std::string step = "open the local organization " + path;
    for (const bool again : {false, true}) {
        Statement row = parts->database.query("SELECT uid, created FROM organization");
        if (row.step()) {
            parts->uid = row.text(0);
            parts->created = row.real(1);
            break;
        }
        if (row.failure())
            return row.failure()->withContext(step);
        if (again)
            return Error{"damaged-database", "the organization has no name", step};
        if (const Result<Done> made = makeOrganization(parts->database, options.clock()); !made)
            return made.error().withContext(step);
    }
    return std::unique_ptr<Store>(new Store(std::move(parts)));
}

const std::string& Store::path() const
{
    return m_parts->path;
}

const std::vector<OpenNote>& Store::notes() const
{
    return m_parts->notes;
}

Result<bool> Store::wantsSample()
{
    const Result<std::optional<std::int64_t>> sampled
        = database().integer("SELECT sampled FROM organization");
    if (!sampled)
        return sampled.error();
    return sampled->value_or(1) == 0;
}

Result<Done> Store::noteSample()
{
    return database().execute("UPDATE organization SET sampled = 1");
}

Database& Store::database()
{
    return m_parts->database;
}

Fingerprints& Store::fingerprints()
{
    return m_parts->fingerprints;
}

Applied& Store::policies()
{
    return m_parts->policies;
}

Applied& Store::rulesets()
{
    return m_parts->rulesets;
}

Events& Store::events()
{
    return m_parts->events;
}

const std::string& Store::organizationUid() const
{
    return m_parts->uid;
}

double Store::createdAt() const
{
    return m_parts->created;
}

Result<std::string> Store::organizationName()
{
    const Result<std::optional<std::string>> name
        = database().text("SELECT name FROM organization");
    if (!name)
        return name.error();
    return name->value_or(std::string());
}

Result<Done> Store::setOrganizationName(const std::string& name)
{
    return database().query("UPDATE organization SET name = ?").bind(name).run();
}

Result<std::vector<Machine>> Store::machines()
{
    std::vector<Machine> out;
    Statement rows = database().query(
        "SELECT muid, max(hostname), max(cluster_uid), min(valid_from), max(last_seen) "
        "FROM fingerprint WHERE muid <> '' GROUP BY muid ORDER BY muid");
    while (rows.step()) {
        Machine machine{std::string(rows.text(0)), std::string(rows.text(1)),
                        std::string(rows.text(2)), rows.real(3), rows.real(4)};
        if (machine.hostname.empty())
            machine.hostname = machine.uid;
        out.push_back(std::move(machine));
    }
    if (rows.failure())
        return *rows.failure();
    return out;
}

Result<std::vector<Cluster>> Store::clusters()
{
    std::vector<Cluster> out;
    Statement rows = database().query(
        "SELECT cluster_uid, max(cluster_name), min(valid_from), max(last_seen) "
        "FROM fingerprint WHERE cluster_uid <> '' GROUP BY cluster_uid ORDER BY cluster_uid");
    while (rows.step()) {
        Cluster cluster{std::string(rows.text(0)), std::string(rows.text(1)), rows.real(2),
                        rows.real(3)};
        if (cluster.name.empty())
            cluster.name = cluster.uid;
        out.push_back(std::move(cluster));
    }
    if (rows.failure())
        return *rows.failure();
    return out;
}

} // namespace pw::organization
