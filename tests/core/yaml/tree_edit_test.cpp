// Wishes about a tree as edits of its text.

#include "core/yaml/json_writer.h"
#include "core/yaml/tree_edit.h"
#include "core/yaml/yaml_writer.h"
#include "tests/core/yaml/tree_text.h"

#include <QTest>

#include <functional>
#include <random>

using namespace pw;
using namespace pw::yaml;
using namespace pw::yaml::test;

namespace {

using Wishes = std::function<void(TreeEdit&, NodeRef)>;

Value word(std::string content)
{
    return Value::string(std::move(content));
}

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

void change(Value& value, const NodeRef node, TreeEdit& edit, std::mt19937& random, int depth);

} // namespace

class TreeEditTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void insertsIntoBlockLists_data();
    void insertsIntoBlockLists();
    void removes_data();
    void removes();
    void sets_data();
    void sets();
    void emptyBecomesBlock_data();
    void emptyBecomesBlock();
    void entries();
    void flow_data();
    void flow();
    void json();
    void styleOfNeighbours();
    void severalWishesMeet();
    void lineEnds();
    void refuses_data();
    void refuses();
    void randomWishesGiveWhatWasWished();
};

void TreeEditTest::insertsIntoBlockLists_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("after");
    QTest::newRow("end") << "l:\n- a\n- b\nz: 1\n" << 2 << "l:\n- a\n- b\n- q\nz: 1\n";
    QTest::newRow("indented") << "l:\n    - a\nz: 1\n" << 1 << "l:\n    - a\n    - q\nz: 1\n";
    QTest::newRow("middle keeps comments") << "l:\n- a # one\n# of b\n- b\n"
                                           << 1 << "l:\n- a # one\n- q\n# of b\n- b\n";
    QTest::newRow("first stays before its comment") << "l: # list\n# of a\n- a\n"
                                                    << 0 << "l: # list\n- q\n# of a\n- a\n";
    QTest::newRow("no newline at the end") << "l:\n- a" << 1 << "l:\n- a\n- q";
    QTest::newRow("BOM") << "\xEF\xBB\xBFl:\n- a\n" << 1 << "\xEF\xBB\xBFl:\n- a\n- q\n";
    QTest::newRow("double quotes") << "l:\n- \"a\"\n" << 1 << "l:\n- \"a\"\n- \"q\"\n";
    QTest::newRow("deeper comment goes along") << "l:\n- a\n  # more of a\n# of b\n- b\n"
                                               << 1 << "l:\n- a\n  # more of a\n- q\n# of b\n- b\n";
    QTest::newRow("behind a literal") << "l:\n- |\n  a\n  b\n\n- c\n"
                                      << 1 << "l:\n- |\n  a\n  b\n- q\n\n- c\n";
}

void TreeEditTest::insertsIntoBlockLists()
{
    QFETCH(QString, before);
    QFETCH(int, index);
    QFETCH(QString, after);
    QCOMPARE(edited(before.toStdString(),
                    [&](TreeEdit& edit, NodeRef root) {
                        edit.insertItem(root.find("l"), static_cast<std::size_t>(index), word("q"));
                    }),
             after.toStdString());
}

void TreeEditTest::removes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("after");
    QTest::newRow("with its own comment") << "l:\n- a # one\n# of b\n- b\n"
                                          << 0 << "l:\n# of b\n- b\n";
    QTest::newRow("last") << "l:\n- a\n- b # two\nz: 1\n" << 1 << "l:\n- a\nz: 1\n";
    QTest::newRow("last without newline") << "l:\n- a\n- b" << 1 << "l:\n- a";
    QTest::newRow("all of it") << "l: # list\n- a # one\nz: 1\n" << 0 << "l: [] # list\nz: 1\n";
    QTest::newRow("all of it at the end") << "l:\n- a" << 0 << "l: []";
    QTest::newRow("nested") << "l:\n- k: 1\n  m:\n  - x\n  # deep\n- b\n" << 0 << "l:\n- b\n";
    QTest::newRow("flow first") << "l: [a, b]\n" << 0 << "l: [b]\n";
    QTest::newRow("flow last") << "l: [a, b] # c\n" << 1 << "l: [a] # c\n";
    QTest::newRow("flow only") << "l: [a]\n" << 0 << "l: []\n";
    QTest::newRow("flow lines with comments") << "l: [\n  a, # one\n  b # two\n]\n"
                                              << 1 << "l: [\n  a, # one\n]\n";
}

