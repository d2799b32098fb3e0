#pragma once
// Runs commands in-process on files that exist in memory alone.

#include "app/pwctl/commands.h"

#include <map>
#include <string>
#include <vector>

namespace pw::pwctl {

/// Files by name; `-` is standard input. Remembers what was saved, and what was asked for.
class MemoryFiles : public files::FileStore
{
public:
    std::map<std::string, std::string> content;
    bool full = false; ///< every save fails
    mutable std::vector<std::string> asked;

    [[nodiscard]] Result<text::SourceText> load(const std::string& path) const override
    {
        asked.push_back(path);
        const auto found = content.find(path);
        if (found == content.end())
            return Error{"no-such-file", "there is no such file", "read " + path};
        return text::SourceText::make(found->second, path);
    }
    [[nodiscard]] Result<Done> save(const files::SaveOrder& order) override
    {
        if (full)
            return Error{"disk-full", "the disk is full", "write " + order.path};
        content[order.path] = order.bytes;
        return Done{};
    }
};

struct Ran
{
    int exitCode = 0;
    std::string out;
    std::string err;
};

inline Ran runPwctl(MemoryFiles& files, const std::vector<std::string>& words)
{
    Session session{files, {}, {}};
    const int exitCode = run(words, session);
    return {exitCode, std::move(session.out), std::move(session.err)};
}

inline bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace pw::pwctl
