// What is being written at the cursor, shown as `|` in small texts; none of them has to parse.

#include "core/ops/text_context.h"

#include <QTest>

using namespace pw;
using Slot = ops::TextPlace::Slot;

namespace {

/// Takes the cursor's sign out of the text.
std::size_t takeCursor(std::string& text)
{
    const std::size_t at = text.find('|');
    text.erase(at, 1);
    return at;
}

std::string pathOf(const std::vector<policy::Step>& steps)
{
    return policy::Place{0, steps}.path();
}

std::string join(const std::vector<std::string_view>& words)
{
    std::string out;
    for (const std::string_view word : words)
        out += (out.empty() ? "" : " ") + std::string(word);
    return out;
}

/// `key spec.containerSelector "im" of containerSelector beside imageID`
std::string shown(std::string text, yaml::Format format = yaml::Format::Yaml)
{
    const auto at = static_cast<text::ByteOffset>(takeCursor(text));
    const ops::TextContext context = ops::textContextAt(text, at, format);
    if (context.place.slot == Slot::Nothing)
        return "nothing";
    std::string out = context.place.slot == Slot::Key ? "key"
        : context.place.slot == Slot::Value           ? "value"
                                                      : "item";
    out += " " + pathOf(context.steps);
    const text::Span word = context.place.word;
    if (!word.empty())
        out += " \"" + text.substr(word.begin, word.size()) + "\"";
    if (context.type != nullptr)
        out += " of " + std::string(context.type->name);
    else if (context.field != nullptr)
        out += " for " + std::string(context.field->key);
    if (!context.keys.empty())
        out += " beside " + join(context.keys);
    if (context.dashField != nullptr)
        out += " or - for " + std::string(context.dashField->key);
    return out;
}

} // namespace

class TextContextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shows_data();
    void shows();
    void json_data();
    void json();
    void knowsTheIdsOfItsDocument();
    void everyPlaceHasAnAnswer();
};

