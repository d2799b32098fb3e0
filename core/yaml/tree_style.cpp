#include "core/yaml/tree_style.h"

#include "core/yaml/json_writer.h"
#include "core/yaml/tree_lines.h"

#include <optional>

namespace pw::yaml {

namespace {

constexpr std::size_t lookedAt = 4000;

/// The first that says something decides.
class Observer
{
public:
    explicit Observer(const TreeLines& lines) : m_lines(lines) { }

    void look(NodeRef node, NodeRef without)
    {
        if (m_seen >= lookedAt || node == without)
            return;
        ++m_seen;
        if (node.isMapping()) {
            if (node.isFlow() && node.size() > 0 && !m_padded) {
                const std::string_view written = m_lines.bytes().substr(node.span().begin);
                m_padded = written.starts_with("{ ");
            }
            for (const auto& [key, value] : node.entries()) {
                entry(key, value);
                look(value, without);
            }
        }
        for (const NodeRef item : node.items())
            look(item, without);
    }

    /// The items of the list itself tell more than those of lists of the same name elsewhere.
    void lookAtOwn(NodeRef list)
    {
        for (const NodeRef item : list.items()) {
            if ((item.isMapping() || item.isSequence()) && item.size() > 0)
                m_flowItems.try_emplace(keyOf(list), item.isFlow());
        }
    }

    [[nodiscard]] bool full() const { return m_seen >= lookedAt; }

    YamlStyle style()
    {
        YamlStyle out;
        out.mapStep = m_mapStep.value_or(out.mapStep);
        out.listStep = m_listStep.value_or(out.listStep);
        out.keyQuotes = m_keyQuotes.value_or(Quotes::Needed);
        out.paddedFlowMaps = m_padded.value_or(false);
        out.quotes = std::move(m_quotes);
        for (const auto& [key, flow] : m_flow) {
            if (flow)
                out.flow.insert(key);
        }
        for (const auto& [key, flow] : m_flowItems) {
            if (flow)
                out.flowItems.insert(key);
        }
        return out;
    }

private:
    static std::optional<Quotes> quotesOf(NodeRef scalar)
    {
        if (!scalar.isString()
            || writeScalar(Value::string(std::string(scalar.value()))) != scalar.value())
            return std::nullopt; // it had no choice
        if (scalar.style() == ScalarStyle::SingleQuoted)
            return Quotes::Single;
        return scalar.style() == ScalarStyle::DoubleQuoted ? Quotes::Double : Quotes::Needed;
    }

    void entry(NodeRef key, NodeRef value)
    {
        const std::string name(key.value());
        if (!m_keyQuotes)
            m_keyQuotes = quotesOf(key);
        NodeRef text = value;
        for (const NodeRef item : value.items()) {
            text = item;
            if ((item.isMapping() || item.isSequence()) && item.size() > 0)
                m_flowItems.try_emplace(name, item.isFlow());
            break;
        }
        if (const std::optional<Quotes> quotes = quotesOf(text))
            m_quotes.try_emplace(name, *quotes);
        if ((!value.isSequence() && !value.isMapping()) || value.size() == 0)
            return;
        m_flow.try_emplace(name, value.isFlow());
        if (value.isFlow() || !value.anchor().empty() || !value.tag().empty())
            return;
        const std::size_t outer = m_lines.lead(key.span().begin).size();
        const std::size_t inner = m_lines.lead(value.span().begin).size();
        std::optional<std::size_t>& known = value.isSequence() ? m_listStep : m_mapStep;
        if (!known && inner >= outer && (value.isSequence() || inner > outer))
            known = inner - outer;
    }

    const TreeLines& m_lines;
    std::size_t m_seen = 0;
    std::optional<std::size_t> m_mapStep;
    std::optional<std::size_t> m_listStep;
    std::optional<Quotes> m_keyQuotes;
    std::optional<bool> m_padded;
    std::map<std::string, Quotes, std::less<>> m_quotes;
    std::map<std::string, bool> m_flow;
    std::map<std::string, bool> m_flowItems;
};

/// Takes the spaces behind `:` and `,` out.
std::string compacted(const std::string& line)
{
    std::string out;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '\\') {
            out += c;
            out += line[++i];
            continue;
        }
        if (c == '"')
            quoted = !quoted;
        if (quoted || c != ' ')
            out += c;
    }
    return out;
}

} // namespace

std::string keyOf(NodeRef node)
{
    for (; node; node = node.parent()) {
        if (const NodeRef key = node.key())
            return std::string(key.value());
        if (node.parent().isMapping())
            break;
    }
    return {};
}

YamlStyle styleAround(NodeRef node, const TreeLines& lines)
{
    Observer observer(lines);
    observer.lookAtOwn(node);
    NodeRef inner;
    for (NodeRef outer = node; outer && !observer.full(); outer = outer.parent()) {
        observer.look(outer, inner);
        inner = outer;
    }
    return observer.style();
}

JsonStyle jsonStyle(const Document& document)
{
    JsonStyle out;
    if (document.format() == Format::NdJson)
        out.lines = false;
    const TreeLines& lines = document.lines();
    bool decided = false;
    const auto visit = [&](auto&& self, NodeRef node, int depth) -> void {
        if (depth > 4 || decided)
            return;
        const std::string_view outer = lines.lead(node.span().begin);
        for (const auto& [key, value] : node.entries()) {
            if (lines.startsLine(key.span().begin) && document.format() == Format::Json) {
                out.lines = true;
                const std::string_view inner = lines.lead(key.span().begin);
                const std::size_t indentation
                    = std::min(outer.find_first_not_of(" \t"), outer.size());
                if (inner.size() > indentation)
                    out.step = std::string(inner.substr(indentation));
            }
            out.compact = !out.lines && value.span().begin > key.span().end
                && value.span().begin - key.span().end == 1;
            decided = true;
            return;
        }
        for (const NodeRef item : node.items()) {
            self(self, item, depth + 1);
            if (decided)
                return;
        }
    };
    for (const NodeRef root : document.roots())
        visit(visit, root, 0);
    return out;
}

std::string writeJson(const Value& value, const JsonStyle& style, std::string_view lead)
{
    if (!style.lines) {
        std::string line = writeJson(value, JsonLayout::OneLine);
        return style.compact ? compacted(line) : line;
    }
    const std::string indented = writeJson(value, JsonLayout::Indented);
    std::string out;
    for (std::size_t at = 0; at < indented.size();) {
        const std::size_t end = std::min(indented.find('\n', at), indented.size());
        const std::size_t text = std::min(indented.find_first_not_of(' ', at), end);
        if (at > 0) {
            out += '\n';
            out += lead;
        }
        for (std::size_t step = 0; step < (text - at) / 2; ++step)
            out += style.step;
        out += indented.substr(text, end - text);
        at = end + 1;
    }
    return out;
}

} // namespace pw::yaml
