#include "core/api/wire.h"

#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/base/progress.h"
#include "core/policy/scalars.h"
#include "core/text/utf8.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pw::api::wire {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view malformed = "malformed-reply";

Error malformedReply(std::string message)
{
    return {std::string(malformed), std::move(message), {}};
}

std::string_view withoutBlanks(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return text;
}

bool looksLikeMarkup(std::string_view body)
{
    return withoutBlanks(body).starts_with('<');
}

/// The problems that make a text something else than the data it was meant to be.
const text::Diagnostic* fatalProblem(const yaml::Document& document)
{
    constexpr std::array<std::string_view, 8> fatal{
        "syntax", "too-deep", "too-many-nodes",   "duplicate-key", "invalid-utf8",
        "utf-16", "nul",      "control-character"};
    const auto& problems = document.problems();
    const auto found = std::find_if(problems.begin(), problems.end(), [&](const auto& problem) {
        return std::find(fatal.begin(), fatal.end(), problem.code) != fatal.end();
    });
    return found == problems.end() ? nullptr : &*found;
}

Result<yaml::Document> readText(std::string bytes, const std::stop_token& stop)
{
    Result<text::SourceText> source = text::SourceText::make(std::move(bytes), "reply");
    if (!source)
        return malformedReply(source.error().message);
    yaml::Document document = yaml::readJsonText(*source, {}, stop);
    if (stop.stop_requested())
        return Error{std::string(cancelledCode), "Cancelled", {}};
    if (const text::Diagnostic* const problem = fatalProblem(document)) {
        const text::LineColumn place = source->lineColumn(problem->span.begin);
        return malformedReply("The server's reply is not what JSON is, at line "
                              + std::to_string(place.line) + ", column "
                              + std::to_string(place.column) + ": " + shownText(problem->message));
    }
    if (!document.complete())
        return malformedReply("The server's reply cannot be read to its end");
    return document;
}

/// Adds the objects of a root, a list's or itself.
Result<Done> addObjects(yaml::NodeRef root, std::vector<yaml::NodeRef>& objects)
{
    const auto add = [&](yaml::NodeRef node) {
        if (node.isMapping())
            objects.push_back(node);
        return node.isMapping();
    };
    if (!root.isSequence())
        return add(root) ? Result<Done>(Done{})
                         : malformedReply("The server's reply holds something else than objects");
    for (const yaml::NodeRef item : root.items()) {
        if (!add(item))
            return malformedReply("A list in the server's reply holds something else than objects");
    }
    return Done{};
}

Result<Done> addDocument(yaml::Document read, ObjectList& list)
{
    const auto& document
        = *list.documents.emplace_back(std::make_unique<yaml::Document>(std::move(read)));
    const std::size_t before = list.objects.size();
    for (const yaml::NodeRef root : document.roots()) {
        if (const Result<Done> added = addObjects(root, list.objects); !added) {
            list.objects.resize(before);
            list.documents.pop_back();
            return added;
        }
    }
    return Done{};
}

Result<ObjectList> readLines(std::string_view body, const std::stop_token& stop)
{
    ObjectList list;
    Error lastError;
    bool lastIsBroken = false;
    while (!body.empty()) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        const std::string_view line = withoutBlanks(body.substr(0, end));
        body.remove_prefix(std::min(end + 1, body.size()));
        if (line.empty())
            continue;
        Result<yaml::Document> read = readText(std::string(line), stop);
        const Result<Done> added
            = read ? addDocument(*std::move(read), list) : Result<Done>(read.error());
        lastIsBroken = !added;
        if (added)
            continue;
        if (added.error().code == cancelledCode)
            return added.error();
        lastError = added.error();
        ++list.unreadable;
    }
    if (lastIsBroken)
        return malformedReply("The server's reply ends in the middle: " + lastError.message);
    return list;
}

} // namespace

Result<Done> checkIsData(const Response& reply)
{
    const std::string contentType = lowerCase(reply.header(contentTypeHeader));
    constexpr std::array data{"json", "text/plain", "octet-stream"};
    const bool named
        = contentType.empty() || std::any_of(data.begin(), data.end(), [&](const char* word) {
              return contentType.find(word) != std::string::npos;
          });
    if (named && !looksLikeMarkup(reply.body))
        return Done{};
    return malformedReply(
        "The server answered with "
        + (contentType.empty() ? std::string("a page") : shownText(contentType, 60))
        + " instead of data; check the address of the API, and whether a proxy "
          "wants a login");
}

