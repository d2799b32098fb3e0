#include "app/pwctl/token_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/random.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace pw::pwctl {
namespace {

constexpr std::size_t randomBytes = 32;
constexpr std::size_t leastSigns = 16;
constexpr std::size_t mostSigns = 4096;

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

Error failedTo(std::string_view what, const std::string& path)
{
    const bool reading = what == "read";
    return {reading ? "cannot-read-token" : "cannot-write-token",
            "cannot " + std::string(what)
                + " the key file: " + std::generic_category().message(errno),
            path};
}

Result<std::string> read(int fd, const std::string& path)
{
    struct stat status
    {
    };
    if (::fstat(fd, &status) != 0)
        return failedTo("read", path);
    if (!S_ISREG(status.st_mode))
        return Error{"cannot-read-token", "this is no plain file", path};
    if ((status.st_mode & 077U) != 0)
        return Error{"open-token",
                     "others may read the key file; make it yours alone: chmod 600 \"" + path
                         + "\"",
                     {}};
    std::string bytes(mostSigns, '\0');
    const ssize_t got = ::read(fd, bytes.data(), bytes.size());
    if (got < 0)
        return failedTo("read", path);
    bytes.resize(static_cast<std::size_t>(got));
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r'))
        bytes.pop_back();
    const bool printable
        = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (bytes.size() < leastSigns || !printable)
        return Error{"weak-token",
                     "the key must be one line of at least " + std::to_string(leastSigns)
                         + " letters, digits and signs, without blanks",
                     path};
    return bytes;
}

Result<std::string> freshToken(const std::string& path)
{
    std::array<std::uint8_t, randomBytes> random{};
    if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
        return failedTo("write", path);
    std::string token;
    for (const std::uint8_t byte : random) {
        token += "0123456789abcdef"[byte >> 4U];
        token += "0123456789abcdef"[byte & 15U];
    }
    return token;
}

} // namespace

Result<std::string> tokenIn(const std::string& path)
{
    const Descriptor existing(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (existing.isOpen())
        return read(existing.get(), path);
    if (errno != ENOENT)
        return failedTo("read", path);
    Result<std::string> token = freshToken(path);
    if (!token)
        return token;
    std::error_code ignored; // opening the file says what is wrong
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (!folder.empty() && std::filesystem::create_directories(folder, ignored))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
    const Descriptor fresh(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    const std::string line = *token + "\n";
    if (!fresh.isOpen()
        || ::write(fresh.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())
        || ::fsync(fresh.get()) != 0)
        return failedTo("write", path);
    return token;
}

} // namespace pw::pwctl
