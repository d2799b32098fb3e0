#include "core/yaml/second_reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>

namespace pw::yaml {

namespace {

/// yaml-cpp reads some 6 MB a second: more than this is not worth the wait.
constexpr std::size_t maxBytes = std::size_t{8} << 20U;

/// Thrown through yaml-cpp's parser, because nothing else stops it.
struct ReadDifferently
{
    NodeRef node; ///< nothing when yaml-cpp reads more than we do
};

/// Follows our nodes in the order of the text while yaml-cpp tells what it reads.
class Comparison final : public YAML::EventHandler
{
public:
    explicit Comparison(const Document& document) : m_document(document) { }

    [[nodiscard]] bool finished() const { return m_next == m_document.nodeCount(); }
    [[nodiscard]] NodeRef next() const
    {
        return finished() ? NodeRef() : NodeRef(m_document, static_cast<NodeId>(m_next));
    }

    void OnDocumentStart(const YAML::Mark& /*mark*/) override
    {
        if (finished()) // the end of the stream is a document to yaml-cpp in some versions
            throw ReadDifferently{};
    }
    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override
    {
        const NodeRef node = take(NodeKind::Scalar);
        if (!node.isNull() && !node.value().empty())
            throw ReadDifferently{node};
    }
    void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override
    {
        take(NodeKind::Alias);
    }
    void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  const std::string& value) override
    {
        const NodeRef node = take(NodeKind::Scalar);
        if (node.value() != value)
            throw ReadDifferently{node};
    }
    void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/,
                         YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override
    {
        m_open.push_back(take(NodeKind::Sequence));
    }
    void OnSequenceEnd() override { leave(); }
    void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/,
                    YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override
    {
        m_open.push_back(take(NodeKind::Mapping));
    }
    void OnMapEnd() override { leave(); }

private:
    NodeRef take(NodeKind kind)
    {
        const NodeRef node = next();
        const NodeRef parent = m_open.empty() ? NodeRef() : m_open.back();
        if (!node || node.kind() != kind || node.parent() != parent)
            throw ReadDifferently{node ? node : parent};
        ++m_next;
        return node;
    }

    void leave()
    {
        const NodeRef node = next();
        if (node && node.parent() == m_open.back())
            throw ReadDifferently{node};
        m_open.pop_back();
    }

    const Document& m_document;
    std::size_t m_next = 0;
    std::vector<NodeRef> m_open;
};

text::Diagnostic differs(const Document& document, NodeRef node)
{
    text::Diagnostic problem;
    problem.severity = text::Severity::Warning;
    problem.code = "second-reader-differs";
    problem.message = "Another YAML reader (yaml-cpp) reads another value here; write the text in "
                      "single quotes, or the list or object on lines of its own";
    const auto end = static_cast<text::ByteOffset>(document.source().bytes().size());
    problem.span = node ? node.span() : text::Span{end, end};
    problem.path = node.path();
    return problem;
}

text::Diagnostic refused(const Document& document, const YAML::Exception& error)
{
    text::Diagnostic problem;
    problem.severity = text::Severity::Warning;
    problem.code = "second-reader-refuses";
    problem.message = "Another YAML reader (yaml-cpp) refuses the text here: " + error.msg
        + "; write it more simply";
    const auto size = static_cast<text::ByteOffset>(document.source().bytes().size());
    const auto at = static_cast<text::ByteOffset>(std::max(error.mark.pos, 0));
    problem.span = {std::min(at, size), std::min(at, size)};
    return problem;
}

std::optional<text::Diagnostic> compare(const Document& document)
{
    Comparison comparison(document);
    std::istringstream in{std::string(document.source().bytes())};
    try {
        YAML::Parser parser(in);
        // Counted, because yaml-cpp can find documents without end where it does not move on.
        for (std::size_t left = document.roots().size() + 1; left > 0; --left) {
            if (!parser.HandleNextDocument(comparison))
                break;
        }
    } catch (const ReadDifferently& at) {
        return differs(document, at.node);
    } catch (const YAML::Exception& error) {
        return refused(document, error);
    }
    if (!comparison.finished())
        return differs(document, comparison.next());
    return std::nullopt;
}

} // namespace

std::vector<text::Diagnostic> secondOpinion(const Document& document)
{
    if (document.format() != Format::Yaml || !document.complete()
        || document.source().bytes().size() > maxBytes || text::hasErrors(document.problems()))
        return {};
    std::vector<text::Diagnostic> out;
    if (std::optional<text::Diagnostic> problem = compare(document))
        out.push_back(std::move(*problem));
    return out;
}

} // namespace pw::yaml
