#pragma once
// A SQLite database: statements that are kept, transactions that end, errors that say something.

#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pw::organization {

struct DatabaseState;

/// One use of a prepared statement. Its first failure stays: `step` is false from then on and
/// `failure` says why, so that a loop is asked once, at its end.
class Statement
{
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement(); ///< the statement is free for its next use

    /// The next parameter in the order of the text.
    Statement& bind(std::string_view text); ///< must live until the statement has ended
    Statement& bind(std::int64_t number);
    Statement& bind(double number);
    Statement& bindNull();
    Statement& bind(std::optional<double> number) { return number ? bind(*number) : bindNull(); }
    Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
    Statement& bind(const char* text) { return bind(std::string_view(text)); }
    Statement& bind(bool on) { return bind(std::int64_t{on ? 1 : 0}); }

    /// True when there is a row to read; false for good behind the last one, until `run`.
    bool step();
    /// Runs to the end and starts anew with no parameters bound: for the same words many times.
    Result<Done> run();
    /// What went wrong, if anything did.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    /// The same as a result.
    [[nodiscard]] Result<Done> ended() const;

    /// Columns of the row, counted from 0. Texts live until the next step.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Database;
    Statement(DatabaseState& state, std::string_view sql);
    void note(int code);

    DatabaseState* m_state;
    void* m_statement = nullptr; ///< sqlite3_stmt
    int m_nextParameter = 1;
    bool m_ended = false; ///< there are no more rows
    std::optional<Error> m_failure;
};

/// One connection. Used by one thread at a time; other processes may use the file meanwhile.
class Database
{
public:
    /// How long to wait for another writer.
    static constexpr std::chrono::milliseconds busyTime{15'000};

    /// Makes the file when it is missing; `:memory:` has none. Error codes here and below:
    /// `database-busy`, `damaged-database`, `disk-full`, `read-only`, `disk-error`, `cannot-open`,
    /// `constraint`, `database-error`.
    /// `vfs` is SQLite's name of another way to the disk.
    [[nodiscard]] static Result<Database> open(const std::string& path, const char* vfs = nullptr);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Several statements without parameters.
    Result<Done> execute(const std::string& sql);
    /// A statement that cannot be prepared gives one that has failed.
    [[nodiscard]] Statement query(std::string_view sql);
    /// The first column of the first row; nothing when there is no row.
    [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view sql);
    [[nodiscard]] Result<std::optional<std::string>> text(std::string_view sql);

    [[nodiscard]] std::int64_t lastRowId() const;
    /// Rows changed by the statement that ran last.
    [[nodiscard]] std::int64_t changedRows() const;
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] bool readOnly() const;

    /// Equal as long as nobody has changed the database, in this process or another.
    struct ChangeMark
    {
        std::int64_t own = 0;
        std::int64_t others = 0;
        bool operator==(const ChangeMark&) const = default;
    };
    [[nodiscard]] Result<ChangeMark> changeMark();

private:
    friend class Transaction;
    explicit Database(std::unique_ptr<DatabaseState> state);
    std::unique_ptr<DatabaseState> m_state;
};

/// What happens in it happens as a whole or not at all; rolled back unless committed. Writers wait
/// for each other at the beginning. One inside another is a part of it that may fail alone.
class [[nodiscard]] Transaction
{
public:
    enum class Mode : std::uint8_t { Read, Write };
    /// In `Read` all statements see one state of the database. Must not be written in.
    static Result<Transaction> begin(Database& database, Mode mode = Mode::Write);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Result<Done> commit();

private:
    Transaction(DatabaseState& state, std::size_t depth) : m_state(&state), m_depth(depth) { }
    DatabaseState* m_state;
    std::size_t m_depth; ///< 0: the whole one
};

/// What stopped work returns.
[[nodiscard]] Error cancelled();

} // namespace pw::organization
