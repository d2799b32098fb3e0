#include "core/yaml/tree_problems.h"

#include "core/yaml/problem_list.h"

#include <algorithm>

namespace pw::yaml {

namespace {

constexpr std::size_t shownKeySize = 80;

std::string shownKey(std::string_view key)
{
    if (key.size() <= shownKeySize)
        return std::string(key);
    std::size_t end = shownKeySize;
    while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(key.substr(0, end)) + "\xE2\x80\xA6";
}

class TreeCheck
{
public:
    explicit TreeCheck(const Document& document) : m_document(document) { }

    std::vector<text::Diagnostic> run(std::vector<NodeId> suspects)
    {
        // A mapping stands there twice if it has an anchor, too.
        std::sort(suspects.begin(), suspects.end());
        suspects.erase(std::unique(suspects.begin(), suspects.end()), suspects.end());
        for (const NodeId id : suspects) {
            const NodeRef node(m_document, id);
            if (node.kind() == NodeKind::Mapping)
                checkKeys(node);
            else if (node.kind() == NodeKind::Alias)
                checkAlias(node);
            if (!node.anchor().empty())
                checkAnchor(node);
        }
        checkEmpty();
        return m_problems.take();
    }

private:
    void report(NodeRef node, text::Span span, std::string_view code, std::string message)
    {
        if (!m_problems.wants(code, span))
            return;
        text::Diagnostic problem;
        problem.code = code;
        problem.span = span;
        problem.path = node.path();
        problem.message = std::move(message);
        m_problems.add(std::move(problem));
    }

    void checkKeys(NodeRef mapping)
    {
        m_keys.clear();
        for (const auto& [key, value] : mapping.entries()) {
            if (key.isSequence() || key.isMapping()) {
                if (isInKey(mapping))
                    continue; // the outermost says it all
                report(key, key.span(), "complex-key",
                       "A list or an object cannot be a key; use a text as the key");
            } else if (key.isScalar()) {
                checkKey(key, value);
                m_keys.push_back({key.value(), key.id()});
            }
        }
        checkDuplicates();
    }

    static bool isInKey(NodeRef node) { return node.parent().isMapping() && !node.key(); }

    void checkKey(NodeRef key, NodeRef value)
    {
        if (key.value().empty()) {
            report(key, {key.span().begin, std::max(key.span().end, value.span().begin)},
                   "empty-key",
                   "A key is missing before this colon; write the key or remove the "
                   "entry");
        } else if (key.value() == "<<" && key.style() == ScalarStyle::Plain
                   && m_document.format() == Format::Yaml) {
            report(key, key.span(), "merge-key",
                   "Merge keys are read differently by different tools; write the merged entries "
                   "out here");
        }
    }

    void checkDuplicates()
    {
        constexpr std::size_t few = 8;
        if (m_keys.size() <= few) {
            for (std::size_t i = 1; i < m_keys.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    if (m_keys[i].text == m_keys[j].text) {
                        reportDuplicate(m_keys[i], m_keys[j]);
                        break;
                    }
                }
            }
            return;
        }
        // Sorted and not hashed: no choice of keys makes this slow.
        std::sort(m_keys.begin(), m_keys.end(), [](const Key& a, const Key& b) {
            const int order = a.text.compare(b.text);
            return order != 0 ? order < 0 : a.node < b.node;
        });
        std::size_t first = 0;
        for (std::size_t i = 1; i < m_keys.size(); ++i) {
            if (m_keys[i].text == m_keys[first].text)
                reportDuplicate(m_keys[i], m_keys[first]);
            else
                first = i;
        }
    }

    struct Key
    {
        std::string_view text;
        NodeId node = noNode;
    };

    void reportDuplicate(const Key& again, const Key& first)
    {
        const NodeRef key(m_document, again.node);
        if (!m_problems.wants("duplicate-key", key.span()))
            return;
        const NodeRef other(m_document, first.node);
        const std::size_t line = lineOf(other.span().begin);
        text::Diagnostic problem;
        problem.code = "duplicate-key";
        problem.span = key.span();
        problem.path = key.path();
        problem.message = "Duplicate key '" + shownKey(again.text) + "': it stands in line "
            + std::to_string(line) + " already and only one of the two counts; remove one";
        m_problems.add(std::move(problem));
    }

    /// Without the column, which costs a walk along the line.
    [[nodiscard]] std::size_t lineOf(text::ByteOffset place) const
    {
        std::size_t first = 1;
        std::size_t behind = m_document.source().lineCount() + 1;
        while (behind - first > 1) {
            const std::size_t middle = first + (behind - first) / 2;
            (m_document.source().lineStart(middle) <= place ? first : behind) = middle;
        }
        return first;
    }

    void checkAlias(NodeRef alias)
    {
        report(alias, alias.span(), "alias",
               "Aliases are read differently by different tools; write the value of *"
                   + shownKey(alias.value()) + " out here");
    }

    void checkAnchor(NodeRef node)
    {
        const text::Span span = node.span();
        const std::string_view under = m_document.source().slice(span);
        // A tag may stand before the anchor.
        const std::size_t sign = std::min(under.find('&'), under.size());
        const auto begin = static_cast<text::ByteOffset>(span.begin + sign);
        const auto end = static_cast<text::ByteOffset>(
            std::min<std::size_t>(span.end, begin + 1 + node.anchor().size()));
        report(node, {begin, end}, "anchor",
               "Anchors are read differently by different tools; remove &" + shownKey(node.anchor())
                   + " and write the value out where it is needed");
    }

    void checkEmpty()
    {
        const std::vector<NodeRef> roots = m_document.roots();
        const bool empty = std::all_of(roots.begin(), roots.end(), [](NodeRef root) {
            return root.isScalar() && root.value().empty() && root.style() == ScalarStyle::Plain;
        });
        if (empty && m_document.complete()) {
            m_problems.error("empty-document", {0, 0},
                             "The text holds no document; write one that starts with \"apiVersion: "
                             "spyderbat/v1\"");
        }
    }

    const Document& m_document;
    ProblemList m_problems;
    std::vector<Key> m_keys;
};

} // namespace

std::vector<text::Diagnostic> treeProblems(const Document& document,
                                           const std::vector<NodeId>& suspects)
{
    return TreeCheck(document).run(suspects);
}

} // namespace pw::yaml
