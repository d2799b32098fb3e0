#include "tests/crash/victim.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

namespace pw::tests {

Victim::Victim(const Task& task)
{
    std::array<std::string, 7> words{CRASH_DRIVER,
                                     task.database,
                                     std::to_string(task.seed),
                                     task.writer,
                                     std::to_string(task.first),
                                     std::to_string(task.end),
                                     std::to_string(task.operation)};
    std::array<char*, 8> arguments{};
    std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return;
    m_pid = ::fork();
    if (m_pid == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    m_pipe = ends[0];
}

Victim::~Victim()
{
    if (!m_reaped)
        kill();
    (void)wait();
    ::close(m_pipe);
}

bool Victim::read()
{
    std::array<char, 4096> bytes{};
    const ssize_t size = ::read(m_pipe, bytes.data(), bytes.size());
    if (size > 0)
        m_output.append(bytes.data(), static_cast<std::size_t>(size));
    return size > 0;
}

bool Victim::waitFor(const std::string& line)
{
    const auto said
        = [&] { return ("\n" + m_output).find("\n" + line + "\n") != std::string::npos; };
    while (!said() && read()) { }
    return said();
}

void Victim::kill() const
{
    if (m_pid > 0 && !m_reaped)
        ::kill(m_pid, SIGKILL);
}

bool Victim::isRunning()
{
    if (!m_reaped && ::waitpid(m_pid, &m_status, WNOHANG) == m_pid)
        m_reaped = true;
    return !m_reaped;
}

Victim::End Victim::wait()
{
    while (read()) { }
    if (!m_reaped && ::waitpid(m_pid, &m_status, 0) == m_pid)
        m_reaped = true;
    End end;
    end.killed = WIFSIGNALED(m_status) && WTERMSIG(m_status) == SIGKILL;
    end.succeeded = WIFEXITED(m_status) && WEXITSTATUS(m_status) == 0;
    end.output = m_output;
    for (std::size_t at = m_output.find("done "); at != std::string::npos;
         at = m_output.find("done ", at + 1))
        ++end.done;
    return end;
}

std::size_t Victim::End::operations() const
{
    const std::size_t at = output.find("operations ");
    return at == std::string::npos ? 0 : std::strtoul(output.c_str() + at + 11, nullptr, 10);
}

std::uint64_t numberFromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string firstDifference(const std::vector<std::string>& found,
                            const std::vector<std::string>& wanted)
{
    std::vector<std::string> out;
    std::ranges::set_difference(found, wanted, std::back_inserter(out));
    if (!out.empty())
        return "not wanted: " + out.front();
    std::ranges::set_difference(wanted, found, std::back_inserter(out));
    return out.empty() ? std::string() : "missing: " + out.front();
}

} // namespace pw::tests