void TreeEditTest::removes()
{
    QFETCH(QString, before);
    QFETCH(int, index);
    QFETCH(QString, after);
    QCOMPARE(edited(before.toStdString(),
                    [&](TreeEdit& edit, NodeRef root) {
                        edit.remove(at(root.find("l"), static_cast<std::size_t>(index)));
                    }),
             after.toStdString());
}

void TreeEditTest::sets_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("plain") << "k: old # c\n"
                           << "k: new # c\n";
    QTest::newRow("quotes stay") << "k: \"old\"\n"
                                 << "k: \"new\"\n";
    QTest::newRow("single quotes stay") << "k: 'old'\r\n"
                                        << "k: 'new'\r\n";
    QTest::newRow("nothing") << "k: # c\nz: 1\n"
                             << "k: new # c\nz: 1\n";
    QTest::newRow("a list") << "k: # c\n- a\n- b\nz: 1\n"
                            << "k: new # c\nz: 1\n";
    QTest::newRow("several lines") << "k: a\n  b\nz: 1\n"
                                   << "k: new\nz: 1\n";
    QTest::newRow("flow") << "{k: old, z: 1}\n"
                          << "{k: new, z: 1}\n";
    QTest::newRow("JSON") << "{\"k\": \"old\", \"z\": 1}"
                          << "{\"k\": \"new\", \"z\": 1}";
}

void TreeEditTest::sets()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QCOMPARE(edited(before.toStdString(),
                    [&](TreeEdit& edit, NodeRef root) { edit.set(root.find("k"), word("new")); }),
             after.toStdString());
}

void TreeEditTest::emptyBecomesBlock_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("flow") << "m: 1\nl: []\nz: 1\n"
                          << "m: 1\nl:\n- q\n- o\nz: 1\n";
    QTest::newRow("comment") << "l: [] # none\nz: 1\n"
                             << "l: # none\n- q\n- o\nz: 1\n";
    QTest::newRow("nothing") << "l:\nz: 1\n"
                             << "l:\n- q\n- o\nz: 1\n";
    QTest::newRow("null") << "l: null"
                          << "l:\n- q\n- o";
    QTest::newRow("others are indented") << "a:\n  - x\nl: []\n"
                                         << "a:\n  - x\nl:\n  - q\n  - o\n";
    QTest::newRow("in flow") << "{l: [], z: 1}\n"
                             << "{l: [q, o], z: 1}\n";
    QTest::newRow("JSON")
        << "{\n    \"l\": [],\n    \"z\": 1\n}\n"
        << "{\n    \"l\": [\n        \"q\",\n        \"o\"\n    ],\n    \"z\": 1\n}\n";
}

void TreeEditTest::emptyBecomesBlock()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QCOMPARE(edited(before.toStdString(),
                    [](TreeEdit& edit, NodeRef root) {
                        edit.insertItem(root.find("l"), 0, word("q"));
                        edit.insertItem(root.find("l"), 0, word("o"));
                    }),
             after.toStdString());
}

void TreeEditTest::entries()
{
    const auto add = [](std::size_t before) {
        return [before](TreeEdit& edit, NodeRef root) {
            NodeRef map = root.find("m");
            if (map.isSequence())
                map = at(map, 0);
            edit.insertEntry(map, before, "q", Value::strings({"x"}));
        };
    };
    QCOMPARE(edited("m:\n  a: 1 # one\n  b: 2\nz: 1\n", add(1)),
             std::string("m:\n  a: 1 # one\n  q:\n  - x\n  b: 2\nz: 1\n"));
    QCOMPARE(edited("m:\n- a: 1\n  b: 2\n- c\n", add(2)),
             std::string("m:\n- a: 1\n  b: 2\n  q:\n  - x\n- c\n"));
    QCOMPARE(edited("m:\n- a: 1\n- c\n", add(0)), std::string("m:\n- q:\n  - x\n  a: 1\n- c\n"));
    QCOMPARE(edited("m: {a: 1}\n", add(1)), std::string("m: {a: 1, q: [x]}\n"));
    QCOMPARE(edited("m: {}\n", add(0)), std::string("m:\n  q:\n  - x\n"));
    const auto removeFirst
        = [](TreeEdit& edit, NodeRef root) { edit.remove(at(root.find("m"), 0).find("a")); };
    QCOMPARE(edited("m:\n- a: 1 # one\n  b: 2 # two\n", removeFirst),
             std::string("m:\n- b: 2 # two\n"));
    QCOMPARE(edited("m:\n- a: 1\n  # of b\n  b: 2\n", removeFirst),
             std::string("m:\n- # of b\n  b: 2\n"));
}

