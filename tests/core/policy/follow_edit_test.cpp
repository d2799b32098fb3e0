// A wish about a text, and what was typed before it could be planned. Typing is shown as the text
// that it gave.

#include "core/policy/follow_edit.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using policy::Place;

class FollowEditTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void follows_data();
    void follows();
    void wishesMeetTheNewText_data();
    void wishesMeetTheNewText();
};

namespace {

struct Text
{
    explicit Text(const std::string& bytes)
        : document(yaml::read(*text::SourceText::make(bytes, "p.yaml"))),
          units(policy::unitsOf(document, false))
    {
    }
    [[nodiscard]] policy::SeenText seen() const { return {document, units}; }
    yaml::Document document;
    std::vector<policy::Unit> units;
};

/// `1:a.b[2].c`, the unit in front when it is not the first.
Place placeFrom(std::string_view written)
{
    Place out;
    if (written.size() > 1 && written[1] == ':') {
        out.unit = static_cast<std::size_t>(written[0] - '0');
        written.remove_prefix(2);
    }
    while (!written.empty()) {
        if (written.front() == '[') {
            out = out.item(static_cast<std::size_t>(written[1] - '0'));
            written.remove_prefix(3);
        } else {
            written.remove_prefix(written.front() == '.' ? 1 : 0);
            const std::size_t end = std::min(written.find_first_of(".["), written.size());
            out = out.entry(written.substr(0, end));
            written.remove_prefix(end);
        }
    }
    return out;
}

std::string shown(const Result<Place>& place)
{
    if (!place)
        return place.error().code;
    return (place->unit > 0 ? std::to_string(place->unit) + ":" : "") + place->path();
}

} // namespace

void FollowEditTest::follows_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("place");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char* name, const char* before, const char* after, const char* place,
                        const char* found) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(place)
                            << QByteArray(found);
    };
    const char* const list = "a:\n- x: 1\n- x: 2\n- x: 3\n";
    row("nothing was typed", list, list, "a[1].x", "a[1].x");
    row("an item above", list, "a:\n- x: 0\n- x: 1\n- x: 2\n- x: 3\n", "a[1].x", "a[2].x");
    row("an item above is gone", list, "a:\n- x: 2\n- x: 3\n", "a[1].x", "a[0].x");
    row("the item itself is gone", list, "a:\n- x: 1\n- x: 3\n", "a[1].x", "gone");
    row("another value there", list, "a:\n- x: 1\n- x: 7\n- x: 3\n", "a[1].x", "changed");
    row("its key became another one", list, "a:\n- x: 1\n- y: 2\n- x: 3\n", "a[1].x", "gone");
    row("an entry above", "a: 1\nb: 2\n", "a: 1\nc: 3\nb: 2\n", "b", "b");
    row("what is not there yet", "a:\n  b: 1\n", "x: 1\na:\n  b: 1\n", "a.c", "a.c");
    row("what came to be in between", "a:\n  b: 1\n", "a:\n  b: 1\n  c: 2\n", "a.c", "changed");
    row("in a document that came in front", "a: 1\n", "x: 1\n---\na: 1\n", "a", "1:a");
    row("the second document", "x: 1\n---\na: 1\n", "x: 1\nz: 3\n---\na: 1\n", "1:a", "1:a");
    row("its document is gone", "x: 1\n---\na: 1\n", "x: 1\n", "1:a", "gone");
    row("indented anew", "a:\n- x: 1\n", "a:\n  - x: 1\n", "a[0].x", "a[0].x");
}

void FollowEditTest::follows()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, place);
    QFETCH(QByteArray, found);
    const Text seen(before.toStdString());
    const Text now(after.toStdString());
    const Result<Place> out
        = policy::followPlace(seen.seen(), now.seen(), placeFrom(place.toStdString()), true);
    QCOMPARE(QByteArray::fromStdString(shown(out)), found);
}

void FollowEditTest::wishesMeetTheNewText_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("wish");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* name, const char* before, const char* typed, int wish,
                        const char* after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(typed) << wish << QByteArray(after);
    };
    const char* const list = "a:\n- 1\n- 2\n- 3\n";
    const char* const longer = "a:\n- 0\n- 1\n- 2\n- 3\n";
    row("set", list, longer, 0, "a:\n- 0\n- 1\n- new\n- 3\n");
    row("set what was typed over", list, "a:\n- 1\n- 9\n- 3\n", 0, "changed");
    row("clear", list, longer, 1, "a:\n- 0\n- 1\n- 3\n");
    row("insert before the same item", list, longer, 2, "a:\n- 0\n- 1\n- new\n- 2\n- 3\n");
    row("insert behind the last", list, "a:\n- 1\n- 2\n- 3\n- 4\n", 3,
        "a:\n- 1\n- 2\n- 3\n- 4\n- new\n");
    row("move", list, longer, 4, "a:\n- 0\n- 3\n- 1\n- 2\n");
}

void FollowEditTest::wishesMeetTheNewText()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, typed);
    QFETCH(int, wish);
    QFETCH(QByteArray, after);
    const yaml::Value value = yaml::Value::string("new");
    const Place list = placeFrom("a");
    const std::vector<policy::PolicyEdit> wishes{
        policy::SetValue{list.item(1), value},
        policy::Clear{{list.item(1)}},
        policy::InsertItems{list, 1, {value}},
        policy::InsertItems{list, policy::atEnd, {value}},
        policy::MoveItems{{list.item(2)}, list, 0},
    };
    const Text seen(before.toStdString());
    const Text now(typed.toStdString());
    const Result<policy::PolicyEdit> followed
        = policy::followEdit(seen.seen(), now.seen(), wishes.at(static_cast<std::size_t>(wish)));
    if (!followed) {
        QCOMPARE(QByteArray::fromStdString(followed.error().code), after);
        return;
    }
    const Result<policy::PlannedEdit> plan = policy::planEdits(now.document, {&*followed, 1});
    QVERIFY(plan);
    QCOMPARE(QByteArray::fromStdString(*plan->edits.apply(typed.toStdString())), after);
}

QTEST_APPLESS_MAIN(FollowEditTest)
#include "follow_edit_test.moc"
