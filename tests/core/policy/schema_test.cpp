// The table is complete in itself: whoever reads it finds documentation, rules and sound limits.

#include "core/ops/validate_schema.h"
#include "core/policy/schema.h"

#include <QTest>

#include <set>

using namespace pw;
using policy::Field;
using policy::FieldKind;
using policy::Kind;
using policy::ObjectType;

namespace {

std::set<const ObjectType*> allTypes()
{
    std::set<const ObjectType*> out;
    std::vector<const ObjectType*> open{&policy::itemsListSchema()};
    for (int kind = 0; kind <= static_cast<int>(Kind::Unknown); ++kind)
        open.push_back(policy::schemaOf(static_cast<Kind>(kind)));
    while (!open.empty()) {
        const ObjectType* type = open.back();
        open.pop_back();
        if (type == nullptr || !out.insert(type).second)
            continue;
        open.push_back(type->alternative);
        for (const Field& field : type->fields)
            open.push_back(field.item);
    }
    return out;
}

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFieldIsDocumentedAndSound();
    void everyRuleExists();
    void everyKindHasAType();
};

void SchemaTest::everyFieldIsDocumentedAndSound()
{
    QVERIFY(allTypes().size() > 40);
    for (const ObjectType* type : allTypes()) {
        QVERIFY(!type->name.empty());
        QVERIFY(type->fields.size() < 64); // seen keys are counted in one word
        std::set<std::string_view> keys;
        for (const Field& field : type->fields) {
            const std::string place = std::string(type->name) + "." + std::string(field.key);
            QVERIFY2(keys.insert(field.key).second, place.c_str());
            QVERIFY2(!field.doc.empty(), place.c_str());
            const bool object
                = field.kind == FieldKind::Object || field.kind == FieldKind::ObjectList;
            QVERIFY2(object == (field.item != nullptr), place.c_str());
            QVERIFY2(field.kind == FieldKind::Anything || !field.example.empty()
                         || field.kind == FieldKind::DocumentList,
                     place.c_str());
            QVERIFY2(field.maximum < 0 || field.minimum <= field.maximum, place.c_str());
        }
    }
}

void SchemaTest::everyRuleExists()
{
    std::set<ops::validation::Rule> rules;
    for (const ObjectType* type : allTypes()) {
        for (const policy::RuleName name : type->rules)
            rules.insert(ops::validation::ruleNamed(name));
    }
    QCOMPARE(rules.size(), std::size_t{29});
    QVERIFY(!rules.contains(nullptr));
}

void SchemaTest::everyKindHasAType()
{
    for (int kind = 0; kind < static_cast<int>(Kind::OutOfScope); ++kind)
        QVERIFY(policy::schemaOf(static_cast<Kind>(kind)) != nullptr);
    QVERIFY(policy::schemaOf(Kind::Unknown) == nullptr);
    QVERIFY(policy::schemaOf(Kind::OutOfScope) == nullptr);
}

QTEST_APPLESS_MAIN(SchemaTest)
#include "schema_test.moc"
