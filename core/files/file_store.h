#pragma once
// Files, behind an interface with what its users need, so that tests can fill a disk.

#include "core/base/result.h"
#include "core/text/source_text.h"

#include <string>
#include <string_view>

namespace pw::files {

class FileStore
{
public:
    virtual ~FileStore() = default;
    /// The whole file; `-` is standard input. Error codes: `no-such-file`, `not-a-file`,
    /// `no-permission`, `too-large`, `read-failed`.
    [[nodiscard]] virtual Result<text::SourceText> load(const std::string& path) const = 0;
    /// Written beside the target and renamed over it: the old file stays whole until the new one
    /// is. Error codes: `no-such-folder`, `no-permission`, `disk-full`, `write-failed`.
    [[nodiscard]] virtual Result<Done> save(const std::string& path, std::string_view bytes) = 0;
};

/// The files of this machine.
class DiskFileStore : public FileStore
{
public:
    [[nodiscard]] Result<text::SourceText> load(const std::string& path) const override;
    [[nodiscard]] Result<Done> save(const std::string& path, std::string_view bytes) override;
};

} // namespace pw::files
