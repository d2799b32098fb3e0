#include "core/files/file_errors.h"

#include <cerrno>
#include <system_error>

namespace pw::files {
namespace {

std::string systemText(int error)
{
    return std::generic_category().message(error);
}

std::string writing(const std::string& path)
{
    return "write " + path;
}

} // namespace

Error readError(const std::string& path, int error)
{
    const std::string context = "read " + path;
    if (error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG)
        return {"no-such-file", "there is no such file", context};
    if (error == EACCES || error == EPERM)
        return {"no-permission", "no permission to read it", context};
    if (error == EISDIR)
        return {"not-a-file", "it is a folder, not a file", context};
    return {"read-failed", systemText(error), context};
}

Error tooLarge(const std::string& path, const char* limit)
{
    return {"too-large", std::string("it is larger than ") + limit, "read " + path};
}

Error writeError(const std::string& path, int error)
{
    const std::string context = writing(path);
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return {"no-such-folder",
                "there is no folder to write it to; make the folder again, or save somewhere else",
                context};
    case EACCES:
    case EPERM:
        return {"no-permission", "no permission to write there; ask for it, or save somewhere else",
                context};
    case EROFS:
        return {"no-permission", "the disk can only be read; save somewhere else", context};
    case ENOSPC:
    case EDQUOT:
        return {"disk-full", "the disk is full; make room on it, or save somewhere else", context};
    case EISDIR:
        return {"not-a-file", "it is a folder; choose another name", context};
    case ELOOP:
        return {"write-failed", "its symbolic links go round in a circle; choose another name",
                context};
    case ENAMETOOLONG:
        return {"write-failed", "the name is too long; choose a shorter one", context};
    default:
        return {"write-failed", systemText(error) + "; try again, or save somewhere else", context};
    }
}

Error changedOnDisk(const std::string& path)
{
    return {"changed-on-disk",
            "another program has changed the file since it was read; overwrite it, reload it, or "
            "save under another name",
            writing(path)};
}

Error fileGone(const std::string& path)
{
    return {"gone", "the file is no longer there; save again to write it anew", writing(path)};
}

Error fileExists(const std::string& path)
{
    return {"exists",
            "there is a file with this name already; overwrite it, or choose another name",
            writing(path)};
}

Error readOnlyFile(const std::string& path)
{
    return {"read-only", "the file is read-only; make it writable, or save under another name",
            writing(path)};
}

Error hardLinked(const std::string& path, unsigned long names)
{
    return {"hard-linked",
            "the file has " + std::to_string(names)
                + " names (hard links): replaced, the others keep the old content; written in "
                  "place, all of them get the new one",
            writing(path)};
}

Error foreignOwner(const std::string& path, const std::string& owner)
{
    return {"foreign-owner",
            "the file belongs to " + owner
                + ", which a new file cannot be given: replaced, it belongs to you; written in "
                  "place, it keeps its owner",
            writing(path)};
}

Error halfWritten(const std::string& path, const std::string& backup, int error)
{
    return {"half-written",
            systemText(error)
                + " in the middle of writing, and the old content could not be "
                  "put back; it is whole in "
                + backup,
            writing(path)};
}

} // namespace pw::files