void TreeEditTest::flow_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("after");
    QTest::newRow("end") << "l: [a, b]\n" << 2 << "l: [a, b, q]\n";
    QTest::newRow("first") << "l: [a, b]\n" << 0 << "l: [q, a, b]\n";
    QTest::newRow("lines") << "l: [\n  a,\n  b\n]\n" << 2 << "l: [\n  a,\n  b,\n  q\n]\n";
    QTest::newRow("lines and comments") << "l: [\n  a, # one\n  b # two\n]\n"
                                        << 2 << "l: [\n  a, # one\n  b, # two\n  q,\n]\n";
    QTest::newRow("between comments") << "l: [\n  a, # one\n  # of b\n  b\n]\n"
                                      << 1 << "l: [\n  a, # one\n  q,\n  # of b\n  b\n]\n";
    QTest::newRow("comment in the line") << "l: [a, # one\n  b]\n"
                                         << 1 << "l: [a, # one\n  q,\n  b]\n";
}

void TreeEditTest::flow()
{
    insertsIntoBlockLists();
}

void TreeEditTest::json()
{
    const std::string before = "{\n  \"l\": [\n    {\"port\": 1},\n    {\"port\": 2}\n  ],\n"
                               "  \"m\": {\n    \"a\": \"x\"\n  }\n}\n";
    QCOMPARE(
        edited(before,
               [](TreeEdit& edit, NodeRef root) {
                   edit.insertItem(root.find("l"), 1, Value::map({{"port", Value::number("3")}}));
                   edit.insertEntry(root.find("m"), 1, "b", Value::strings({"y"}));
               }),
        std::string("{\n  \"l\": [\n    {\"port\": 1},\n    {\"port\": 3},\n"
                    "    {\"port\": 2}\n  ],\n  \"m\": {\n    \"a\": \"x\",\n"
                    "    \"b\": [\n      \"y\"\n    ]\n  }\n}\n"));
    QCOMPARE(edited("{\"l\":[1,2],\"m\":{}}",
                    [](TreeEdit& edit, NodeRef root) {
                        edit.insertItem(root.find("l"), 2, Value::map({{"a b", word("c, d: \"")}}));
                        edit.remove(at(root.find("l"), 0));
                    }),
             std::string(R"({"l":[2,{"a b":"c, d: \""}],"m":{}})"));
}

void TreeEditTest::styleOfNeighbours()
{
    const Value process
        = Value::map({{"name", word("q")},
                      {"exe", Value::strings({"/q"})},
                      {"children", Value::list({Value::map({{"name", word("m")}})})}});
    const auto add
        = [&](TreeEdit& edit, NodeRef root) { edit.insertItem(root.find("l"), 1, process); };
    QCOMPARE(
        edited("l:\n  - name: \"a\"\n    exe: [\"/a\"]\n", add),
        std::string("l:\n  - name: \"a\"\n    exe: [\"/a\"]\n"
                    "  - name: \"q\"\n    exe: [\"/q\"]\n    children:\n      - name: \"m\"\n"));
    QCOMPARE(edited("l:\n- { name: a, exe: [/a] }\n", add),
             std::string("l:\n- { name: a, exe: [/a] }\n"
                         "- { name: q, exe: [/q], children: [{ name: m }] }\n"));
    QCOMPARE(edited("l:\n- name: a\n  exe:\n  - '/a'\n", add),
             std::string("l:\n- name: a\n  exe:\n  - '/a'\n"
                         "- name: q\n  exe:\n  - '/q'\n  children:\n  - name: m\n"));
}

