#include "app/policywright/left_texts.h"

#include "core/files/journal_record.h"
#include "ui/common/convert.h"

#include <filesystem>

namespace pw::app {
namespace {

using File = ui::RecoverableText::File;

/// Epoch seconds of the last change of a file; empty when that cannot be said.
std::string changedAt(const std::string& path)
{
    std::error_code failed;
    const auto time = std::filesystem::last_write_time(path, failed);
    if (failed)
        return {};
    const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

File fileState(const files::JournalHead& head, const std::optional<text::SourceText>& onDisk)
{
    if (head.path.empty())
        return File::None;
    if (!onDisk)
        return File::Gone;
    return files::contentDigest(onDisk->bytes()) == head.known ? File::AsItWas : File::Changed;
}

} // namespace

LeftTexts readLeftTexts(const files::FileStore& store, const std::vector<std::string>& journals,
                        const std::stop_token& stop)
{
    LeftTexts out;
    for (const std::string& path : journals) {
        if (stop.stop_requested())
            break;
        const Result<text::SourceText> bytes = store.load(path);
        Result<files::JournalledText> kept
            = bytes ? files::readJournal(bytes->bytes()) : bytes.error();
        if (!kept) {
            out.unreadable.push_back(path);
            continue;
        }
        const files::JournalHead& head = kept->head;
        LeftText left;
        if (!head.path.empty()) {
            if (const Result<text::SourceText> onDisk = store.load(head.path))
                left.onDisk = *onDisk;
        }
        if (left.onDisk && left.onDisk->bytes() == kept->text) {
            out.done.push_back(path); // saved at the very end
            continue;
        }
        if (head.path.empty() && kept->text.empty()) {
            out.done.push_back(path); // a tab in which nothing was typed
            continue;
        }
        const Result<text::SourceText> text
            = text::SourceText::make(kept->text, head.path.empty() ? head.title : head.path);
        if (!text)
            continue;
        left.text = *text;
        left.shown.key = path;
        left.shown.title = ui::toQString(head.title);
        left.shown.path = head.path;
        left.shown.file = fileState(head, left.onDisk);
        left.shown.typedAt = changedAt(path);
        left.shown.diff = ui::TextDiff::of(
            left.onDisk ? std::string(left.onDisk->bytes()) : std::string(), kept->text);
        left.shown.cut = kept->cut;
        out.texts.push_back(std::move(left));
    }
    return out;
}

} // namespace pw::app