Result<yaml::Document> readObject(Response reply, const std::stop_token& stop)
{
    if (const Result<Done> data = checkIsData(reply); !data)
        return data.error();
    if (withoutBlanks(reply.body).empty())
        return malformedReply("The server's reply is empty");
    Result<yaml::Document> read = readText(std::move(reply.body), stop);
    if (!read)
        return read;
    const std::vector<yaml::NodeRef> roots = read->roots();
    if (roots.size() != 1 || !roots.front().isMapping())
        return malformedReply("The server's reply is not the one object that was expected");
    return read;
}

Result<ObjectList> readList(Response reply, BrokenLines broken, const std::stop_token& stop)
{
    if (const Result<Done> data = checkIsData(reply); !data)
        return data.error();
    ObjectList list;
    if (withoutBlanks(reply.body).empty())
        return list;
    Result<yaml::Document> whole = readText(reply.body, stop);
    if (whole) {
        const Result<Done> added = addDocument(*std::move(whole), list);
        if (added)
            return list;
        if (broken == BrokenLines::Refuse)
            return added.error();
        list = {};
    } else if (broken == BrokenLines::Refuse || whole.error().code == cancelledCode) {
        return whole.error();
    }
    return readLines(reply.body, stop);
}

Result<yaml::Document> readEmbedded(std::string_view json)
{
    Result<yaml::Document> read = readText(std::string(json), {});
    if (read && (read->roots().size() != 1 || !read->roots().front().isMapping()))
        return malformedReply("A record of the server's reply is no object");
    return read;
}

std::string shownText(std::string_view text, std::size_t most)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint point = text::decodeUtf8(text.substr(at));
        if (point.size == 0) {
            ++at;
            continue;
        }
        if (out.size() + point.size > most)
            return out + "…";
        const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0)
            || (point.value >= 0x200B && point.value <= 0x200F)
            || (point.value >= 0x2028 && point.value <= 0x202E)
            || (point.value >= 0x2066 && point.value <= 0x2069);
        if (!control)
            out += text.substr(at, point.size);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        at += point.size;
    }
    return out;
}

std::string serverWords(const Response& reply)
{
    constexpr std::size_t longestMessage = 64U << 10U;
    const std::string_view body = withoutBlanks(reply.body);
    if (body.size() > longestMessage || looksLikeMarkup(body))
        return {};
    if (body.starts_with('{')) {
        const Result<yaml::Document> read = readText(std::string(body), {});
        if (!read || read->roots().empty())
            return {};
        const yaml::NodeRef root = read->roots().front();
        for (const Key key : {msg, errMsg, errorKey, message, Key("detail")}) {
            const yaml::NodeRef words = root.find(key);
            if (!words.isString() || words.value().empty())
                continue;
            const std::string field = scalarAt(root, "field");
            return shownText(words.value()) + (field.empty() ? "" : " (" + shownText(field) + ")");
        }
        return {};
    }
    constexpr std::size_t longestText = 300;
    return body.size() <= longestText ? shownText(body) : std::string();
}

std::string scalarAt(yaml::NodeRef node, std::string_view key)
{
    const yaml::NodeRef found = node.find(key);
    return found.isString() || found.isNumber() ? std::string(found.value()) : std::string();
}

std::string scalarIn(const yaml::Value& map, std::string_view key)
{
    using Kind = yaml::Value::Kind;
    const yaml::Value* const found = map.find(key);
    const bool scalar
        = found != nullptr && (found->kind == Kind::String || found->kind == Kind::Number);
    return scalar ? found->text : std::string();
}

const yaml::Value& mapIn(const yaml::Value& map, std::string_view key)
{
    static const yaml::Value none = yaml::Value::map();
    const yaml::Value* const found = map.find(key);
    return found == nullptr ? none : *found;
}

std::optional<double> numberOf(std::string_view written)
{
    double value = 0;
    const char* const end = written.data() + written.size();
    const auto [stopped, error] = std::from_chars(written.data(), end, value);
    if (error != std::errc() || stopped != end || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> integerOf(std::string_view written)
{
    const std::optional<double> value = numberOf(written);
    constexpr double largest = 9.0e15; // beyond it doubles skip whole numbers
    if (!value || std::fabs(*value) > largest || std::floor(*value) != *value)
        return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

std::string jsonLine(yaml::NodeRef node)
{
    const std::string_view bytes = node.document()->source().slice(node.span());
    if (bytes.find_first_of("\r\n") == std::string_view::npos)
        return std::string(bytes);
    return yaml::writeJson(yaml::toValue(node), yaml::JsonLayout::OneLine);
}

} // namespace pw::api::wire
