#include "core/files/file_errors.h"
#include "core/files/file_store.h"
#include "core/files/open_file.h"
#include "core/files/save_steps.h"
#include "core/text/text_check.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace pw::files {
namespace {

/// One order, from the questions before to the bytes on the disk.
class Save
{
public:
    Save(const SystemCalls& calls, const SaveOrder& order) : m_calls(calls), m_order(order) { }

    Result<Done> run()
    {
        RealPath real = realPath(m_order.path);
        if (real.failed)
            return writeError(m_order.path, *real.failed);
        m_target = std::move(real.path);
        if (::stat(m_target.c_str(), &m_old) != 0)
            return errno == ENOENT ? writeNew() : writeError(m_order.path, errno);
        if (S_ISDIR(m_old.st_mode))
            return writeError(m_order.path, EISDIR);
        if (!S_ISREG(m_old.st_mode))
            return writeInto(m_calls, m_target, m_order.bytes);
        return writeOver();
    }

private:
    Result<Done> writeNew()
    {
        struct stat folder = {};
        if (m_target.empty() || ::stat(folderOf(m_target).c_str(), &folder) != 0)
            return writeError(m_order.path, ENOENT);
        if (std::holds_alternative<KnownContent>(m_order.expected))
            return fileGone(m_order.path);
        const bool overwrite = std::holds_alternative<AnyContent>(m_order.expected);
        return replaceFile(m_calls, {m_target, nullptr, overwrite, true, {}}, m_order.bytes);
    }

    Result<Done> writeOver()
    {
        if (std::holds_alternative<NoFile>(m_order.expected))
            return fileExists(m_order.path);
        // A rename would ignore that the file itself may not be written, and root may everything.
        if ((m_old.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0)
            return readOnlyFile(m_order.path);
        if (m_calls.access(m_target.c_str(), W_OK) != 0)
            return errno == EACCES ? readOnlyFile(m_order.path) : writeError(m_order.path, errno);
        if (m_order.way == SaveWay::InPlace)
            return writeOverInPlace();
        if (const Result<Done> same = checkContent(); !same)
            return same;
        if (m_order.way == SaveWay::Ask && m_old.st_nlink > 1)
            return hardLinked(m_order.path, m_old.st_nlink);
        return replaceFile(
            m_calls,
            {m_target, &m_old, true, m_order.way == SaveWay::Ask, [this] { return checkAgain(); }},
            m_order.bytes);
    }

    Result<Done> writeOverInPlace()
    {
        const Result<std::string> old = readOld();
        if (!old)
            return old.error().withContext("write " + m_order.path);
        if (!isExpected(*old))
            return changedOnDisk(m_order.path);
        return writeInPlace(m_calls, m_target, *old, m_order.bytes);
    }

    [[nodiscard]] Result<std::string> readOld() const
    {
        const OpenFile file(m_calls, m_calls.open(m_target.c_str(), O_RDONLY | O_CLOEXEC, 0));
        if (!file.valid())
            return readError(m_order.path, errno);
        return readAll(m_calls, file, m_order.path, static_cast<std::size_t>(m_old.st_size));
    }

    /// By content: times change without it, and it changes within one tick of the clock.
    [[nodiscard]] bool isExpected(const std::string& content) const
    {
        const auto* const known = std::get_if<KnownContent>(&m_order.expected);
        return known == nullptr || content == known->text.bytes() || content == m_order.bytes;
    }

    [[nodiscard]] Result<Done> checkContent() const
    {
        if (!std::holds_alternative<KnownContent>(m_order.expected))
            return Done{};
        const Result<std::string> old = readOld();
        if (!old)
            return old.error().withContext("write " + m_order.path);
        return isExpected(*old) ? Result<Done>(Done{}) : changedOnDisk(m_order.path);
    }

    /// Writing took its time: has the file been touched meanwhile?
    Result<Done> checkAgain()
    {
        struct stat now = {};
        if (::stat(m_target.c_str(), &now) != 0) {
            // Whoever asked for a certain content wants to hear that it is gone.
            const bool known = std::holds_alternative<KnownContent>(m_order.expected);
            return known && errno == ENOENT ? Result<Done>(fileGone(m_order.path)) : Done{};
        }
        const bool same = now.st_dev == m_old.st_dev && now.st_ino == m_old.st_ino
            && now.st_size == m_old.st_size && now.st_mtim.tv_sec == m_old.st_mtim.tv_sec
            && now.st_mtim.tv_nsec == m_old.st_mtim.tv_nsec;
        return same ? Done{} : checkContent();
    }

    const SystemCalls& m_calls;
    const SaveOrder& m_order;
    std::string m_target;
    struct stat m_old = {};
};

} // namespace

DiskFileStore::DiskFileStore(SystemCalls calls) : m_calls(std::move(calls)) { }

Result<text::SourceText> DiskFileStore::load(const std::string& path) const
{
    const bool standardInput = path == "-";
    const OpenFile file(m_calls,
                        standardInput ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                      : m_calls.open(path.c_str(), O_RDONLY | O_CLOEXEC, 0));
    if (!file.valid())
        return readError(path, errno);
    struct stat info = {};
    if (::fstat(file.fd(), &info) != 0)
        return readError(path, errno);
    if (S_ISDIR(info.st_mode))
        return readError(path, EISDIR);
    if (S_ISBLK(info.st_mode))
        return Error{"not-a-file", "it is a disk, not a file", "read " + path};
    const std::size_t size = info.st_size > 0 ? static_cast<std::size_t>(info.st_size) : 0;
    if (S_ISREG(info.st_mode) && !standardInput && size > text::SourceText::maxBytes)
        return tooLarge(path, "256 MiB");

    Result<std::string> bytes = readAll(m_calls, file, path, size);
    if (!bytes)
        return bytes.error();
    return text::SourceText::make(*std::move(bytes), path);
}

Result<Done> DiskFileStore::save(const SaveOrder& order)
{
    return Save(m_calls, order).run();
}

Result<text::SourceText> loadForEditing(const FileStore& store, const std::string& path)
{
    Result<text::SourceText> source = store.load(path);
    if (!source)
        return source;
    if (const Result<Done> editable = checkEditable(*source); !editable)
        return editable.error();
    return source;
}

Result<Done> checkEditable(const text::SourceText& source)
{
    if (source.bytes().size() > maxEditableBytes)
        return tooLarge(source.name(), "64 MiB, too large for an editor");
    const Result<Done> checked = text::checkText(source);
    return checked ? checked : checked.error().withContext("read " + source.name());
}

} // namespace pw::files
