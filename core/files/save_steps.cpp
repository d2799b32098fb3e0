#include "core/files/save_steps.h"

#include "core/files/file_errors.h"
#include "core/files/file_nature.h"
#include "core/files/open_file.h"
#include "core/files/part_file.h"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <random>
#include <unistd.h>

namespace pw::files {
namespace {

/// Room for what a backup's name gets behind that of its file; file systems take 255 bytes.
constexpr std::size_t longestStem = 200;

Result<Done> fillPart(const SystemCalls& calls, const Replacing& what, OpenFile& part,
                      std::string_view bytes)
{
    if (what.old != nullptr) {
        const std::optional<std::string> owner = giveOwner(calls, part.fd(), *what.old);
        if (owner && what.keepOwner)
            return foreignOwner(what.target, *owner);
    }
    std::optional<int> failed = part.writeAll(bytes);
    if (!failed && what.old != nullptr)
        failed = giveRights(part.fd(), what.target, *what.old);
    if (!failed)
        failed = part.sync();
    const std::optional<int> closed = part.close();
    if (!failed)
        failed = closed;
    if (failed)
        return writeError(what.target, *failed);
    return what.mayReplace ? what.mayReplace() : Done{};
}

/// A name that a person finds: that of the file comes first.
std::string backupName(const std::string& target)
{
    const std::size_t slash = target.rfind('/');
    std::string stem = target.substr(slash == std::string::npos ? 0 : slash + 1);
    if (stem.size() > longestStem) {
        std::size_t cut = longestStem;
        while (cut > 0 && (static_cast<unsigned char>(stem[cut]) & 0xC0U) == 0x80U)
            --cut;
        stem.resize(cut);
    }
    std::random_device random;
    return folderOf(target) + "/" + stem + ".policywright-" + std::to_string(random()) + ".backup";
}

/// Errno of what failed; no backup is left then.
std::optional<int> makeBackup(const SystemCalls& calls, const std::string& name,
                              std::string_view bytes)
{
    OpenFile backup(calls, calls.open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!backup.valid())
        return errno;
    std::optional<int> failed = backup.writeAll(bytes);
    if (!failed)
        failed = backup.sync();
    const std::optional<int> closed = backup.close();
    if (!failed)
        failed = closed;
    if (failed)
        calls.unlink(name.c_str());
    else
        syncFolder(calls, folderOf(name));
    return failed;
}

std::optional<int> overwrite(const SystemCalls& calls, const OpenFile& file, std::string_view bytes)
{
    if (::lseek(file.fd(), 0, SEEK_SET) != 0)
        return errno;
    if (const std::optional<int> failed = file.writeAll(bytes))
        return failed;
    if (calls.truncate(file.fd(), static_cast<off_t>(bytes.size())) != 0)
        return errno;
    return file.sync();
}

} // namespace

Result<Done> replaceFile(const SystemCalls& calls, const Replacing& what, std::string_view bytes)
{
    const std::string folder = folderOf(what.target);
    sweepParts(calls, folder);
    // Nobody may read more of the new file than of the old one, not even for a moment.
    const mode_t rights = what.old != nullptr ? 0600 : 0666;
    std::string name;
    OpenFile part(calls, openPart(calls, folder, rights, name));
    if (!part.valid())
        return writeError(what.target, errno);
    Result<Done> filled = fillPart(calls, what, part, bytes);
    if (filled && calls.rename(name.c_str(), what.target.c_str(), what.overwrite) != 0)
        filled = errno == EEXIST ? fileExists(what.target) : writeError(what.target, errno);
    if (!filled)
        calls.unlink(name.c_str());
    else
        syncFolder(calls, folder);
    return filled;
}

Result<Done> writeInPlace(const SystemCalls& calls, const std::string& target,
                          const std::string& oldBytes, std::string_view bytes)
{
    const std::string backup = backupName(target);
    if (const std::optional<int> failed = makeBackup(calls, backup, oldBytes))
        return writeError(target, *failed);
    OpenFile file(calls, calls.open(target.c_str(), O_WRONLY | O_CLOEXEC, 0));
    if (!file.valid()) {
        const Error error = writeError(target, errno);
        calls.unlink(backup.c_str());
        return error;
    }
    const std::optional<int> failed = overwrite(calls, file, bytes);
    if (failed && overwrite(calls, file, oldBytes))
        return halfWritten(target, backup, *failed);
    const std::optional<int> closed = file.close();
    if (!failed && closed)
        return halfWritten(target, backup, *closed); // network disks write only now
    calls.unlink(backup.c_str());
    if (failed)
        return writeError(target, *failed);
    return Done{};
}

Result<Done> writeInto(const SystemCalls& calls, const std::string& target, std::string_view bytes)
{
    OpenFile file(calls, calls.open(target.c_str(), O_WRONLY | O_CLOEXEC, 0));
    if (!file.valid())
        return writeError(target, errno);
    std::optional<int> failed = file.writeAll(bytes);
    const std::optional<int> closed = file.close();
    if (!failed)
        failed = closed;
    if (failed)
        return writeError(target, *failed);
    return Done{};
}

} // namespace pw::files
