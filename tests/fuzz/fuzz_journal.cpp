// Any bytes as a journal: a text or none. A whole one that is cut gives what it had been before.

#include "core/files/journal_record.h"
#include "tests/fuzz/require.h"

using namespace pw::files;
using pw::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    if (const auto read = readJournal(bytes); !read)
        require(read.error().code == "no-journal", "refused with its code");

    // The digests keep almost all inputs out: behind them the bytes are steps.
    const std::string start = journalStart({"/a", "a", {}}, bytes.substr(0, size / 2));
    std::vector<JournalChange> changes;
    for (std::size_t i = size / 2; i + 3 < size; i += 4)
        addChange(changes, {data[i], data[i + 1], bytes.substr(i + 2, data[i + 3] % 3)});
    const auto whole = readJournal(start + journalStep(changes));
    require(whole.has_value(), "what was written is read");
    if (whole->cut)
        require(whole->text == bytes.substr(0, size / 2),
                "a step that does not fit changes nothing");
    const auto cut = readJournal(start + journalStep(changes).substr(0, size % 16));
    require(cut && cut->text == bytes.substr(0, size / 2), "half a step changes nothing");
    return 0;
}
