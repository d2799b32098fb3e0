#include "app/policywright/library_reading.h"

#include <algorithm>
#include <utility>

namespace pw::app {
namespace {

using Why = ops::OtherFile::Why;

constexpr double nanosecondsPerSecond = 1e9;
constexpr std::size_t mostProgress = 200; // words of progress a run

ops::OtherFile otherOf(const files::SkippedFile& file)
{
    using Skipped = files::SkippedFile::Why;
    const Why why = file.why == Skipped::Name ? Why::Name
        : file.why == Skipped::Twice          ? Why::Twice
                                              : Why::Special;
    return {file.name, why, file.other};
}

/// What is one of ours as a row, everything else as why it is none.
KnownFile judged(const files::FolderFile& file, const Snapshot& snapshot)
{
    KnownFile out;
    out.stamp = file.stamp;
    std::optional<ops::LibraryFile> row
        = ops::libraryFile(*snapshot.document, snapshot.units, snapshot.diagnostics);
    if (!row) {
        out.other = {file.name, ops::whyNotOurs(snapshot.units), {}};
        return out;
    }
    row->path = file.path;
    row->name = file.name;
    row->modified = static_cast<double>(file.stamp.modified) / nanosecondsPerSecond;
    out.row = std::make_shared<const ops::LibraryFile>(*std::move(row));
    return out;
}

KnownFile unread(const files::FolderFile& file, const Error& error)
{
    ops::LibraryFile row;
    row.path = file.path;
    row.name = file.name;
    row.modified = static_cast<double>(file.stamp.modified) / nanosecondsPerSecond;
    row.unread = error.message;
    KnownFile out;
    out.stamp = file.stamp;
    out.row = std::make_shared<const ops::LibraryFile>(std::move(row));
    return out;
}

KnownFile readFile(const files::FileStore& store, const files::FolderFile& file,
                   const std::stop_token& stop)
{
    const KnownFile tooLarge{file.stamp, nullptr, {file.name, Why::TooLarge, {}}};
    if (file.stamp.size > files::maxEditableBytes)
        return tooLarge;
    const Result<text::SourceText> text = store.load(file.path);
    if (!text)
        return text.error().code == "too-large" ? tooLarge : unread(file, text.error());
    if (const Result<Done> editable = files::checkEditable(*text); !editable)
        return editable.error().code == "too-large"
            ? tooLarge
            : KnownFile{file.stamp, nullptr, {file.name, Why::NoText, {}}};
    return judged(file, analyse(*text, 0, stop));
}

KnownFile readTab(const files::FolderFile& file, const TabText& tab, const std::stop_token& stop)
{
    const std::optional<text::SourceText> text = tab.text();
    if (!text)
        return {file.stamp, nullptr, {file.name, Why::TooLarge, {}}};
    KnownFile out = judged(file, tab.snapshot != nullptr ? *tab.snapshot : analyse(*text, 0, stop));
    if (out.row == nullptr)
        return out;
    ops::LibraryFile row = *out.row;
    row.inTab = true;
    row.unsaved = tab.unsaved;
    out.row = std::make_shared<const ops::LibraryFile>(std::move(row));
    return out;
}

/// Null: it has to be read.
const KnownFile* knownFile(const ReadLibraryPtr& before, const files::FolderFile& file)
{
    if (before == nullptr)
        return nullptr;
    const auto found = before->known.find(file.name);
    return found != before->known.end() && found->second.stamp == file.stamp ? &found->second
                                                                             : nullptr;
}

} // namespace

Result<ReadLibraryPtr> readLibrary(const files::FileStore& store, const LibraryQuestion& question,
                                   const std::stop_token& stop, const ProgressFn& progress)
{
    const Result<files::FolderListing> listing
        = files::listFolder(question.folder, files::mostFolderFiles, stop, progress);
    if (!listing)
        return listing.error();
    const TabIndex tabs(question.tabs);
    auto out = std::make_shared<ReadLibrary>();
    auto library = std::make_shared<ops::Library>();
    library->folder = question.folder;
    library->unreadFolders = listing->unread;
    library->cut = listing->cut;
    const std::size_t total = listing->files.size();
    const std::size_t step = total / mostProgress + 1;
    for (std::size_t at = 0; at < total; ++at) {
        if (stop.stop_requested())
            return Error{std::string(cancelledCode), "reading the folder was cancelled", {}};
        const files::FolderFile& file = listing->files[at];
        if (at % step == 0)
            progress(at, total, file.name);
        const TabText* const tab = tabs.find(file.path, file.stamp);
        const KnownFile* const before = knownFile(question.before, file);
        KnownFile now = tab != nullptr ? readTab(file, *tab, stop)
            : before != nullptr        ? *before
                                       : readFile(store, file, stop);
        if (stop.stop_requested())
            continue; // half judged
        if (now.row != nullptr)
            library->files.push_back(now.row);
        else
            library->others.push_back(now.other);
        if (tab == nullptr)
            out->known.emplace(file.name, std::move(now));
    }
    if (stop.stop_requested())
        return Error{std::string(cancelledCode), "reading the folder was cancelled", {}};
    for (const files::SkippedFile& file : listing->skipped)
        library->others.push_back(otherOf(file));
    std::ranges::sort(library->others, {}, &ops::OtherFile::name);
    out->library = std::move(library);
    return ReadLibraryPtr(std::move(out));
}

} // namespace pw::app
