#include "core/ops/validate_report.h"

#include "core/policy/decode.h"

#include <algorithm>

namespace pw::ops::validation {

namespace {

using text::Diagnostic;
using yaml::NodeKind;
using yaml::NodeRef;

NodeRef firstChild(NodeRef node)
{
    for (const auto& entry : node.entries())
        return entry.key;
    for (const NodeRef item : node.items())
        return item;
    return {};
}

NodeRef lastChild(NodeRef node)
{
    NodeRef out;
    for (const auto& entry : node.entries())
        out = entry.value;
    for (const NodeRef item : node.items())
        out = item;
    return out;
}

text::Span shortSpan(NodeRef node)
{
    if (node.isScalar() || node.isAlias())
        return node.span();
    if (const NodeRef key = node.key())
        return key.span();
    for (NodeRef child = firstChild(node); child; child = firstChild(child)) {
        if (child.isScalar())
            return child.span();
    }
    return node.span();
}

/// The path of the mapping with a key behind it, quoted as NodeRef::path quotes it.
std::string joinPath(std::string path, std::string_view key)
{
    if (key.empty())
        return path;
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

} // namespace

Place at(NodeRef node)
{
    return {node, shortSpan(node)};
}

Place within(NodeRef object, NodeRef culprit)
{
    return {object, shortSpan(culprit)};
}

Place atKey(NodeRef::Entry entry)
{
    return {entry.value, entry.key.span()};
}

Place missingIn(NodeRef mapping, std::string_view key)
{
    return {mapping, shortSpan(mapping), key};
}

std::string describe(NodeRef node)
{
    if (node.isSequence())
        return "a list";
    if (node.isMapping())
        return "a mapping";
    if (node.isAlias())
        return "an alias";
    const std::string value = shorten(node.value());
    switch (node.scalarType()) {
    case yaml::ScalarType::Null:
        return "null";
    case yaml::ScalarType::Bool:
        return "the boolean " + value;
    case yaml::ScalarType::Int:
    case yaml::ScalarType::Float:
        return "the number " + value;
    case yaml::ScalarType::Timestamp:
        return "the date " + value;
    case yaml::ScalarType::String:
        break;
    }
    return value.empty() ? std::string("an empty text") : "the text \"" + value + "\"";
}

std::string quoted(std::string_view word)
{
    return "\"" + std::string(word) + "\"";
}

std::string pythonList(const std::vector<std::string>& texts)
{
    constexpr std::size_t shownTexts = 5;
    std::string out = "[";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i == shownTexts)
            return out + ", …]";
        out += (i > 0 ? ", '" : "'") + shorten(texts[i]) + "'";
    }
    return out + "]";
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

Report::Report(const yaml::Document& document, std::stop_token stop)
    : m_document(document), m_stop(std::move(stop))
{
    const std::vector<NodeRef> roots = document.roots();
    if (document.complete() || roots.empty())
        return;
    for (NodeRef node = roots.back(); node; node = lastChild(node))
        m_unfinished.insert(node.id());
}

void Report::add(text::Severity severity, std::string_view code, std::string message,
                 const Place& place, std::optional<text::Fix> fix)
{
    auto found = m_counts.find(code);
    if (found == m_counts.end())
        found = m_counts.emplace(std::string(code), Count{}).first;
    Count& count = found->second;
    ++count.number;
    if (count.number > mostOfOneCode + 1)
        return;
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.span = place.span;
    diagnostic.path = joinPath(place.node.path(), place.key);
    if (fix)
        diagnostic.fixes.push_back(std::move(*fix));
    if (count.number <= mostOfOneCode)
        m_diagnostics.push_back(std::move(diagnostic));
    else
        count.firstLeftOut = std::move(diagnostic);
}

bool Report::lists(std::string_view code) const
{
    const auto found = m_counts.find(code);
    return found == m_counts.end() || found->second.number <= mostOfOneCode;
}

std::optional<text::Fix> Report::removal(std::string_view code, NodeRef::Entry entry) const
{
    return fix(code, [&] { return remove(entry.value, "remove " + quoted(entry.key.value())); });
}

const policy::GuardianDocument& Report::decoded(NodeRef root)
{
    if (!m_decoded || m_decodedRoot != root.id()) {
        m_decoded = policy::decodeGuardian(root);
        m_decodedRoot = root.id();
    }
    return *m_decoded;
}

std::vector<Diagnostic> Report::take()
{
    for (auto& [code, count] : m_counts) {
        if (count.number <= mostOfOneCode)
            continue;
        const std::size_t more = count.number - mostOfOneCode;
        Diagnostic& last = count.firstLeftOut;
        if (more > 1)
            last.message += " (and " + std::to_string(more - 1) + " more of this kind)";
        m_diagnostics.push_back(std::move(last));
    }
    return std::move(m_diagnostics);
}

} // namespace pw::ops::validation
