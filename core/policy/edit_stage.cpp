#include "core/policy/edit_stage.h"

#include "core/text/edits_between.h"

namespace pw::policy {

EditStage::EditStage(const yaml::Document& document)
    : m_first(&document), m_document(&document), m_units(unitsOf(document, false))
{
}

yaml::NodeRef EditStage::at(const Place& place) const
{
    return nodeAt(*m_document, m_units, place);
}

Result<yaml::NodeRef> EditStage::existing(const Place& place) const
{
    if (const yaml::NodeRef node = at(place))
        return node;
    return Error{"gone", "what was to be changed is no longer there", place.path()};
}

const ObjectType* EditStage::schema(std::size_t unit) const
{
    return unit < m_units.size() ? schemaOf(m_units[unit].kind) : nullptr;
}

std::optional<Error> EditStage::apply(const yaml::TriedEdit& edit)
{
    if (edit.empty())
        return std::nullopt;
    Result<yaml::TriedText> tried = edit.plan();
    if (!tried)
        return tried.error();
    apply(*std::move(tried));
    return std::nullopt;
}

void EditStage::apply(yaml::TriedText tried)
{
    m_edits = std::move(tried.edits);
    ++m_stages;
    m_kept = std::move(tried.document);
    m_document = m_kept.get();
    m_units = unitsOf(*m_document, false);
}

PlannedEdit EditStage::take()
{
    if (m_stages > 1)
        m_edits = text::editsBetween(m_first->source().bytes(), m_document->source().bytes());
    return {std::move(m_edits), std::move(m_notes), m_kept};
}

} // namespace pw::policy
