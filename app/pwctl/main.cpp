#include "app/pwctl/commands.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>
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

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away is a failed write like any other
    pw::files::DiskFileStore files;
    pw::pwctl::Session session{files, {}, {}};
    int exitCode = pw::pwctl::run({argv + 1, argv + argc}, session);

    writeAll(STDERR_FILENO, session.err);
    if (const int failed = writeAll(STDOUT_FILENO, session.out); failed != 0) {
        if (failed != EPIPE)
            writeAll(STDERR_FILENO,
                     "cannot write the output: " + std::generic_category().message(failed) + "\n");
        exitCode = pw::pwctl::couldNot;
    }
    // All is written; taking large documents apart would only cost time.
    ::_exit(exitCode);
}
