#include "app/policywright/file_opener.h"

#include "core/files/same_file.h"
#include "core/policy/kinds.h"
#include "core/text/text_check.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace pw::app {
namespace {

std::string absolutePath(const std::string& path)
{
    std::error_code failed;
    const std::filesystem::path full = std::filesystem::absolute(path, failed);
    return failed ? path : full.lexically_normal().string();
}

/// `link/../a.yaml` is not `a.yaml`: where the shorter name is another file, the longer one stays.
std::string cleanPath(const std::string& path)
{
    std::string clean = absolutePath(path);
    return clean == path || files::sameFile(clean, path) ? clean : path;
}

bool holdsFingerprints(const text::SourceText& text, const std::stop_token& stop)
{
    const yaml::Document document = yaml::read(text, {}, stop);
    return policy::holdFingerprintsAlone(policy::unitsOf(document, false));
}

OpenedFile openOne(const files::FileStore& store, const std::string& path,
                   const std::stop_token& stop)
{
    OpenedFile out;
    out.path = path;
    const Result<text::SourceText> text = store.load(path);
    if (!text) {
        out.error = text.error();
        return out;
    }
    // Before any reader: a heap of bytes that are no text would be a heap of problems.
    if (const Result<Done> checked = text::checkText(*text); !checked) {
        out.error = checked.error();
        return out;
    }
    if (holdsFingerprints(*text, stop)) {
        out.kind = OpenedFile::Kind::Fingerprints;
        return out;
    }
    const Result<Done> editable = files::checkEditable(*text);
    if (!editable) {
        out.error = editable.error();
        return out;
    }
    out.kind = OpenedFile::Kind::Text;
    out.text = *text;
    return out;
}

} // namespace

std::vector<OpenedFile> openFiles(const files::FileStore& store,
                                  const std::vector<std::string>& paths,
                                  const std::vector<std::string>& open, const std::stop_token& stop,
                                  const ProgressFn& progress)
{
    std::vector<OpenedFile> out;
    std::vector<std::string> known = open;
    for (std::size_t at = 0; at < paths.size() && !stop.stop_requested(); ++at) {
        progress(at, paths.size(), paths[at]);
        std::error_code failed;
        const auto status = std::filesystem::status(paths[at], failed);
        const bool stream = std::filesystem::is_fifo(status) || std::filesystem::is_socket(status)
            || std::filesystem::is_character_file(status);
        if (paths[at] == "-" || stream) {
            out.push_back({OpenedFile::Kind::Fingerprints, paths[at], {}, {}});
            continue;
        }
        if (std::filesystem::is_directory(status)) {
            out.push_back({OpenedFile::Kind::Folder, paths[at], {}, {}});
            continue;
        }
        const std::string path = cleanPath(paths[at]);
        const auto same = std::ranges::find_if(
            known, [&path](const std::string& other) { return files::sameFile(path, other); });
        if (same != known.end()) {
            out.push_back({OpenedFile::Kind::SameAs, *same, {}, {}});
            continue;
        }
        out.push_back(openOne(store, path, stop));
        if (out.back().kind == OpenedFile::Kind::Text)
            known.push_back(path);
    }
    return out;
}

} // namespace pw::app
