#include "core/api/config_reader.h"

#include "core/policy/scalars.h"
#include "core/yaml/problem_list.h"
#include "core/yaml/reader.h"

#include <algorithm>

namespace pw::api {
namespace {

using text::Diagnostic;
using text::Severity;
using yaml::NodeKind;
using yaml::NodeRef;

constexpr std::size_t maxFileBytes = std::size_t{4} << 20;
constexpr std::size_t maxTextBytes = 1024;
constexpr std::size_t maxProblems = yaml::ProblemList::maxOfOneCode;
constexpr yaml::ReadLimits limits{32, 100'000};

yaml::Document readShort(const text::SourceText& source)
{
    return yaml::read(source.bytes().size() > maxFileBytes ? text::SourceText() : source, limits);
}

bool isOneLine(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char sign) {
        constexpr unsigned char deleteSign = 0x7F;
        const auto byte = static_cast<unsigned char>(sign);
        return byte < ' ' || byte == deleteSign;
    });
}

/// The same without the texts that the reader repeats.
Diagnostic withoutPieces(const Diagnostic& problem)
{
    std::string message = problem.message;
    if (problem.code == "duplicate-key")
        message = "A key stands there twice and only one of the two counts; remove one";
    else if (problem.code == "alias" || problem.code == "anchor")
        message
            = "Anchors and aliases are read differently by different tools; write the value out";
    return {problem.severity, problem.code, std::move(message), problem.span, {}, {}};
}

std::string_view nameOf(NodeKind kind)
{
    return kind == NodeKind::Mapping ? "\"key: value\" lines" : "a list";
}

} // namespace

ConfigReader::ConfigReader(const text::SourceText& source, Pieces pieces)
    : m_document(readShort(source))
{
    if (source.bytes().size() > maxFileBytes)
        add(Severity::Error, "too-large",
            "The file is larger than 4 MiB, so nothing of it is read; is it the right one?", {},
            {});
    for (const Diagnostic& problem : m_document.problems()) {
        if (problem.code != "empty-document")
            m_ofReader.push_back(pieces == Pieces::Hidden ? withoutPieces(problem) : problem);
    }
    // Beyond that number problems are only counted, so their places are not known.
    m_usable = m_document.complete() && m_ofReader.size() < maxProblems;
}

std::vector<NodeRef> ConfigReader::roots() const
{
    std::vector<NodeRef> roots = m_usable ? m_document.roots() : std::vector<NodeRef>();
    std::erase_if(roots, [](NodeRef root) { return root.isNull(); });
    return roots;
}

void ConfigReader::add(Severity severity, std::string_view code, std::string message,
                       text::Span span, std::string path)
{
    m_errors += severity == Severity::Error ? 1 : 0;
    if (m_own.size() < maxProblems)
        m_own.push_back(
            {severity, std::string(code), std::move(message), span, std::move(path), {}});
}

void ConfigReader::error(NodeRef at, std::string_view code, std::string message)
{
    add(Severity::Error, code, std::move(message), at.span(), at.path());
}

void ConfigReader::warning(NodeRef at, std::string_view code, std::string message)
{
    add(Severity::Warning, code, std::move(message), at.span(), at.path());
}

void ConfigReader::missing(NodeRef mapping, std::string_view key)
{
    text::Span span = mapping.span();
    for (const auto& [first, value] : mapping.entries()) {
        span = first.span();
        break;
    }
    add(Severity::Error, "missing-field", "\"" + std::string(key) + "\" is missing here; add it",
        span, mapping.path());
}

NodeRef ConfigReader::collection(NodeRef mapping, std::string_view key, NodeKind kind)
{
    const NodeRef value = mapping.find(key);
    if (!value || value.isNull() || value.isAlias()) // the reader has told of aliases
        return {};
    if (value.kind() == kind)
        return value;
    error(value, "wrong-type",
          "Below \"" + std::string(key) + "\" there must be " + std::string(nameOf(kind)));
    return {};
}

std::optional<std::string> ConfigReader::text(NodeRef value, std::string_view what)
{
    const std::string shown = "\"" + std::string(what) + "\"";
    const std::optional<std::string_view> text = policy::textOf(value);
    if (value.isAlias())
        return std::nullopt; // the reader has told of it
    if (!text && !value.isNull())
        error(value, "wrong-type", shown + " must be a text; put a number or a date in quotes");
    else if (!text || text->empty())
        error(value, "empty-text", shown + " is empty; write its value or remove it");
    else if (!isOneLine(*text))
        error(value, "line-break",
              shown + " holds a line break or a control character; write it on one line");
    else if (text->size() > maxTextBytes)
        error(value, "too-long", shown + " is longer than 1,024 bytes; shorten it");
    else
        return std::string(*text);
    return std::nullopt;
}

std::optional<std::string> ConfigReader::requiredText(NodeRef mapping, std::string_view key)
{
    if (const NodeRef value = mapping.find(key))
        return text(value, key);
    missing(mapping, key);
    return std::nullopt;
}

bool ConfigReader::hasReaderErrorIn(text::Span span) const
{
    return std::any_of(m_ofReader.begin(), m_ofReader.end(), [&](const Diagnostic& problem) {
        return problem.severity == Severity::Error && span.begin <= problem.span.begin
            && problem.span.begin <= span.end;
    });
}

std::vector<Diagnostic> ConfigReader::takeProblems()
{
    std::vector<Diagnostic> all = std::move(m_ofReader);
    all.insert(all.end(), m_own.begin(), m_own.end());
    text::sortByPlace(all);
    return all;
}

} // namespace pw::api
