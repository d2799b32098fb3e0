#include "core/ops/form_tabs.h"

#include "core/ops/response_fit.h"
#include "core/policy/process_nodes.h"
#include "core/policy/schema_place.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using policy::Place;
using policy::Step;
using yaml::NodeRef;

/// Mappings whose fields are shown as if they were the document's own.
constexpr std::array<std::string_view, 4> opened{"metadata", "spec", "data", "deviation"};
constexpr std::array<std::string_view, 4> policyTypes{"container", "linux-service", "cluster",
                                                      "trace"};
/// What a person looks for first.
constexpr std::array<std::string_view, 4> first{"name", "type", "mode", "enabled"};
constexpr int behindAll = 100;

bool isSelector(const Field& field)
{
    return field.kind == FieldKind::Object && field.key.ends_with("Selector");
}

FormTab tabOf(const Field& field)
{
    if (isSelector(field))
        return FormTab::Selectors;
    if (field.key == "processPolicy")
        return FormTab::Processes;
    if (field.key == "networkPolicy")
        return FormTab::Network;
    return field.key == "response" && field.kind == FieldKind::Object ? FormTab::Response
                                                                      : FormTab::Overview;
}

bool isOpened(const FormRow& row)
{
    return row.role == FormRow::Role::Field && row.field != nullptr
        && row.field->kind == FieldKind::Object
        && std::ranges::find(opened, row.field->key) != opened.end()
        && (!row.node || row.node.isNull() || row.node.isMapping());
}

int rankOf(const FormTop& top)
{
    const std::string& key = top.place.steps.back().key;
    const auto found = std::ranges::find(first, key);
    if (found != first.end() && top.place.steps.size() > 1)
        return static_cast<int>(found - first.begin());
    const int known = top.row.role == FormRow::Role::Field ? 0 : behindAll;
    const std::string& owner = top.place.steps.front().key;
    return known
        + (top.place.steps.size() == 1 ? behindAll / 2
               : owner == "metadata"   ? behindAll / 4
                                       : behindAll / 8);
}

void collect(const FormRow& mapping, const Place& place, FormTab tab, std::vector<FormTop>& out)
{
    for (FormRow& row : formRows(mapping)) {
        if (row.role == FormRow::Role::Add && !place.isRoot())
            continue;
        Place at = place;
        at.steps.push_back(row.step);
        if (isOpened(row))
            collect(row, at, tab, out);
        else if ((row.field != nullptr ? tabOf(*row.field) : FormTab::Overview) == tab)
            out.push_back({std::move(at), std::move(row)});
    }
}

void collectTabs(const ObjectType& type, std::vector<FormTab>& out)
{
    for (const Field& field : type.fields) {
        if (std::ranges::find(opened, field.key) != opened.end() && field.item != nullptr)
            collectTabs(*field.item, out);
        else
            out.push_back(tabOf(field));
    }
}

std::size_t listSize(NodeRef node)
{
    return node.isSequence() ? node.size() : 0;
}

} // namespace

std::vector<FormTab> formTabs(const ObjectType* type)
{
    std::vector<FormTab> out{FormTab::Overview};
    if (type != nullptr)
        collectTabs(*type, out);
    std::ranges::sort(out);
    const auto rest = std::ranges::unique(out);
    out.erase(rest.begin(), rest.end());
    return out;
}

std::vector<FormTop> formTops(const policy::Unit& unit, std::size_t number,
                              const yaml::Document& document, FormTab tab)
{
    std::vector<FormTop> out;
    const NodeRef root(document, unit.root);
    collect(formRow(root, policy::schemaOf(unit.kind)), {number, {}}, tab, out);
    const bool isPolicy = unit.kind == policy::Kind::Policy
        || unit.kind == policy::Kind::ClusterPolicy || unit.kind == policy::Kind::Baseline
        || unit.kind == policy::Kind::Fingerprint;
    if (isPolicy)
        std::erase_if(out, [&](const FormTop& top) { return !isWorthARow(top.row, unit.type); });
    if (tab == FormTab::Overview) {
        std::erase_if(out, [](const FormTop& top) { return top.row.role == FormRow::Role::Add; });
        std::ranges::stable_sort(out, {}, rankOf);
    }
    return out;
}

FormTab tabOf(const ObjectType* type, std::span<const Step> steps)
{
    for (std::size_t count = 1; count <= steps.size(); ++count) {
        const policy::SchemaPlace at = policy::schemaAt(type, steps.first(count));
        if (at.field == nullptr)
            break;
        if (std::ranges::find(opened, at.field->key) == opened.end())
            return tabOf(*at.field);
    }
    return FormTab::Overview;
}

bool isWorthARow(const FormRow& row, std::string_view policyType)
{
    if (row.node || row.field == nullptr || row.role != FormRow::Role::Field
        || !isSelector(*row.field)
        || std::ranges::find(policyTypes, policyType) == policyTypes.end())
        return true;
    const bool isScope = row.owner == nullptr || row.owner->name == "spec";
    if (!isScope)
        return selectorFits(row.field->key, policyType);
    const auto fitting = scopeSelectors(policyType);
    return fitting.empty() || std::ranges::find(fitting, row.field->key) != fitting.end();
}

std::size_t formCount(const std::vector<FormTop>& tops, FormTab tab)
{
    std::size_t count = 0;
    for (const FormTop& top : tops) {
        const NodeRef node = top.row.node;
        switch (tab) {
        case FormTab::Overview:
            return 0;
        case FormTab::Selectors:
            count += node ? 1 : 0;
            break;
        case FormTab::Processes:
            policy::eachProcess(node, [&](NodeRef) { ++count; });
            break;
        case FormTab::Network:
            count += listSize(node.find("ingress")) + listSize(node.find("egress"));
            break;
        case FormTab::Response:
            count += listSize(node.find("default")) + listSize(node.find("actions"));
            break;
        }
    }
    return count;
}

} // namespace pw::ops
