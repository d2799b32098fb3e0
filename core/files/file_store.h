#pragma once
// Files, behind an interface with what its users need, so that tests can fill a disk.

#include "core/base/result.h"
#include "core/files/system_calls.h"
#include "core/text/source_text.h"

#include <string>
#include <string_view>
#include <variant>

namespace pw::files {

/// What stands at the target as far as the writer knows.
struct AnyContent ///< overwriting was confirmed
{
};
struct NoFile ///< there is none
{
};
struct KnownContent ///< as it was last read or written
{
    text::SourceText text;
};
using Expected = std::variant<AnyContent, NoFile, KnownContent>;

/// How a file is written that has other names (hard links), or an owner that we cannot give to a
/// new file.
enum class SaveWay {
    Ask, ///< not at all: `hard-linked` and `foreign-owner` are errors
    Replace, ///< as every other: the other names keep the old content, the new file is ours
    InPlace, ///< its bytes are overwritten, a backup beside it until that is done
};

struct SaveOrder
{
    std::string path;
    std::string_view bytes;
    Expected expected = NoFile{};
    SaveWay way = SaveWay::Ask;
};

class FileStore
{
public:
    virtual ~FileStore() = default;
    /// The whole file; `-` is standard input. Error codes: `no-such-file`, `not-a-file`,
    /// `no-permission`, `too-large`, `read-failed`.
    [[nodiscard]] virtual Result<text::SourceText> load(const std::string& path) const = 0;

    /// Written beside the target and renamed over it: the old file stays whole until the new one
    /// is. Symbolic links are followed, also to a file that does not exist yet; rights, owner,
    /// group and extended attributes stay. Error codes, nothing is written then:
    /// `changed-on-disk`, `gone`, `exists` (it is not as expected), `hard-linked`, `foreign-owner`
    /// (see SaveWay), `read-only`, `no-such-folder`, `not-a-file`, `no-permission`, `disk-full`,
    /// `write-failed`. Only after writing in place: `half-written`, the message names the backup.
    [[nodiscard]] virtual Result<Done> save(const SaveOrder& order) = 0;
    /// Whatever stands there is replaced.
    [[nodiscard]] Result<Done> save(const std::string& path, std::string_view bytes)
    {
        return save(SaveOrder{path, bytes, AnyContent{}, SaveWay::Replace});
    }
};

/// The files of this machine.
class DiskFileStore : public FileStore
{
public:
    explicit DiskFileStore(SystemCalls calls = SystemCalls::real());
    using FileStore::save;
    [[nodiscard]] Result<text::SourceText> load(const std::string& path) const override;
    [[nodiscard]] Result<Done> save(const SaveOrder& order) override;

private:
    SystemCalls m_calls;
};

/// A text that an editor can hold: also refuses `nul`, `invalid-utf8` and `utf-16` with the place,
/// and `too-large` from `maxEditableBytes` on.
[[nodiscard]] Result<text::SourceText> loadForEditing(const FileStore& store,
                                                      const std::string& path);
inline constexpr std::size_t maxEditableBytes = std::size_t{64} << 20;
/// The same judgement of a text that is read already.
[[nodiscard]] Result<Done> checkEditable(const text::SourceText& source);

} // namespace pw::files