void TextContextTest::shows_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("context");
    const auto row = [](const char* name, const std::string& text, const char* context) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(context);
    };
    const std::string head = "kind: SpyderbatPolicy\n";
    const std::string spec = head + "spec:\n";
    row("empty text", "|", "key  of SpyderbatPolicy");
    row("a word at the root", "ki|", "key  \"ki\" of SpyderbatPolicy");
    row("a key", "apiVer|sion: x\nkind: y\n", "key  \"apiVersion\" of SpyderbatPolicy beside kind");
    row("keys below count", "kind: SpyderbatPolicy\n|\nspec:\n  mode: audit\n",
        "key  of SpyderbatPolicy beside kind spec");
    row("a value", "kind: Spy|", "value kind \"Spy\" for kind");
    row("behind the colon", "kind:|\n", "value kind for kind");
    row("behind colon and space", "kind: |\n", "value kind for kind");
    row("a value with a comment", "kind: Sp|y # what it is\n", "value kind \"Spy\" for kind");
    row("in the comment", "kind: Spy # wh|at\n", "nothing");
    row("a line of comment", "# a|b\n", "nothing");
    row("a new key below", spec + "  |", "key spec of spec");
    row("typed below", spec + "  con|\n  mode: audit\n", "key spec \"con\" of spec beside mode");
    row("deeper is the selector", spec + "  containerSelector:\n    |\n  mode: audit\n",
        "key spec.containerSelector of containerSelector");
    row("the selector's other keys",
        spec + "  containerSelector:\n    im|\n    imageID: x\n  mode: audit\n",
        "key spec.containerSelector \"im\" of containerSelector beside imageID");
    row("less deep is the spec", spec + "  containerSelector:\n    image: x\n  |\n  mode: audit\n",
        "key spec of spec beside containerSelector mode");
    row("at the left edge is the document", spec + "  mode: audit\n|",
        "key  of SpyderbatPolicy beside kind spec");
    row("too deep is nothing", spec + "  mode: audit\n      |\n", "nothing");
    row("odd indentation", "spec:\n   containerSelector:\n      |\n",
        "key spec.containerSelector of containerSelector");
    row("dashes in the column of their key",
        spec + "  processPolicy:\n  - name: a\n    |\n  mode: audit\n",
        "key spec.processPolicy[0] of process beside name");
    row("indented dashes", spec + "  processPolicy:\n    - name: a\n      |\n",
        "key spec.processPolicy[0] of process beside name");
    row("behind a dash", spec + "  processPolicy:\n  - |\n",
        "item spec.processPolicy[0] of process");
    row("right behind a dash", spec + "  processPolicy:\n  -|\n",
        "item spec.processPolicy[0] of process");
    row("a word behind a dash", spec + "  processPolicy:\n  - na|\n    exe:\n    - /a\n",
        "item spec.processPolicy[0] \"na\" of process beside exe");
    row("a key behind a dash", spec + "  processPolicy:\n  - name: a\n  - na|me: b\n    id: c\n",
        "key spec.processPolicy[1] \"name\" of process beside id");
    row("the second item", spec + "  processPolicy:\n  - name: a\n  - name: b\n    ex|\n",
        "key spec.processPolicy[1] \"ex\" of process beside name");
    row("where the next dash fits", spec + "  processPolicy:\n  - name: a\n  |\n",
        "key spec of spec beside processPolicy or - for processPolicy");
    row("where the first dash fits", spec + "  processPolicy:\n  |\n  mode: audit\n",
        "key spec of spec beside processPolicy mode or - for processPolicy");
    row("where an indented dash fits", spec + "  processPolicy:\n    |\n",
        "key spec.processPolicy for processPolicy or - for processPolicy");
    row("a text of a list", spec + "  processPolicy:\n  - exe:\n    - /usr|\n",
        "item spec.processPolicy[0].exe[0] \"/usr\" for exe");
    row("a process below", spec + "  processPolicy:\n  - name: a\n    children:\n    - na|\n",
        "item spec.processPolicy[0].children[0] \"na\" of process");
    row("dashes on one line", "a:\n- - x|\n", "item a[0][0] \"x\"");
    row("labels", spec + "  podSelector:\n    matchLabels:\n      a|\n",
        "key spec.podSelector.matchLabels \"a\" for matchLabels");
    row("the value of a label", spec + "  podSelector:\n    matchLabels:\n      app: w|\n",
        "value spec.podSelector.matchLabels.app \"w\" for matchLabels");
    row("in braces", spec + "  containerSelector: {im|}\n",
        "key spec.containerSelector \"im\" of containerSelector");
    row("empty braces", spec + "  containerSelector: {|}\n",
        "key spec.containerSelector of containerSelector");
    row("the second key in braces", spec + "  containerSelector: {image: a, |}\n",
        "key spec.containerSelector of containerSelector beside image");
    row("a value in braces", spec + "  containerSelector: {image: a|, imageID: b}\n",
        "value spec.containerSelector.image \"a\" for image");
    row("in brackets", spec + "  processPolicy:\n  - euser: [root, |]\n",
        "item spec.processPolicy[0].euser[1] for euser");
    row("brackets on two lines", spec + "  processPolicy:\n  - euser: [root,\n      w|]\n",
        "item spec.processPolicy[0].euser[1] \"w\" for euser");
    row("brackets that were never closed",
        spec + "  processPolicy:\n  - euser: [root,\n    id: a\n    na|\n",
        "key spec.processPolicy[0] \"na\" of process beside euser id");
    row("braces in brackets", spec + "  networkPolicy: {ingress: [{from: [{ipBlock: {ci|}}]}]}\n",
        "key spec.networkPolicy.ingress[0].from[0].ipBlock \"ci\" of ipBlock");
    row("a process reference",
        spec + "  networkPolicy:\n    ingress:\n    - processes:\n      - |\n",
        "item spec.networkPolicy.ingress[0].processes[0] for processes");
    row("in quotes", "kind: \"Spy|\"\n", "value kind \"\"Spy\"\" for kind");
    row("a quote that was never closed", "kind: 'Spy|\nspec:\n  mode: audit\n",
        "value kind \"'Spy\" for kind");
    row("a quoted key", "\"ki|nd\": x\n", "key  \"\"kind\"\" of SpyderbatPolicy");
    row("a literal text", "a: >\n  no|thing\n", "nothing");
    row("behind a literal text", spec + "  a: >\n    text\n  |\n", "key spec of spec beside a");
    row("an anchor before the value", "kind: &k Spy|\n", "value kind \"Spy\" for kind");
    row("CRLF", "kind: SpyderbatPolicy\r\nspec:\r\n  mo|\r\n  mode: x\r\n",
        "key spec \"mo\" of spec beside mode");
    row("byte order mark", "\xEF\xBB\xBFki|", "key  \"ki\" of SpyderbatPolicy");
    row("the second document", "kind: SpyderbatBaseline\n---\nkind: SpyderbatRuleset\n|\n",
        "key  of SpyderbatRuleset beside kind");
    row("an item is a document",
        "items:\n- kind: SpyderbatPolicy\n  spec:\n    mo|\n- kind: SpyderbatBaseline\n",
        "key items[0].spec \"mo\" of spec");
    row("the next document of the list", "apiVersion: spyderbat/v1\nitems:\n- |\n",
        "item items[0] of SpyderbatPolicy");
    row("a trace policy has other selectors",
        "kind: SpyderbatPolicy\nmetadata:\n  type: trace\nspec:\n  tr|\n",
        "key spec \"tr\" of spec");
    row("before the text of a line", spec + " | mode: audit\n", "nothing");
    row("conflict markers", "<<<<<<< ours\n" + spec + "  mo|\n=======\n",
        "key spec \"mo\" of spec");
    row("broken lines elsewhere", spec + "  mode audit\n ]]] {\n  mo|\n",
        "key spec \"mo\" of spec");
}

