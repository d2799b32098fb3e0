#pragma once
// SQLite's way to the disk with faults: full, broken, or the process killed at a chosen moment.

#include <cstddef>
#include <memory>

namespace pw::tests {

struct Fault
{
    enum class Kind {
        None,
        Kill, ///< SIGKILL; of a write one half is done before
        DiskFull, ///< nothing can be written any more
        Broken, ///< nothing can be written, synced or cut
    };
    Kind kind = Kind::None;
    std::size_t at = 0; ///< the operation that meets it, counted from 1; so do all after it
};

/// Everything that SQLite does to files and to the memory it shares with other processes is counted
/// as an operation. One at a time.
class FaultyDisk
{
public:
    FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;
    ~FaultyDisk(); ///< every database on it is closed by then

    /// For FileOptions and Database::open.
    [[nodiscard]] const char* name() const;
    /// Operations are counted from now on.
    void set(Fault fault);
    [[nodiscard]] std::size_t operations() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace pw::tests
