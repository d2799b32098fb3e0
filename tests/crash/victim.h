#pragma once
// A crash_driver that runs beside the test and may be killed.

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace pw::tests {

/// What a crash_driver is to do, see driver.cpp.
struct Task
{
    std::string database;
    std::uint64_t seed = 0;
    std::string writer;
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t operation = 0;
};

class Victim
{
public:
    explicit Victim(const Task& task);
    Victim(const Victim&) = delete;
    Victim& operator=(const Victim&) = delete;
    ~Victim(); ///< it is gone by then

    /// Waits until it has said the line; false when it ends without.
    bool waitFor(const std::string& line);
    void kill() const;
    [[nodiscard]] bool isRunning();
    /// Waits for its end.
    struct End
    {
        bool killed = false;
        bool succeeded = false;
        std::string output;
        std::size_t done = 0; ///< steps that it said were done
        [[nodiscard]] std::size_t operations() const; ///< as it said
    };
    End wait();

private:
    /// Reads what there is; false at the end.
    bool read();

    pid_t m_pid = -1;
    int m_pipe = -1;
    std::string m_output;
    bool m_reaped = false;
    int m_status = 0;
};

/// From the environment.
[[nodiscard]] std::uint64_t numberFromEnvironment(const char* name, std::uint64_t otherwise);
/// How the first line that is in one list alone differs; empty when they are equal. Both sorted.
[[nodiscard]] std::string firstDifference(const std::vector<std::string>& found,
                                          const std::vector<std::string>& wanted);

} // namespace pw::tests
