#pragma once
// How the fields of a document are shared out to the tabs of its form.

#include "core/ops/form_rows.h"

#include <span>

namespace pw::ops {

enum class FormTab : std::uint8_t { Overview, Selectors, Processes, Network, Response };

/// A row at the top of a tab.
struct FormTop
{
    policy::Place place;
    FormRow row;
};

/// Those that documents of the type have. What no schema knows is all overview.
[[nodiscard]] std::vector<FormTab> formTabs(const policy::ObjectType* type);
/// Names and switches first, then the rest of the document. Selectors that say nothing for a policy
/// of that type are left out, but not where they stand in the text.
[[nodiscard]] std::vector<FormTop> formTops(const policy::Unit& unit, std::size_t number,
                                            const yaml::Document& document, FormTab tab);
/// The tab that shows the place, and the row at its top that holds it.
[[nodiscard]] FormTab tabOf(const policy::ObjectType* type, std::span<const policy::Step> steps);
/// The field says something in a policy of that type, or stands in the text.
[[nodiscard]] bool isWorthARow(const FormRow& row, std::string_view policyType);
/// How many entries the tab holds: selectors, processes, rules, actions.
[[nodiscard]] std::size_t formCount(const std::vector<FormTop>& tops, FormTab tab);

} // namespace pw::ops
