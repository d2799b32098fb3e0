#include "core/ops/reader_fixes.h"

#include "core/ops/quick_fix.h"
#include "core/text/conflicts.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <map>
#include <set>

namespace pw::ops {
namespace {

using text::ByteOffset;
using text::Diagnostic;
using text::Fix;
using yaml::NodeRef;

/// What is written out grows with every alias in it.
constexpr std::size_t mostWrittenOut = 2000;

class ReaderFixes
{
public:
    ReaderFixes(const yaml::Document& document, const std::vector<Diagnostic>& problems)
        : m_document(document)
    {
        for (const Diagnostic& problem : problems)
            m_at.emplace(problem.span.begin, NodeRef());
        for (std::size_t i = 0; i < document.nodeCount(); ++i) {
            const NodeRef node(document, yaml::NodeId{static_cast<std::uint32_t>(i)});
            if (node.isAlias()) {
                stands(node.span().begin, node);
                m_referred.insert(node.aliasTarget().id());
            }
            if (node.key())
                stands(node.key().span().begin, node);
            if (!node.anchor().empty())
                m_anchored.push_back(node);
        }
    }

    [[nodiscard]] std::optional<Fix> of(const Diagnostic& problem) const
    {
        if (problem.code == "anchor")
            return anchorGone(problem.span);
        const auto found = m_at.find(problem.span.begin);
        if (found == m_at.end() || !found->second)
            return std::nullopt;
        const NodeRef node = found->second;
        if (problem.code == "alias" && node.isAlias())
            return writtenOut(node);
        if (problem.code == "merge-key" && node.key())
            return merged(node);
        if (problem.code == "duplicate-key" && node.key())
            return sameAgain(node);
        return std::nullopt;
    }

private:
    void stands(ByteOffset at, NodeRef node)
    {
        const auto wanted = m_at.find(at);
        if (wanted != m_at.end())
            wanted->second = node;
    }

    /// Nodes in it; too many where an alias stands in it.
    static std::size_t sizeOf(NodeRef node)
    {
        if (!node || node.isAlias())
            return mostWrittenOut + 1;
        std::size_t out = 1;
        for (const NodeRef item : node.items()) {
            if (out <= mostWrittenOut)
                out += sizeOf(item);
        }
        for (const auto& [key, value] : node.entries()) {
            if (out <= mostWrittenOut)
                out += 1 + sizeOf(value);
        }
        return out;
    }

    static std::optional<Fix> writtenOut(NodeRef alias)
    {
        if (sizeOf(alias.aliasTarget()) > mostWrittenOut)
            return std::nullopt;
        return setValue(alias, yaml::toValue(alias),
                        "write the value of *" + std::string(alias.value()) + " out");
    }

    /// Entries of the mapping itself win over those that are merged in.
    static std::optional<Fix> merged(NodeRef value)
    {
        const NodeRef source = value.isAlias() ? value.aliasTarget() : value;
        const NodeRef mapping = value.parent();
        if (!source.isMapping() || sizeOf(source) > mostWrittenOut)
            return std::nullopt;
        std::size_t place = 0;
        for (const auto& entry : mapping.entries()) {
            if (entry.value == value)
                break;
            ++place;
        }
        yaml::TreeEdit edit(*value.document());
        edit.remove(value);
        for (const auto& [key, entry] : source.entries()) {
            if (!key.isScalar() || key.value() == "<<")
                return std::nullopt;
            if (!mapping.find(key.value()))
                edit.insertEntry(mapping, place, std::string(key.value()), yaml::toValue(entry));
        }
        return planned(edit, "write the merged entries out");
    }

    [[nodiscard]] std::optional<Fix> anchorGone(text::Span sign) const
    {
        // The innermost: one around it may have an anchor of its own.
        const auto found = std::find_if(m_anchored.rbegin(), m_anchored.rend(), [&](NodeRef node) {
            return node.span().contains(sign) || node.span().begin == sign.begin;
        });
        if (found == m_anchored.rend() || m_referred.contains(found->id()))
            return std::nullopt;
        const std::string_view bytes = m_document.source().bytes();
        ByteOffset end = sign.end;
        while (end < bytes.size() && bytes[end] == ' ')
            ++end;
        Fix fix{"remove &" + std::string(found->anchor()), {}};
        fix.edits.replace({sign.begin, end}, {});
        return fix;
    }

    static std::optional<Fix> sameAgain(NodeRef value)
    {
        const std::string_view key = value.key().value();
        for (const auto& entry : value.parent().entries()) {
            if (entry.value == value || entry.key.value() != key)
                continue;
            if (sizeOf(value) > mostWrittenOut || sizeOf(entry.value) > mostWrittenOut
                || !(yaml::toValue(entry.value) == yaml::toValue(value)))
                return std::nullopt;
            return remove(value, "remove the second");
        }
        return std::nullopt;
    }

    const yaml::Document& m_document;
    std::map<ByteOffset, NodeRef> m_at; ///< where problems begin: the alias, or the key's value
    std::set<yaml::NodeId> m_referred;
    std::vector<NodeRef> m_anchored;
};

/// To each marker line of a conflict, so that Fix works wherever the cursor is.
void addConflictFixes(std::string_view bytes, std::vector<Diagnostic>& problems)
{
    const auto isMarker
        = [](const Diagnostic& problem) { return problem.code == "conflict-marker"; };
    if (std::ranges::none_of(problems, isMarker))
        return;
    const std::vector<text::Conflict> conflicts = text::conflictsIn(bytes);
    for (Diagnostic& problem : problems) {
        if (!isMarker(problem))
            continue;
        const auto around = std::ranges::upper_bound(
            conflicts, problem.span.begin, {},
            [](const text::Conflict& conflict) { return conflict.whole.end - 1; });
        if (around != conflicts.end() && around->whole.begin <= problem.span.begin)
            problem.fixes = text::conflictFixes(bytes, *around);
    }
}

} // namespace

void addReaderFixes(const yaml::Document& document, std::vector<Diagnostic>& problems)
{
    addConflictFixes(document.source().bytes(), problems);
    const auto mayHaveOne = [](const Diagnostic& problem) {
        return problem.code == "alias" || problem.code == "anchor" || problem.code == "merge-key"
            || problem.code == "duplicate-key";
    };
    if (std::ranges::none_of(problems, mayHaveOne))
        return;
    const ReaderFixes fixes(document, problems);
    for (Diagnostic& problem : problems) {
        if (std::optional<Fix> fix = mayHaveOne(problem) ? fixes.of(problem) : std::nullopt)
            problem.fixes.push_back(*std::move(fix));
    }
}

} // namespace pw::ops
