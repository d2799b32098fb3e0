#pragma once
// Walks a document along its schema; only the sources of validate include this.

#include "core/ops/validate_report.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace pw::ops::validation {

struct RuleInput
{
    Report& report;
    yaml::NodeRef node; ///< the mapping that the rule is about
    const policy::ObjectType& type; ///< its type
    const policy::ObjectType* owner; ///< of the mapping that holds it; nullptr for documents
};
using Rule = void (*)(const RuleInput&);

/// The rule of that name; every name in the schema has one.
[[nodiscard]] Rule ruleNamed(policy::RuleName name);

class SchemaWalk
{
public:
    explicit SchemaWalk(Report& report) : m_report(report) { }

    /// One text's root: a document, a bare list of them or an items list.
    void root(yaml::NodeRef node);

private:
    void element(yaml::NodeRef node);
    void document(yaml::NodeRef node);
    void unknownDocument(yaml::NodeRef node);
    void itemsMetadata(yaml::NodeRef element);
    void object(yaml::NodeRef node, const policy::ObjectType& type,
                const policy::ObjectType* owner);
    void value(yaml::NodeRef node, const policy::Field& field, const policy::ObjectType& owner);
    void nullValue(yaml::NodeRef node, const policy::Field& field);
    void text(yaml::NodeRef node, const policy::Field& field, const policy::ObjectType& owner);
    void texts(yaml::NodeRef node, const policy::Field& field, const policy::ObjectType& owner);
    void integer(yaml::NodeRef node, const policy::Field& field);
    void boolean(yaml::NodeRef node);
    void objects(yaml::NodeRef node, const policy::Field& field, const policy::ObjectType& owner);
    void textMap(yaml::NodeRef node, const policy::Field& field);
    void documents(yaml::NodeRef node, const policy::Field& field);
    /// What other readers take for something else; warned about, with the fix that ends it.
    void ambiguous(yaml::NodeRef node, const std::string& elsewhere, std::optional<text::Fix> fix);
    void plainText(yaml::NodeRef node);
    bool listSize(yaml::NodeRef node, const policy::Field& field, const policy::ObjectType& owner);
    void missing(yaml::NodeRef mapping, const policy::ObjectType& type, const policy::Field& field);
    /// Returns the field that was probably meant, if any.
    const policy::Field* unknownField(yaml::NodeRef mapping, yaml::NodeRef::Entry entry,
                                      const policy::ObjectType& type);
    void wrongType(yaml::NodeRef node, policy::FieldKind wanted);
    void wrongType(yaml::NodeRef node, policy::FieldKind wanted, std::optional<text::Fix> fix);
    /// Something else where a list of mappings belongs.
    void noList(yaml::NodeRef node, const policy::Field& field);

    Report& m_report;
    /// The rules of each type, found once.
    std::unordered_map<const policy::ObjectType*, std::vector<Rule>> m_rules;
};

} // namespace pw::ops::validation
