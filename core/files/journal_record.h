#pragma once
// A journal of one text: what it was, and what was typed since. The bytes of such a file.

#include "core/base/result.h"
#include "core/text/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::files {

/// Which text it is about.
struct JournalHead
{
    std::string path; ///< of its file, absolute; empty: it was never kept in one
    std::string title; ///< as its tab was called
    std::string known; ///< contentDigest of what the file held then; empty: there was no file
    bool operator==(const JournalHead&) const = default;
};

/// Bytes that went, and what came in their place.
struct JournalChange
{
    text::ByteOffset at = 0;
    text::ByteOffset removed = 0;
    std::string inserted;
    bool operator==(const JournalChange&) const = default;
};

/// Behind those that were made before it. What is typed or deleted in one go is one change.
void addChange(std::vector<JournalChange>& changes, JournalChange change);

/// Tells contents apart; as long for a large one.
[[nodiscard]] std::string contentDigest(std::string_view bytes);

/// The bytes of a journal that begins with a text, and those that each later step adds.
[[nodiscard]] std::string journalStart(const JournalHead& head, std::string_view text);
[[nodiscard]] std::string journalStep(const std::vector<JournalChange>& changes);

struct JournalledText
{
    JournalHead head;
    std::string text;
    bool cut = false; ///< what was written last is not whole, and left out
};

/// What is left of a file that may end anywhere. Error code: `no-journal`, its beginning is not
/// whole, or it is no such file.
[[nodiscard]] Result<JournalledText> readJournal(std::string_view bytes);

} // namespace pw::files
