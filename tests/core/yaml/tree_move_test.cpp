// Entries and items that move, get another key, or take their comments along when they go.

#include "core/yaml/tree_edit.h"
#include "tests/core/yaml/tree_text.h"

#include <QTest>

#include <functional>

using namespace pw;
using namespace pw::yaml;
using namespace pw::yaml::test;

namespace {

using Wishes = std::function<void(TreeEdit&, NodeRef)>;

/// The text afterwards, or `code: path`.
std::string edited(const std::string& before, const Wishes& wishes)
{
    const Document document = readText(before);
    TreeEdit edit(document);
    wishes(edit, document.roots().front());
    const Result<pw::text::TextEdits> edits = edit.plan();
    if (!edits)
        return edits.error().code + ": " + edits.error().context;
    const std::string after = *edits->apply(before);
    if (*edits->inverse(before)->apply(after) != before)
        return "the inverse gives another text";
    return after;
}

NodeRef at(NodeRef list, std::size_t index)
{
    for (const NodeRef item : list.items()) {
        if (index-- == 0)
            return item;
    }
    return {};
}

} // namespace

class TreeMoveTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moves_data();
    void moves();
    void entriesMove();
    void movesThatCannotBe();
    void renames_data();
    void renames();
    void commentsGoAlong_data();
    void commentsGoAlong();
    void manyAtOnce();
};

void TreeMoveTest::moves_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, int from, int to, const char* after) {
        QTest::newRow(name) << QString::fromUtf8(before) << from << to << QString::fromUtf8(after);
    };
    row("down", "l:\n- a\n- b\n- c\n", 0, 2, "l:\n- b\n- a\n- c\n");
    row("to the end", "l:\n- a # one\n- b", 0, 2, "l:\n- b\n- a # one");
    row("up, with its comments", "l:\n- a\n\n# set off\n\n# of b\n- b # two\n  # more of b\n", 1, 0,
        "l:\n# of b\n- b # two\n  # more of b\n- a\n\n# set off\n\n");
    row("where it stands", "l:\n- a\n- b\n", 0, 1, "l:\n- a\n- b\n");
    row("in a line", "l: [a, b, c]\n", 2, 0, "l: [c, a, b]\n");
    row("JSON", "{\"l\": [1, {\"a\": 2}]}", 1, 0, "{\"l\": [{\"a\": 2}, 1]}");
    row("a literal", "l:\n- a\n- |\n  x\n    y\n- c\n", 1, 3, "l:\n- a\n- c\n- |\n  x\n    y\n");
}

void TreeMoveTest::moves()
{
    QFETCH(QString, before);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QString, after);
    QCOMPARE(edited(before.toStdString(),
                    [&](TreeEdit& edit, NodeRef root) {
                        const NodeRef list = root.find("l");
                        edit.move(at(list, static_cast<std::size_t>(from)), list,
                                  static_cast<std::size_t>(to));
                    }),
             after.toStdString());
}

void TreeMoveTest::entriesMove()
{
    const auto move = [](const char* what, const char* into, std::size_t before) {
        return [=](TreeEdit& edit, NodeRef root) {
            edit.move(root.find(what), root.find(into), before);
        };
    };
    QCOMPARE(
        edited("# of a\na: # here\n  - |\n    x\n   # deep\nm:\n      k: 1\n", move("a", "m", 1)),
        std::string("m:\n      k: 1\n      # of a\n      a: # here\n        - |\n"
                    "          x\n         # deep\n"));
    QCOMPARE(
        edited("m:\n  k:\n    n: 1 # one\nz: {}\n",
               [](TreeEdit& edit, NodeRef root) { edit.move(root.find("m").find("k"), root, 1); }),
        std::string("m: {}\nk:\n  n: 1 # one\nz: {}\n"));
    QCOMPARE(edited("a: 1\nz: {}\n", move("a", "z", 0)), std::string("z:\n  a: 1\n"));
    QCOMPARE(edited("a: [1, 2]\nz: {b: 1}\n", move("a", "z", 1)),
             std::string("z: {b: 1, a: [1, 2]}\n"));
    QCOMPARE(edited("# above\na: # mine\n- 1\nz: {b: 1}\n", move("a", "z", 1)),
             std::string("z: {b: 1,\n  # above\n  # mine\n  a: [1]}\n"));
    QCOMPARE(edited("a: # mine\n- 1\nz: {}\n", move("a", "z", 0)),
             std::string("z:\n  a: # mine\n  - 1\n"));
    QCOMPARE(edited("l:\n- - a\n  - b\n- c\n",
                    [](TreeEdit& edit, NodeRef root) {
                        const NodeRef list = root.find("l");
                        edit.move(at(at(list, 0), 0), list, 2);
                    }),
             std::string("l:\n- - b\n- c\n- a\n"));
}

