#pragma once
// The files of a folder as rows of a list: which documents they hold, what those do, and what is
// wrong with them.

#include "core/ops/library_fixes.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pw::ops {

struct LibraryUnit
{
    policy::Kind kind = policy::Kind::Unknown;
    std::string label; ///< `document 2`; empty: the only one
    std::string name;
    std::string type;
    std::string mode; ///< as written; empty: not stated
    std::optional<bool> enabled; ///< nothing: not stated, which counts as enabled
    text::ByteOffset at = 0;
    ProblemCounts problems{};
    bool operator==(const LibraryUnit&) const = default;
};

struct LibraryProblem
{
    text::Severity severity = text::Severity::Error;
    std::string code;
    std::string message;
    std::string path;
    text::Span span;
    text::LineColumn place;
    std::vector<std::string> fixes; ///< their titles
    bool operator==(const LibraryProblem&) const = default;
};

struct LibraryFile
{
    std::string path; ///< absolute
    std::string name; ///< from the folder on
    double modified = 0; ///< epoch seconds
    bool inTab = false; ///< judged as it stands in a tab
    bool unsaved = false; ///< and there it differs from the file
    std::string unread; ///< why it could not be read; then nothing below is known
    std::vector<LibraryUnit> units; ///< those that are ours, the first ones of very many
    std::size_t unitCount = 0;
    ProblemCounts problems{}; ///< every one, inside and outside of its documents
    std::vector<LibraryProblem> listed; ///< by place; the first ones of very many
    std::vector<FixCount> fixes;
    bool operator==(const LibraryFile&) const = default;
};
using LibraryFilePtr = std::shared_ptr<const LibraryFile>;

/// So many units and problems of one file are kept as rows.
inline constexpr std::size_t mostListed = 500;

/// Path, name and times are the caller's. Nothing when no document of the text is ours.
[[nodiscard]] std::optional<LibraryFile>
libraryFile(const yaml::Document& document, const std::vector<policy::Unit>& units,
            const std::vector<text::Diagnostic>& diagnostics);

/// A file that is not ours: told, never read further and never written.
struct OtherFile
{
    enum class Why : std::uint8_t {
        Name, ///< it is called neither YAML nor JSON
        Content, ///< no document of ours is in it
        Empty,
        Secret, ///< contexts and keys of spyctl
        NoText, ///< binary, or not in UTF-8
        TooLarge,
        Twice, ///< another name of a file in the list
        Special, ///< no file with bytes that stay
    };
    std::string name;
    Why why = Why::Name;
    std::string detail; ///< the other name
    bool operator==(const OtherFile&) const = default;
};

/// Why `libraryFile` has nothing to say about a text.
[[nodiscard]] OtherFile::Why whyNotOurs(const std::vector<policy::Unit>& units);

struct Library
{
    std::string folder;
    std::vector<LibraryFilePtr> files; ///< by name
    std::vector<OtherFile> others;
    std::vector<std::string> unreadFolders; ///< `name: why`
    bool cut = false; ///< there is more than was looked at
};
using LibraryPtr = std::shared_ptr<const Library>;

struct LibraryCounts
{
    std::size_t policies = 0;
    std::size_t documents = 0; ///< ours that are no policies
    std::size_t withErrors = 0; ///< files
    std::size_t withProblems = 0; ///< files, errors or not
    std::size_t unread = 0;
    bool operator==(const LibraryCounts&) const = default;
};
[[nodiscard]] LibraryCounts countLibrary(const std::vector<LibraryFilePtr>& files);

struct LibraryFilter
{
    std::string text; ///< see WordFilter; looks at file, names, kinds, types, modes and codes
    bool onlyProblems = false;

    [[nodiscard]] bool matches(const LibraryFile& file) const;
    [[nodiscard]] bool empty() const { return text.empty() && !onlyProblems; }
    bool operator==(const LibraryFilter&) const = default;
};

/// Policies of every type: those that have a mode.
[[nodiscard]] bool isPolicy(policy::Kind kind);

} // namespace pw::ops
