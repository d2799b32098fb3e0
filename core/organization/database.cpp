#include "core/organization/database.h"

#include "core/base/progress.h"

#include <map>
#include <sqlite3.h>
#include <utility>
#include <vector>

namespace pw::organization {

struct DatabaseState
{
    sqlite3* handle = nullptr;
    /// Statements that nobody uses right now, by their text.
    std::map<std::string, std::vector<sqlite3_stmt*>, std::less<>> idle;
    std::size_t depth = 0; ///< of transactions

    DatabaseState() = default;
    DatabaseState(const DatabaseState&) = delete;
    DatabaseState& operator=(const DatabaseState&) = delete;
    ~DatabaseState()
    {
        for (const auto& [sql, statements] : idle) {
            for (sqlite3_stmt* const statement : statements)
                sqlite3_finalize(statement);
        }
        sqlite3_close_v2(handle);
    }
};

namespace {

Error errorFor(int code, std::string_view detail)
{
    const auto with = [detail](std::string_view plain) {
        std::string text(plain);
        if (!detail.empty())
            text.append(" (").append(detail).append(")");
        return text;
    };
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {"database-busy", "another program is writing to the database; try again", {}};
    case SQLITE_FULL:
        return {"disk-full", "the disk is full; nothing was changed", {}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {"read-only", "the database or its folder may not be written to", {}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {"damaged-database", with("the database is damaged"), {}};
    case SQLITE_IOERR:
        return {"disk-error", with("the disk or the file system failed"), {}};
    case SQLITE_CANTOPEN:
        return {"cannot-open", with("the database file cannot be opened"), {}};
    case SQLITE_CONSTRAINT:
        return {"constraint", with("the database refused a value"), {}};
    case SQLITE_NOMEM:
        return {"database-error", "there is not enough memory", {}};
    default:
        return {"database-error", with("the database failed"), {}};
    }
}

Error lastError(sqlite3* handle, int code)
{
    return errorFor(code, handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
}

sqlite3_stmt* statementOf(void* pointer)
{
    return static_cast<sqlite3_stmt*>(pointer);
}

Result<Done> run(DatabaseState& state, const char* sql)
{
    const int code = sqlite3_exec(state.handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return lastError(state.handle, code);
    return Done{};
}

std::string savepoint(std::string_view verb, std::size_t depth)
{
    return std::string(verb) + " part" + std::to_string(depth);
}

} // namespace

Statement::Statement(DatabaseState& state, std::string_view sql) : m_state(&state)
{
    const auto found = state.idle.find(sql);
    if (found != state.idle.end() && !found->second.empty()) {
        m_statement = found->second.back();
        found->second.pop_back();
        return;
    }
    sqlite3_stmt* made = nullptr;
    note(sqlite3_prepare_v3(state.handle, sql.data(), static_cast<int>(sql.size()),
                            SQLITE_PREPARE_PERSISTENT, &made, nullptr));
    m_statement = made;
}

Statement::Statement(Statement&& other) noexcept
    : m_state(other.m_state), m_statement(std::exchange(other.m_statement, nullptr)),
      m_nextParameter(other.m_nextParameter), m_ended(other.m_ended),
      m_failure(std::move(other.m_failure))
{
}

Statement::~Statement()
{
    if (m_statement == nullptr)
        return;
    sqlite3_stmt* const statement = statementOf(m_statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    m_state->idle[sqlite3_sql(statement)].push_back(statement);
}

void Statement::note(int code)
{
    if (code != SQLITE_OK && !m_failure)
        m_failure = lastError(m_state->handle, code);
}

Statement& Statement::bind(std::string_view text)
{
    if (!m_failure) {
        note(sqlite3_bind_text64(statementOf(m_statement), m_nextParameter++,
                                 text.data() != nullptr ? text.data() : "", text.size(),
                                 SQLITE_STATIC, SQLITE_UTF8));
    }
    return *this;
}

Statement& Statement::bind(std::int64_t number)
{
    if (!m_failure)
        note(sqlite3_bind_int64(statementOf(m_statement), m_nextParameter++, number));
    return *this;
}

Statement& Statement::bind(double number)
{
    if (!m_failure)
        note(sqlite3_bind_double(statementOf(m_statement), m_nextParameter++, number));
    return *this;
}

Statement& Statement::bindNull()
{
    if (!m_failure)
        note(sqlite3_bind_null(statementOf(m_statement), m_nextParameter++));
    return *this;
}

bool Statement::step()
{
    if (m_failure || m_ended)
        return false;
    const int code = sqlite3_step(statementOf(m_statement));
    if (code == SQLITE_ROW)
        return true;
    m_ended = true; // one more step would begin anew
    if (code != SQLITE_DONE)
        note(code);
    return false;
}

Result<Done> Statement::run()
{
    while (step()) { }
    if (m_statement != nullptr) {
        sqlite3_reset(statementOf(m_statement));
        sqlite3_clear_bindings(statementOf(m_statement));
    }
    m_nextParameter = 1;
    m_ended = false;
    return ended();
}

Result<Done> Statement::ended() const
{
    if (m_failure)
        return *m_failure;
    return Done{};
}

std::string_view Statement::text(int column) const
{
    const unsigned char* const bytes = sqlite3_column_text(statementOf(m_statement), column);
    const int size = sqlite3_column_bytes(statementOf(m_statement), column);
    if (bytes == nullptr || size <= 0)
        return {};
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(statementOf(m_statement), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(statementOf(m_statement), column);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(statementOf(m_statement), column) == SQLITE_NULL;
}

Database::Database(std::unique_ptr<DatabaseState> state) : m_state(std::move(state)) { }
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, const char* vfs)
{
    auto state = std::make_unique<DatabaseState>();
    const int code = sqlite3_open_v2(path.c_str(), &state->handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                         | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                     vfs);
    if (code != SQLITE_OK)
        return lastError(state->handle, code);
    sqlite3_busy_timeout(state->handle, static_cast<int>(busyTime.count()));
    return Database(std::move(state));
}

Result<Done> Database::execute(const std::string& sql)
{
    return run(*m_state, sql.c_str());
}

Statement Database::query(std::string_view sql)
{
    return {*m_state, sql};
}

Result<std::optional<std::int64_t>> Database::integer(std::string_view sql)
{
    Statement statement = query(sql);
    std::optional<std::int64_t> found;
    if (statement.step() && !statement.isNull(0))
        found = statement.integer(0);
    if (statement.failure())
        return *statement.failure();
    return found;
}

Result<std::optional<std::string>> Database::text(std::string_view sql)
{
    Statement statement = query(sql);
    std::optional<std::string> found;
    if (statement.step() && !statement.isNull(0))
        found = std::string(statement.text(0));
    if (statement.failure())
        return *statement.failure();
    return found;
}

std::int64_t Database::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_state->handle);
}

std::int64_t Database::changedRows() const
{
    return sqlite3_changes64(m_state->handle);
}

bool Database::inTransaction() const
{
    return m_state->depth > 0;
}

bool Database::readOnly() const
{
    return sqlite3_db_readonly(m_state->handle, "main") == 1;
}

Result<Database::ChangeMark> Database::changeMark()
{
    const Result<std::optional<std::int64_t>> others = integer("PRAGMA data_version");
    if (!others)
        return others.error();
    return ChangeMark{sqlite3_total_changes64(m_state->handle), others->value_or(0)};
}

Result<Transaction> Transaction::begin(Database& database, Mode mode)
{
    DatabaseState& state = *database.m_state;
    const std::string sql = state.depth > 0 ? savepoint("SAVEPOINT", state.depth)
        : mode == Mode::Write               ? std::string("BEGIN IMMEDIATE")
                                            : std::string("BEGIN");
    if (const Result<Done> begun = run(state, sql.c_str()); !begun)
        return begun.error();
    return Transaction(state, state.depth++);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_state(std::exchange(other.m_state, nullptr)), m_depth(other.m_depth)
{
}

Transaction::~Transaction()
{
    if (m_state == nullptr)
        return;
    m_state->depth = m_depth;
    // After some failures (a full disk) SQLite has taken everything back itself.
    if (sqlite3_get_autocommit(m_state->handle) != 0)
        return;
    if (m_depth == 0) {
        (void)run(*m_state, "ROLLBACK");
        return;
    }
    (void)run(*m_state, savepoint("ROLLBACK TO", m_depth).c_str());
    (void)run(*m_state, savepoint("RELEASE", m_depth).c_str());
}

Result<Done> Transaction::commit()
{
    const std::string sql = m_depth == 0 ? "COMMIT" : savepoint("RELEASE", m_depth);
    Result<Done> done = run(*m_state, sql.c_str());
    if (!done)
        return done; // and the rest is taken back
    m_state->depth = m_depth;
    m_state = nullptr;
    return done;
}

Error cancelled()
{
    return {std::string(cancelledCode), "Cancelled", {}};
}

} // namespace pw::organization
