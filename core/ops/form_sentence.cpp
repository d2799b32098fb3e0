#include "core/ops/form_sentence.h"

#include "core/ops/hover_meaning.h"
#include "core/ops/response_sentence.h"
#include "core/ops/selector_sentence.h"
#include "core/policy/decode_parts.h"

namespace pw::ops {
namespace {

using yaml::NodeRef;

bool isSelector(std::string_view key, NodeRef node)
{
    return key.ends_with("Selector") && node.isMapping();
}

/// What a document selects stands in its spec; that of a fingerprint or deviation is told alike.
Sentence selectorsOf(NodeRef root)
{
    std::vector<policy::Selector> selectors;
    for (const auto& [key, value] : root.find("spec").entries()) {
        if (isSelector(key.value(), value))
            selectors.push_back(policy::decodeSelector(key.value(), value));
    }
    return scopeSentence(selectors);
}

} // namespace

Sentence rowSentence(const FormSpot& spot)
{
    const FormRow& row = spot.row;
    if (!row.node || row.role == FormRow::Role::Add)
        return {};
    return insideSentence(
        {row.node, row.node, spot.root, spot.place.unit, row.type, spot.place.steps});
}

Sentence selectorRowSentence(const FormRow& row)
{
    if (row.role != FormRow::Role::Field || !isSelector(row.step.key, row.node))
        return {};
    return selectorSentence(policy::decodeSelector(row.step.key, row.node));
}

Sentence tabSentence(const policy::Unit& unit, const yaml::Document& document, FormTab tab)
{
    const NodeRef root(document, unit.root);
    if (tab == FormTab::Selectors)
        return selectorsOf(root);
    const NodeRef response = root.find("spec").find("response");
    if (tab != FormTab::Response || !response.isMapping())
        return {};
    return responseSentence(policy::decodeResponse(response), actingOf(root));
}

} // namespace pw::ops
