#pragma once
// Where a side of a comparison comes from, and its text.

#include "app/policywright/chosen_fingerprints.h"
#include "core/files/file_store.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace pw::app {

struct CompareSource
{
    enum class Kind : std::uint8_t {
        None,
        Document, ///< an open text as it stands
        Disk, ///< the file of an open text, as it was last read or written
        File, ///< another file
        Server, ///< an applied policy: the present version, or an older one
        Clipboard,
        Merged, ///< an open text with fingerprints merged into it
        Deviated, ///< an open text with what its applied policy has complained about merged in
    };
    Kind kind = Kind::None;
    int document = 0; ///< number of the open text
    std::string path; ///< of a file
    std::string uid; ///< of an applied policy
    std::string name; ///< of it, to be shown
    std::optional<std::int64_t> version; ///< absent: the present one
    std::string text; ///< of the clipboard, as it was taken

    [[nodiscard]] static CompareSource open(Kind kind, int document);
    [[nodiscard]] static CompareSource server(const std::string& uid, const std::string& name,
                                              std::optional<std::int64_t> version = {});
    [[nodiscard]] static CompareSource file(const std::string& path);
    [[nodiscard]] static CompareSource deviated(int document, const std::string& uid);

    [[nodiscard]] QString key() const;
    bool operator==(const CompareSource&) const = default;
};

/// What a source says now.
struct CompareText
{
    std::string bytes;
    QString note; ///< `v1, 2024-01-16T15:00:43Z`
};

/// Waits for files and servers: on a worker's thread. For None, File, Server and Clipboard.
[[nodiscard]] Result<CompareText> loadSource(const CompareSource& source,
                                             const files::FileStore& store, const ClientPtr& client,
                                             const std::stop_token& stop);

/// The text with the fingerprints merged into its first policy that takes any.
[[nodiscard]] Result<CompareText> mergedText(const std::string& bytes,
                                             const ChosenFingerprints& chosen,
                                             const std::stop_token& stop,
                                             const ProgressFn& progress);

/// The same with the different deviations of the policy in that time.
[[nodiscard]] Result<CompareText> deviatedText(const std::string& bytes, const std::string& uid,
                                               const ClientPtr& client, const api::TimeRange& range,
                                               const std::stop_token& stop,
                                               const ProgressFn& progress);

} // namespace pw::app
