#include "core/files/journal_record.h"

#include "core/text/source_text.h"

#include <array>
#include <cstdint>
#include <openssl/evp.h>
#include <optional>

namespace pw::files {
namespace {

// A first line, then records: size, digest, kind and content. A record counts when its digest does.
constexpr std::string_view firstLine = "policywright journal 1\n";
constexpr std::size_t digestSize = 8;
enum class Kind : char { Head = 'h', Text = 't', Step = 's' };

/// SHA-256; empty when the system forbids it, which then is so for writers and readers.
std::string sha256(std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        return {};
    return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string recordDigest(std::string_view content)
{
    std::string out = sha256(content);
    out.resize(digestSize);
    return out;
}

void putNumber(std::string& out, std::size_t number)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((number >> shift) & 0xffU);
}

void putText(std::string& out, std::string_view text)
{
    putNumber(out, text.size());
    out += text;
}

std::string record(Kind kind, std::string_view content)
{
    std::string whole(1, static_cast<char>(kind));
    whole += content;
    std::string out;
    out.reserve(whole.size() + 4 + digestSize);
    putNumber(out, whole.size());
    out += recordDigest(whole);
    return out += whole;
}

/// Takes from the front; nothing when there is not enough.
class Reader
{
public:
    explicit Reader(std::string_view bytes) : m_rest(bytes) { }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    std::optional<std::string_view> take(std::size_t size)
    {
        if (size > m_rest.size())
            return std::nullopt;
        const std::string_view out = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return out;
    }
    std::optional<std::uint32_t> number()
    {
        const std::optional<std::string_view> bytes = take(4);
        if (!bytes)
            return std::nullopt;
        std::uint32_t out = 0;
        for (std::size_t i = 4; i-- > 0;)
            out = (out << 8U) | static_cast<unsigned char>((*bytes)[i]);
        return out;
    }
    std::optional<std::string_view> text()
    {
        const std::optional<std::uint32_t> size = number();
        return size ? take(*size) : std::nullopt;
    }
    /// The content of the next record with its kind in front, if it is whole.
    std::optional<std::string_view> record()
    {
        const std::optional<std::uint32_t> size = number();
        const std::optional<std::string_view> digest = take(digestSize);
        const std::optional<std::string_view> whole
            = size && digest && *size > 0 ? take(*size) : std::nullopt;
        return whole && recordDigest(*whole) == *digest ? whole : std::nullopt;
    }

private:
    std::string_view m_rest;
};

std::optional<JournalHead> headIn(std::string_view content)
{
    Reader reader(content);
    const auto path = reader.text();
    const auto title = reader.text();
    const auto known = reader.text();
    if (!path || !title || !known)
        return std::nullopt;
    return JournalHead{std::string(*path), std::string(*title), std::string(*known)};
}

/// Nothing when it is no step that can follow a text of that size.
std::optional<std::vector<JournalChange>> stepIn(std::string_view content, std::size_t size)
{
    std::vector<JournalChange> out;
    Reader reader(content);
    while (!reader.atEnd()) {
        const auto at = reader.number();
        const auto removed = reader.number();
        const auto inserted = reader.text();
        if (!at || !removed || !inserted || *at > size || *removed > size - *at)
            return std::nullopt;
        size += inserted->size() - *removed;
        if (size > text::SourceText::maxBytes)
            return std::nullopt;
        out.push_back({*at, *removed, std::string(*inserted)});
    }
    return out;
}

} // namespace

void addChange(std::vector<JournalChange>& changes, JournalChange change)
{
    if (!changes.empty()) {
        JournalChange& last = changes.back();
        const std::size_t end = last.at + last.inserted.size();
        if (change.removed == 0 && change.at == end) {
            last.inserted += change.inserted;
            return;
        }
        const std::size_t changeEnd = std::size_t{change.at} + change.removed;
        if (change.inserted.empty() && changeEnd == end && change.at >= last.at) {
            last.inserted.resize(change.at - last.at);
            return;
        }
    }
    changes.push_back(std::move(change));
}

std::string contentDigest(std::string_view bytes)
{
    return sha256(bytes);
}

std::string journalStart(const JournalHead& head, std::string_view text)
{
    std::string content;
    putText(content, head.path);
    putText(content, head.title);
    putText(content, head.known);
    std::string out(firstLine);
    out += record(Kind::Head, content);
    return out += record(Kind::Text, text);
}

std::string journalStep(const std::vector<JournalChange>& changes)
{
    std::string content;
    for (const JournalChange& change : changes) {
        putNumber(content, change.at);
        putNumber(content, change.removed);
        putText(content, change.inserted);
    }
    return record(Kind::Step, content);
}

Result<JournalledText> readJournal(std::string_view bytes)
{
    const Error none{"no-journal", "it holds no whole text", {}};
    if (!bytes.starts_with(firstLine))
        return none;
    Reader reader(bytes.substr(firstLine.size()));
    const auto begins = [](const std::optional<std::string_view>& content, Kind kind) {
        return content && content->front() == static_cast<char>(kind);
    };
    const std::optional<std::string_view> head = reader.record();
    const std::optional<std::string_view> text = reader.record();
    if (!begins(head, Kind::Head) || !begins(text, Kind::Text))
        return none;
    const std::optional<JournalHead> about = headIn(head->substr(1));
    if (!about)
        return none;
    JournalledText out{*about, std::string(text->substr(1)), false};
    while (!reader.atEnd() && !out.cut) {
        const std::optional<std::string_view> record = reader.record();
        const std::optional<std::vector<JournalChange>> step = begins(record, Kind::Step)
            ? stepIn(record->substr(1), out.text.size())
            : std::nullopt;
        out.cut = !step;
        for (const JournalChange& change : step.value_or(std::vector<JournalChange>()))
            out.text.replace(change.at, change.removed, change.inserted);
    }
    return out;
}

} // namespace pw::files
