// The colours of a line: k key, s sign, p plain, n number, q quoted, c comment.

#include "ui/diff/yaml_tokens.h"

#include <QTest>

#include <string>

using namespace pw;
using namespace pw::ui;

namespace {

std::string shown(std::string_view line)
{
    std::string out;
    for (const YamlToken& token : yamlTokens(line)) {
        out += out.empty() ? "" : " ";
        out += "kspnqc"[static_cast<std::size_t>(token.kind)];
        out += '(' + std::string(line.substr(token.span.begin, token.span.size())) + ')';
    }
    return out;
}

} // namespace

class YamlTokensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysAndValues();
    void quotes();
    void comments();
    void strangeLines();
};

void YamlTokensTest::keysAndValues()
{
    QCOMPARE(shown("  mode: audit"), std::string("k(mode) s(:) p(audit)"));
    QCOMPARE(shown("- name: mongod"), std::string("s(-) k(name) s(:) p(mongod)"));
    QCOMPARE(shown("  - port: 27017"), std::string("s(-) k(port) s(:) n(27017)"));
    QCOMPARE(shown("t: 1705435213.327981"), std::string("k(t) s(:) n(1705435213.327981)"));
    QCOMPARE(shown("cidr: 10.0.0.1"), std::string("k(cidr) s(:) p(10.0.0.1)"));
    QCOMPARE(shown("- /usr/bin/mongod"), std::string("s(-) p(/usr/bin/mongod)"));
    QCOMPARE(shown("image: docker.io/mongo:*"), std::string("k(image) s(:) p(docker.io/mongo:*)"));
    QCOMPARE(shown("spec:"), std::string("k(spec) s(:)"));
    QCOMPARE(shown("two words"), std::string("p(two words)"));
}

void YamlTokensTest::quotes()
{
    QCOMPARE(shown("a: \"b \\\" c\""), std::string("k(a) s(:) q(\"b \\\" c\")"));
    QCOMPARE(shown("'k#y': 'it''s'"), std::string("k('k#y') s(:) q('it') q('s')"));
    QCOMPARE(shown("a: \"open"), std::string("k(a) s(:) q(\"open)"));
    QCOMPARE(shown("a: \"\\"), std::string("k(a) s(:) q(\"\\)"));
}

void YamlTokensTest::comments()
{
    QCOMPARE(shown("# all: of it"), std::string("c(# all: of it)"));
    QCOMPARE(shown("a: b  # why"), std::string("k(a) s(:) p(b) c(# why)"));
    QCOMPARE(shown("a: b#c"), std::string("k(a) s(:) p(b#c)"));
}

void YamlTokensTest::strangeLines()
{
    QCOMPARE(shown(""), std::string());
    QCOMPARE(shown("   "), std::string());
    QCOMPARE(shown(": x"), std::string("s(:) p(x)"));
    QCOMPARE(shown("---"), std::string("p(---)"));
    QCOMPARE(shown("-"), std::string("s(-)"));
    QCOMPARE(shown("a:\tb "), std::string("k(a) s(:) p(b)"));
    QCOMPARE(shown("n\xC3\xA4me: \xE6\x97\xA5"),
             std::string("k(n\xC3\xA4me) s(:) p(\xE6\x97\xA5)"));
}

QTEST_APPLESS_MAIN(YamlTokensTest)
#include "yaml_tokens_test.moc"
