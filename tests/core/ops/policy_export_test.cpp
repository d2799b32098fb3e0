#include "core/ops/policy_export.h"

#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <QTest>

using namespace pw;

namespace {

std::string exported(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "p.yaml"));
    return yaml::writeYaml(ops::exportable(yaml::toValue(document.roots().front())));
}

const std::string plain = "apiVersion: spyderbat/v1\n"
                          "kind: SpyderbatPolicy\n"
                          "metadata:\n"
                          "  name: mongo\n"
                          "  type: container\n"
                          "spec:\n"
                          "  containerSelector:\n"
                          "    image: mongo:*\n"
                          "  mode: audit\n"
                          "  somethingNew: 1\n";

} // namespace

class PolicyExportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheServerFilledInGoes()
    {
        QCOMPARE(exported("apiVersion: spyderbat/v1\n"
                          "kind: SpyderbatPolicy\n"
                          "metadata:\n"
                          "  name: mongo\n"
                          "  createdBy: ann\n"
                          "  creationTimestamp: 1705417243.5\n"
                          "  tags: [a]\n"
                          "  type: container\n"
                          "  uid: pol:1\n"
                          "  version: 3\n"
                          "spec:\n"
                          "  containerSelector:\n"
                          "    image: mongo:*\n"
                          "  mode: audit\n"
                          "  somethingNew: 1\n"
                          "status: fine\n"),
                 plain);
        QCOMPARE(exported(plain), plain);
    }

    void longNamesAreCutBetweenSigns()
    {
        const std::string umlauts = [] {
            std::string out;
            for (std::size_t i = 0; i < ops::longestPolicyName; ++i)
                out += "ü";
            return out;
        }();
        QCOMPARE(exported("metadata: {name: " + umlauts + "}\n"),
                 "metadata:\n  name: " + umlauts + "\n");
        QCOMPARE(exported("metadata: {name: " + umlauts + "ü}\n"),
                 "metadata:\n  name: " + umlauts + "\n");
    }

    void whatIsNoPolicyIsEmpty()
    {
        QCOMPARE(exported("metadata: 3\n"), std::string("metadata: {}\n"));
    }
};

QTEST_APPLESS_MAIN(PolicyExportTest)
#include "policy_export_test.moc"