void TextContextTest::shows()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, context);
    QCOMPARE(QByteArray::fromStdString(shown(text.toStdString())), context);
}

void TextContextTest::json_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("context");
    const auto row = [](const char* text, const char* context) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(context);
    };
    row("{|}", "key  of SpyderbatPolicy");
    row("{\"ki|\"}", "key  \"\"ki\"\" of SpyderbatPolicy");
    row("{\"kind\": |}", "value kind for kind");
    row("{\"kind\": \"SpyderbatPolicy\",\n \"spec\": {\n  \"mo|\"\n }\n}",
        "key spec \"\"mo\"\" of spec");
    row("{\"kind\": \"SpyderbatPolicy\", \"spec\": {\"processPolicy\": [{\"na|\", \"id\": "
        "\"a\"}]}}",
        "key spec.processPolicy[0] \"\"na\"\" of process beside id");
    row("{\"spec\": {\"processPolicy\": [{\"exe\": [\"/a\", \"/|\"]}]}}",
        "item spec.processPolicy[0].exe[1] \"\"/\"\" for exe");
    row("[{\"kind\": \"SpyderbatPolicy\", |}]", "key [0] of SpyderbatPolicy beside kind");
    row("{\"a\": 1 |", "nothing");
}

void TextContextTest::json()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, context);
    QCOMPARE(QByteArray::fromStdString(shown(text.toStdString(), yaml::Format::Json)), context);
}

void TextContextTest::knowsTheIdsOfItsDocument()
{
    std::string text = "spec:\n  processPolicy:\n  - id: other\n---\n"
                       "spec:\n  networkPolicy:\n    ingress:\n    - processes: [|]\n"
                       "  processPolicy:\n  - name: id\n    id: mongod_0\n    children:\n"
                       "    - {id: sh_0}\n  - id: \"mongod_1\"\n  - id: mongod_0\n";
    const auto at = static_cast<text::ByteOffset>(takeCursor(text));
    const ops::TextContext context = ops::textContextAt(text, at, yaml::Format::Yaml);
    QCOMPARE(join(context.processIds), std::string("mongod_0 sh_0 mongod_1"));
}

void TextContextTest::everyPlaceHasAnAnswer()
{
    const std::string text
        = "\xEF\xBB\xBF- - a: [b, {c: 'd'}]\r\n  ? x\n:\n-\n"
          "  k: |\n   lit\n\n m: \"open\n  - }]\n\"q\" : &a *b\n--- {a: b}\n- ::\n";
    for (const yaml::Format format :
         {yaml::Format::Yaml, yaml::Format::Json, yaml::Format::NdJson}) {
        for (std::size_t size = 0; size <= text.size(); ++size) {
            const std::string_view part = std::string_view(text).substr(0, size);
            for (std::size_t at = 0; at <= size; ++at) {
                const ops::TextContext context
                    = ops::textContextAt(part, static_cast<text::ByteOffset>(at), format);
                QVERIFY(context.place.word.begin <= context.place.word.end);
                QVERIFY(context.place.word.end <= size);
            }
        }
    }
}

QTEST_APPLESS_MAIN(TextContextTest)
#include "text_context_test.moc"
