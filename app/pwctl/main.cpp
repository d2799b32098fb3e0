#include "app/pwctl/commands.h"

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <pthread.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace {

/// Errno, or 0 when every byte was written.
int writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return 0;
}

/// The streams as far as they are filled. Errno of the output, or 0.
int writeOut(pw::pwctl::Session& session)
{
    writeAll(STDERR_FILENO, session.err);
    session.err.clear();
    const int failed = writeAll(STDOUT_FILENO, session.out);
    session.out.clear();
    return failed;
}

/// Asks at the terminal; nothing when there is none.
std::optional<std::string> askAtTerminal(const std::string& question)
{
    if (::isatty(STDIN_FILENO) == 0)
        return std::nullopt;
    writeAll(STDERR_FILENO, question);
    std::string line;
    char sign = 0;
    while (::read(STDIN_FILENO, &sign, 1) == 1 && sign != '\n')
        line += sign;
    return line;
}

/// Turns Ctrl+C and SIGTERM into a request to stop; the second one ends the program.
class Interruption
{
public:
    Interruption()
    {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr); // in every thread that is made from now on
        std::thread([signals, stop = m_stop]() mutable {
            int received = 0;
            sigwait(&signals, &received);
            stop.request_stop();
            sigwait(&signals, &received);
            ::_exit(128 + received);
        }).detach();
    }
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    void stop() { m_stop.request_stop(); }

private:
    std::stop_source m_stop;
};

void sleepUnlessStopped(double seconds, const std::stop_token& stop)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any wake;
    wake.wait_for(lock, stop, std::chrono::duration<double>(seconds), [] { return false; });
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away is a failed write like any other
    Interruption interruption;
    pw::files::DiskFileStore files;
    pw::pwctl::Session session{files, {}, {}, {}};
    session.around.stop = interruption.token();
    session.around.ask = askAtTerminal;
    session.around.showProgress = ::isatty(STDERR_FILENO) != 0;
    session.around.sleep
        = [&](double seconds) { sleepUnlessStopped(seconds, interruption.token()); };
    int writeError = 0;
    session.around.write = [&](std::string&, std::string&) {
        if (const int failed = writeOut(session); failed != 0) {
            writeError = failed;
            interruption.stop(); // nobody reads what would come
        }
    };
    int exitCode = pw::pwctl::run({argv + 1, argv + argc}, session);

    session.flush();
    if (writeError != 0) {
        if (writeError != EPIPE) // who went away wants to hear nothing
            writeAll(STDERR_FILENO,
                     "cannot write the output: " + std::generic_category().message(writeError)
                         + "\n");
        exitCode = pw::pwctl::couldNot;
    }
    // All is written; taking large documents apart would only cost time.
    ::_exit(exitCode);
}
