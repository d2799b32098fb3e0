#include "core/ops/outline.h"

#include "core/ops/document_sentence.h"
#include "core/ops/outline_parts.h"
#include "core/ops/short_text.h"
#include "core/policy/decode.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::Kind;
using policy::Place;
using yaml::NodeRef;

class DocumentWriter
{
public:
    DocumentWriter(const yaml::Document& document, std::span<const policy::Unit> units)
        : m_document(document), m_units(units)
    {
    }

    std::vector<OutlineItem> run()
    {
        for (Place place; m_next < m_units.size(); ++place.unit)
            unit(place, 0);
        return m_lines.take();
    }

private:
    /// The next unit, and the members of a group with it.
    void unit(const Place& place, std::size_t depth)
    {
        const policy::Unit& unit = m_units[m_next++];
        const NodeRef root(m_document, unit.root);
        const policy::GuardianDocument decoded = policy::decodeGuardian(root);
        m_lines.add(depth, OutlineKind::Document, documentSentence(root, decoded), root.span(),
                    nameSpanOf(root, {root.find("metadata").find("name"), root.find("kind")}),
                    place);
        if (unit.kind == Kind::FingerprintGroup)
            group(root, place, depth + 1);
        else if (unit.kind == Kind::Unknown || unit.kind == Kind::OutOfScope)
            for (const PlacedEntry& other : entriesOf(root, place))
                m_lines.entry(other, depth + 1);
        else if (unit.kind == Kind::ApiSecret)
            secret(root, place, depth + 1);
        else
            body(root, place, depth + 1, decoded);
    }

    void group(NodeRef root, const Place& place, std::size_t depth)
    {
        for (const PlacedEntry& each : entriesOf(root, place)) {
            if (isHead(each.key))
                continue;
            m_lines.entry(each, depth);
            const bool holdsMembers
                = each.key.value() == "data" && each.place.steps.back().index == 0;
            const NodeRef members = holdsMembers ? each.value.find("fingerprints") : NodeRef();
            const Place list = each.place.entry("fingerprints");
            for (std::size_t i = 0; i < members.size() && m_next < m_units.size(); ++i)
                unit(list.item(i), depth + 1);
        }
    }

    /// By its keys alone: whoever looks over a shoulder reads an outline, too.
    void secret(NodeRef root, const Place& place, std::size_t depth)
    {
        for (const PlacedEntry& each : entriesOf(root, place)) {
            if (!isHead(each.key))
                m_lines.part(each, depth, OutlineKind::Entry,
                             Sentence().name(shorten(each.key.value())));
        }
    }

    static bool isHead(NodeRef key) { return key.value() == "apiVersion" || key.value() == "kind"; }

    void body(NodeRef mapping, const Place& place, std::size_t depth,
              const policy::GuardianDocument& document)
    {
        for (const PlacedEntry& each : entriesOf(mapping, place)) {
            if (isHead(each.key))
                continue;
            if (each.key.value() == "spec" && each.value.isMapping()) {
                addSpec(m_lines, each, depth, document);
                continue;
            }
            m_lines.entry(each, depth);
            if (each.key.value() == "deviation" && each.value.isMapping()
                && document.kind == Kind::Deviation)
                body(each.value, each.place, depth + 1, document);
        }
    }

    const yaml::Document& m_document;
    std::span<const policy::Unit> m_units;
    std::size_t m_next = 0; ///< unit to be told
    OutlineLines m_lines;
};

} // namespace

std::vector<OutlineItem> outline(const yaml::Document& document,
                                 std::span<const policy::Unit> units,
                                 std::span<const text::Diagnostic> diagnostics)
{
    std::vector<OutlineItem> out = DocumentWriter(document, units).run();
    addGravest(out, diagnostics);
    return out;
}

} // namespace pw::ops
