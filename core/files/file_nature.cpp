#include "core/files/file_nature.h"

#include <array>
#include <cerrno>
#include <grp.h>
#include <pwd.h>
#include <string_view>
#include <sys/xattr.h>
#include <vector>

namespace pw::files {
namespace {

std::string userName(uid_t id)
{
    std::array<char, 4096> room{};
    passwd entry = {};
    passwd* found = nullptr;
    ::getpwuid_r(id, &entry, room.data(), room.size(), &found);
    return "the user " + (found != nullptr ? std::string(found->pw_name) : std::to_string(id));
}

std::string groupName(gid_t id)
{
    std::array<char, 4096> room{};
    group entry = {};
    group* found = nullptr;
    ::getgrgid_r(id, &entry, room.data(), room.size(), &found);
    return "the group " + (found != nullptr ? std::string(found->gr_name) : std::to_string(id));
}

constexpr const char* accessList = "system.posix_acl_access";

void copyAttributes(int fd, const std::string& oldPath)
{
    const ssize_t size = ::listxattr(oldPath.c_str(), nullptr, 0);
    if (size <= 0)
        return;
    std::string names(static_cast<std::size_t>(size), '\0');
    const ssize_t got = ::listxattr(oldPath.c_str(), names.data(), names.size());
    if (got <= 0)
        return;
    std::string_view rest(names.data(), static_cast<std::size_t>(got));
    while (!rest.empty()) {
        const std::string name(rest.substr(0, rest.find('\0')));
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        const ssize_t length = ::getxattr(oldPath.c_str(), name.c_str(), nullptr, 0);
        if (length < 0)
            continue;
        std::vector<char> value(static_cast<std::size_t>(length));
        if (::getxattr(oldPath.c_str(), name.c_str(), value.data(), value.size()) == length)
            (void)::fsetxattr(fd, name.c_str(), value.data(), value.size(), 0);
    }
}

} // namespace

std::optional<std::string> giveOwner(const SystemCalls& calls, int fd, const struct stat& old)
{
    struct stat made = {};
    if (::fstat(fd, &made) != 0)
        return std::nullopt;
    if (made.st_uid == old.st_uid && made.st_gid == old.st_gid)
        return std::nullopt;
    if (calls.chown(fd, old.st_uid, old.st_gid) == 0)
        return std::nullopt;
    // One of the two is better than none.
    if (made.st_gid != old.st_gid)
        (void)calls.chown(fd, static_cast<uid_t>(-1), old.st_gid);
    if (::fstat(fd, &made) == 0 && made.st_uid == old.st_uid)
        return made.st_gid == old.st_gid ? std::nullopt : std::optional(groupName(old.st_gid));
    return userName(old.st_uid);
}

std::optional<int> giveRights(int fd, const std::string& oldPath, const struct stat& old)
{
    struct stat made = {};
    if (::fstat(fd, &made) != 0)
        return errno;
    const bool sameOwner = made.st_uid == old.st_uid && made.st_gid == old.st_gid;
    mode_t rights = old.st_mode & 07777U;
    if (made.st_uid != old.st_uid)
        rights &= ~static_cast<mode_t>(S_ISUID);
    if (made.st_gid != old.st_gid)
        rights = (rights & ~static_cast<mode_t>(S_ISGID | S_IRWXG)) | ((rights & S_IRWXO) << 3U);
    // A folder may give its own list to every file made in it.
    (void)::fremovexattr(fd, accessList);
    if (sameOwner)
        copyAttributes(fd, oldPath);
    // With a list the bits of the group are what anybody in it may have at most: without the list
    // they would be the group's.
    const bool hadList = ::getxattr(oldPath.c_str(), accessList, nullptr, 0) > 0;
    if (hadList && ::fgetxattr(fd, accessList, nullptr, 0) <= 0)
        rights &= ~static_cast<mode_t>(S_IRWXG);
    if (::fchmod(fd, rights) != 0)
        return errno;
    return std::nullopt;
}

} // namespace pw::files