void TreeMoveTest::movesThatCannotBe()
{
    QCOMPARE(edited("l:\n- - a\n",
                    [](TreeEdit& edit, NodeRef root) {
                        edit.move(at(root.find("l"), 0), at(root.find("l"), 0), 0);
                    }),
             std::string("into-itself: l[0]"));
    const auto intoM
        = [](TreeEdit& edit, NodeRef root) { edit.move(root.find("a"), root.find("m"), 0); };
    QCOMPARE(edited("a: 1\nm:\n  a: 2\n", intoM), std::string("duplicate-key: m"));
    QCOMPARE(edited("a: &x 1\nm:\n  k: *x\n", intoM), std::string("anchor: a"));
}

void TreeMoveTest::renames_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const char* key, const char* after) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(key)
                            << QString::fromUtf8(after);
    };
    row("plain", "k: 1 # c\nz: 2\n", "new", "new: 1 # c\nz: 2\n");
    row("quotes stay", "\"k\": 1\n", "new", "\"new\": 1\n");
    row("single quotes stay", "'k': 1\n", "it's", "'it''s': 1\n");
    row("quotes where they must be", "k: 1\n", "a: b", "'a: b': 1\n");
    row("an anchor stays", "&x k: 1\n", "new", "&x new: 1\n");
    row("in a line", "{k: 1, z: 2}\n", "new", "{new: 1, z: 2}\n");
    row("JSON", "{\"k\":1}", "n", "{\"n\":1}");
    row("taken", "k: 1\nz: 2\n", "z", "duplicate-key: ");
}

void TreeMoveTest::renames()
{
    QFETCH(QString, before);
    QFETCH(QString, key);
    QFETCH(QString, after);
    QCOMPARE(edited(before.toStdString(),
                    [&](TreeEdit& edit, NodeRef root) {
                        edit.rename(root.find("k"), key.toStdString());
                    }),
             after.toStdString());
}

void TreeMoveTest::commentsGoAlong_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const char* after) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after);
    };
    row("directly above", "l:\n- a\n# of b\n# more\n- b # behind\n- c\n", "l:\n- a\n- c\n");
    row("set off by a blank line", "l:\n- a\n# section\n\n# of b\n- b\n- c\n",
        "l:\n- a\n# section\n\n- c\n");
    row("deeper below it", "l:\n- a\n- b\n  # of b\n# of c\n- c\n", "l:\n- a\n# of c\n- c\n");
    row("of the one before", "l:\n- a\n  # of a\n- b\n", "l:\n- a\n  # of a\n");
    row("flow, a line each", "l: [\n  a, # one\n  # of b\n  b, # two\n  c # three\n]\n",
        "l: [\n  a, # one\n  c # three\n]\n");
    row("flow, lines shared", "l: [a, b, # both\n  c]\n", "l: [a, # both\n  c]\n");
    row("a literal's own comment", "l:\n- a\n- | # head\n  x\n- c\n", "l:\n- a\n- c\n");
}

/// The second item goes.
void TreeMoveTest::commentsGoAlong()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QCOMPARE(edited(before.toStdString(),
                    [](TreeEdit& edit, NodeRef root) { edit.remove(at(root.find("l"), 1)); }),
             after.toStdString());
}

void TreeMoveTest::manyAtOnce()
{
    std::string before = "l:\n";
    std::string after = "l:\n";
    for (int i = 0; i < 20'000; ++i) {
        const std::string line = "- item " + std::to_string(i) + " # c\n";
        before += line;
        if (i % 2 == 0)
            after += line;
    }
    QCOMPARE(edited(before,
                    [](TreeEdit& edit, NodeRef root) {
                        std::size_t i = 0;
                        for (const NodeRef item : root.find("l").items()) {
                            if (i++ % 2 == 1)
                                edit.remove(item);
                        }
                    }),
             after);
}

QTEST_APPLESS_MAIN(TreeMoveTest)
#include "tree_move_test.moc"
