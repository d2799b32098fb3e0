#pragma once
// The document that a form shows: one unit of a snapshot, with what its pieces ask for.

#include "core/ops/form_problems.h"
#include "core/ops/form_tabs.h"
#include "core/snapshot.h"

#include <memory>

namespace pw::ui {

struct FormDocument
{
    SnapshotPtr snapshot;
    std::vector<policy::Unit> units; ///< as places number them
    std::size_t unit = 0;
    ops::FormProblems problems;

    [[nodiscard]] const policy::Unit& shown() const { return units.at(unit); }
    [[nodiscard]] yaml::NodeRef root() const { return {*snapshot->document, shown().root}; }
    [[nodiscard]] const policy::ObjectType* type() const { return policy::schemaOf(shown().kind); }
    /// The tab that shows the place of the problem.
    [[nodiscard]] ops::FormTab tabOf(const text::Diagnostic& problem) const;
    [[nodiscard]] std::vector<ops::FormTop> tops(ops::FormTab tab) const
    {
        return ops::formTops(shown(), unit, *snapshot->document, tab);
    }
};

using FormDocumentPtr = std::shared_ptr<const FormDocument>;

} // namespace pw::ui
