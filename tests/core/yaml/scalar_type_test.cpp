#include "tests/core/yaml/tree_text.h"

#include <QTest>

using namespace pw::yaml;
using namespace pw::yaml::test;

namespace {

char letter(ScalarType type)
{
    return "nbifts"[static_cast<std::size_t>(type)];
}

/// One letter for each item of a flow list: null, bool, int, float, timestamp, string.
std::string types(std::string bytes)
{
    const Document document = readText(std::move(bytes));
    std::string out;
    for (const NodeRef item : document.roots().at(0).items())
        out += letter(item.scalarType());
    return out;
}

} // namespace

class ScalarTypeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asPyYamlResolves();
    void tagsAndQuotes();
    void jsonLiterals();
};

void ScalarTypeTest::asPyYamlResolves()
{
    QCOMPARE(types("- ~\n- null\n-\n- NULL\n- nUll\n"), std::string("nnnns"));
    QCOMPARE(types("- yes\n- No\n- ON\n- off\n- true\n- y\n- tRue\n"), std::string("bbbbbss"));
    QCOMPARE(types("- 0\n- -7\n- 017\n- 0o17\n- 0x1F\n- 0b11\n- 1_000\n- 08\n- 1:30\n- 1:60\n"),
             std::string("iiisiiisis"));
    QCOMPARE(
        types("- 1.5\n- 1e3\n- 1.0e3\n- 1.0e+3\n- .5\n- 5.\n- .inf\n- -.INF\n- .nan\n- .\n- -.5\n"),
        std::string("fssffffffss"));
    QCOMPARE(types("- 2024-01-01\n- 2024-1-1\n- 2024-01-01 10:00:00\n- 2024-01-01T1:00:00.5Z\n- "
                   "2024-01-01t10:00:00 +01:00\n- 2024-01-01T10:00\n"),
             std::string("tsttts"));
    QCOMPARE(types("- 1.2.3\n- 192.168.0.0/16\n- '1'\n- +\n- 1:30.5\n"), std::string("ssssf"));
}

void ScalarTypeTest::tagsAndQuotes()
{
    QCOMPARE(
        types("- '~'\n- \"true\"\n- ! 1\n- !!str 1\n- !!int '1'\n- !!int x\n- !!float 1\n- !x 1\n"
              "- !!null ''\n- |-\n  1\n"),
        std::string("ssssisfsns"));
}

void ScalarTypeTest::jsonLiterals()
{
    QCOMPARE(types("[null, true, 1, -1.5, 1e3, \"1\"]"), std::string("nbiffs"));
}

QTEST_APPLESS_MAIN(ScalarTypeTest)
#include "scalar_type_test.moc"