void TreeEditTest::severalWishesMeet()
{
    const std::string before = "l:\n- k:\n  - a\n- k:\n  - b";
    QCOMPARE(edited(before,
                    [](TreeEdit& edit, NodeRef root) {
                        const NodeRef l = root.find("l");
                        edit.insertItem(l, 2, word("outer"));
                        edit.insertItem(at(l, 1).find("k"), 1, word("inner"));
                        edit.insertEntry(root, 1, "z", word("top"));
                        edit.remove(at(at(l, 0).find("k"), 0));
                    }),
             std::string("l:\n- k: []\n- k:\n  - b\n  - inner\n- outer\nz: top"));
    QCOMPARE(edited("l:\n- a\n- b\n",
                    [](TreeEdit& edit, NodeRef root) {
                        edit.remove(at(root.find("l"), 0));
                        edit.remove(at(root.find("l"), 1));
                        edit.insertItem(root.find("l"), 2, word("q"));
                    }),
             std::string("l:\n- q\n"));
    QCOMPARE(edited("m:\n  l:\n  - a\n",
                    [](TreeEdit& edit, NodeRef root) {
                        edit.set(root.find("m"), word("x"));
                        edit.insertItem(root.find("m").find("l"), 0, word("q"));
                    }),
             std::string("wishes-clash: m"));
    // A comment that belongs to neither stays when both go from behind a dash.
    const std::string inLine = "- a: 1\n  # nobody's\n\n  # of b\n  b: 2\n  c: 3\n";
    const auto withoutTwo = [](TreeEdit& edit, NodeRef root) {
        edit.remove(at(root, 0).find("a"));
        edit.remove(at(root, 0).find("b"));
    };
    QCOMPARE(edited(inLine, withoutTwo), std::string("- # nobody's\n\n  c: 3\n"));
    QCOMPARE(edited(inLine,
                    [&](TreeEdit& edit, NodeRef root) {
                        withoutTwo(edit, root);
                        edit.insertEntry(at(root, 0), 0, "z", word("0"));
                    }),
             std::string("- z: '0'\n  # nobody's\n\n  c: 3\n"));
}

void TreeEditTest::lineEnds()
{
    QCOMPARE(
        edited("l:\r\n- a\r\n",
               [](TreeEdit& edit, NodeRef root) {
                   edit.insertItem(root.find("l"), 1, Value::map({{"k", Value::strings({"v"})}}));
               }),
        std::string("l:\r\n- a\r\n- k:\r\n  - v\r\n"));
    QCOMPARE(edited("l:\r\n- a\r\n- b",
                    [](TreeEdit& edit, NodeRef root) { edit.remove(at(root.find("l"), 1)); }),
             std::string("l:\r\n- a"));
}

void TreeEditTest::refuses_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("error");
    QTest::newRow("anchor") << "l: &x\n- a\nz: *x\n"
                            << "anchor: l";
    QTest::newRow("anchor around") << "z: 1\nm: &x\n  q: 1\nl: *x\n"
                                   << "alias: l";
    QTest::newRow("scalar") << "l: a\n"
                            << "not-a-collection: l";
    QTest::newRow("lone carriage return") << "l:\n- a\rz: 1\n"
                                          << "line-breaks: ";
    QTest::newRow("nothing") << "k: 1\n"
                             << "no-such-node: ";
}

void TreeEditTest::refuses()
{
    QFETCH(QString, before);
    QFETCH(QString, error);
    QCOMPARE(
        edited(before.toStdString(),
               [](TreeEdit& edit, NodeRef root) { edit.insertItem(root.find("l"), 0, word("q")); }),
        error.toStdString());
}

