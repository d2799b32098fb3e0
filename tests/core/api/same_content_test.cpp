#include "core/api/same_content.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::api;

namespace {

yaml::Value valueOf(const QString& text)
{
    const Result<text::SourceText> source = text::SourceText::make(text.toStdString());
    const yaml::Document document = yaml::read(*source);
    return yaml::toValue(document.roots().front());
}

} // namespace

class SameContentTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void same_data();
    void same();
    void metadata_data();
    void metadata();
};

void SameContentTest::same_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* name, const char* a, const char* b, bool expected) {
        QTest::newRow(name) << QString::fromUtf8(a) << QString::fromUtf8(b) << expected;
    };
    row("equal", "{kind: P, spec: {mode: audit}}", "{kind: P, spec: {mode: audit}}", true);
    row("another mode", "{spec: {mode: audit}}", "{spec: {mode: enforce}}", false);
    row("another kind", "{kind: P}", "{kind: Q}", false);
    row("another name", "{metadata: {name: a}}", "{metadata: {name: b}}", false);
    row("another type", "{metadata: {type: container}}", "{metadata: {type: trace}}", false);
    row("filled metadata", "{metadata: {name: a}}", "{metadata: {name: a, uid: x, version: 2}}",
        true);
    row("order of keys", "{spec: {a: 1, b: 2}}", "{spec: {b: 2, a: 1}}", true);
    row("order of a list", "{spec: {a: [x, y]}}", "{spec: {a: [y, x]}}", false);
    row("longer list", "{spec: {a: [x]}}", "{spec: {a: [x, x]}}", false);
    row("missing and null", "{spec: {a: 1, b: null}}", "{spec: {a: 1}}", true);
    row("null and a value", "{spec: {b: null}}", "{spec: {b: 0}}", false);
    row("more keys", "{spec: {a: 1}}", "{spec: {a: 1, b: 2}}", false);
    row("spelling of numbers", "{spec: {a: 1.50}}", "{spec: {a: 1.5}}", true);
    row("other numbers", "{spec: {a: 1.5}}", "{spec: {a: 1.6}}", false);
    row("number and text", "{spec: {a: 1}}", "{spec: {a: \"1\"}}", false);
    row("true and text", "{spec: {a: true}}", "{spec: {a: \"true\"}}", false);
    row("empty list and map", "{spec: {a: []}}", "{spec: {a: {}}}", false);
    row("no spec and an empty one", "{kind: P}", "{kind: P, spec: {}}", false);
    row("top level beside it", "{spec: {a: 1}, status: {x: 1}}", "{spec: {a: 1}}", true);
}

void SameContentTest::same()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, expected);
    QCOMPARE(sameContent(valueOf(a), valueOf(b)), expected);
    QCOMPARE(sameContent(valueOf(b), valueOf(a)), expected);
}

void SameContentTest::metadata_data()
{
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("wants");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* name, const char* has, const char* wants, bool expected) {
        QTest::newRow(name) << QString::fromUtf8(has) << QString::fromUtf8(wants) << expected;
    };
    row("all", "{tags: [a], name: x}", "{tags: [a]}", true);
    row("another", "{tags: [a]}", "{tags: [b]}", false);
    row("none", "{name: x}", "{tags: [a]}", false);
    row("of the server", "{name: x, version: 3, lastUpdatedTimestamp: 2.0}",
        "{name: x, version: 2, lastUpdatedTimestamp: 1.0, createdBy: me}", true);
    row("nothing wanted", "{name: x}", "{}", true);
    row("null is nothing", "{name: x}", "{tags: null}", true);
}

void SameContentTest::metadata()
{
    QFETCH(QString, has);
    QFETCH(QString, wants);
    QFETCH(bool, expected);
    const auto document = [](const QString& text) {
        return valueOf(QStringLiteral("{metadata: ") + text + QStringLiteral("}"));
    };
    QCOMPARE(holdsMetadata(document(has), document(wants)), expected);
}

QTEST_APPLESS_MAIN(SameContentTest)
#include "same_content_test.moc"