namespace {

Value randomValue(std::mt19937& random, int depth)
{
    const std::vector<std::string> words{"a", "b c", "*", "yes", "12", "", "x: y", "#", "it's"};
    const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const int kind = depth > 3 ? 0 : pick(4);
    if (kind == 2) {
        Value list = Value::list();
        for (int i = pick(4); i > 0; --i)
            list.items.push_back(randomValue(random, depth + 1));
        return list;
    }
    if (kind == 3) {
        Value map = Value::map();
        for (int i = pick(4); i > 0; --i)
            map.set("k" + std::to_string(pick(8)), randomValue(random, depth + 1));
        return map;
    }
    if (pick(5) == 0)
        return Value::number(std::to_string(pick(100)));
    return word(words[static_cast<std::size_t>(pick(static_cast<int>(words.size())))]);
}

/// The same changes to the value and to the tree.
void change(Value& value, const NodeRef node, TreeEdit& edit, std::mt19937& random, int depth)
{
    const auto chance = [&](unsigned n) { return random() % n == 0; };
    if (depth > 0 && chance(12)) {
        value = randomValue(random, depth);
        edit.set(node, value);
        return;
    }
    if (node.isSequence()) {
        std::vector<Value> out;
        std::size_t i = 0;
        for (const NodeRef item : node.items()) {
            for (; chance(5);) {
                out.push_back(randomValue(random, depth));
                edit.insertItem(node, i, out.back());
            }
            if (chance(5)) {
                edit.remove(item);
            } else {
                out.push_back(value.items[i]);
                change(out.back(), item, edit, random, depth + 1);
            }
            ++i;
        }
        for (; chance(4);) {
            out.push_back(randomValue(random, depth));
            edit.insertItem(node, i, out.back());
        }
        value.items = std::move(out);
    } else if (node.isMapping()) {
        std::vector<std::pair<std::string, Value>> out;
        std::size_t i = 0;
        int fresh = 0;
        const auto add = [&] {
            out.emplace_back("q" + std::to_string(fresh++), randomValue(random, depth));
            edit.insertEntry(node, i, out.back().first, out.back().second);
        };
        for (const auto& [key, child] : node.entries()) {
            if (chance(6))
                add();
            if (chance(6)) {
                edit.remove(child);
            } else {
                out.push_back(value.entries[i]);
                change(out.back().second, child, edit, random, depth + 1);
            }
            ++i;
        }
        if (chance(5))
            add();
        value.entries = std::move(out);
    }
}

/// Comments at line ends and between lines, each with its number.
std::string commented(const std::string& yaml, std::mt19937& random, int& comments)
{
    std::string out;
    for (std::size_t at = 0; at < yaml.size();) {
        const std::size_t end = yaml.find('\n', at);
        if (random() % 4 == 0)
            out += std::string(random() % 6, ' ') + "# c" + std::to_string(comments++) + "\n";
        out += yaml.substr(at, end - at);
        if (random() % 4 == 0)
            out += " # c" + std::to_string(comments++);
        out += '\n';
        at = end + 1;
    }
    return out;
}

} // namespace

void TreeEditTest::randomWishesGiveWhatWasWished()
{
    int planned = 0;
    int refused = 0;
    for (unsigned seed = 1; seed <= 4000; ++seed) {
        std::mt19937 random(seed);
        Value value
            = Value::map({{"top", randomValue(random, 0)}, {"more", randomValue(random, 0)}});
        const unsigned form = random() % 4;
        std::string before;
        int comments = 0;
        if (form == 0) {
            before
                = writeJson(value, random() % 2 == 0 ? JsonLayout::Indented : JsonLayout::OneLine);
        } else {
            YamlStyle style;
            style.listStep = form == 1 ? 2 : 0;
            style.mapStep = form == 2 ? 4 : 2;
            if (random() % 2 == 0)
                style.flow = {"k1", "k2", "k3"};
            before = writeYaml(value, style);
            if (random() % 2 == 0)
                before = commented(before, random, comments);
        }
        if (random() % 3 == 0) {
            std::string crlf;
            for (const char c : before)
                crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
            before = crlf;
        }
        if (random() % 3 == 0 && before.ends_with('\n'))
            before.resize(before.size() - (before.ends_with("\r\n") ? 2 : 1));
        const Document document = readText(before);
        const NodeRef root = document.roots().front();
        QCOMPARE(toValue(root), value);
        TreeEdit edit(document);
        change(value, root, edit, random, 0);
        const auto edits = edit.plan();
        if (!edits) {
            ++refused;
            continue;
        }
        ++planned;
        const std::string after = *edits->apply(before);
        const std::string shown
            = "seed " + std::to_string(seed) + "\n" + before + "\n=====\n" + after;
        const Document again = readText(after);
        QVERIFY2(!again.roots().empty(), shown.c_str());
        QVERIFY2(toValue(again.roots().front()) == value,
                 (shown + "\n===== wished\n" + writeYaml(value)).c_str());
        QVERIFY2(*edits->inverse(before)->apply(after) == before, shown.c_str());
        if (before.find('\n') != std::string::npos) {
            QVERIFY2(before.ends_with('\n') == after.ends_with('\n'), shown.c_str());
            QVERIFY2(
                (after.find("\r\n") != std::string::npos || after.find('\n') == std::string::npos)
                    == (before.find("\r\n") != std::string::npos
                        || after.find('\n') == std::string::npos),
                shown.c_str());
        }
    }
    qInfo("%d planned, %d refused", planned, refused);
    QVERIFY(planned > 3000);
}

QTEST_APPLESS_MAIN(TreeEditTest)
#include "tree_edit_test.moc"
