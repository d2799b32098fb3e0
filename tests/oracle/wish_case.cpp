#include "tests/oracle/wish_case.h"

#include "tests/oracle/plain_value.h"
#include "tests/oracle/rich_policy.h"
#include "tests/oracle/schema_errors.h"
#include "tests/oracle/tree_case.h"

#include <map>

namespace pw::oracle {
namespace {

using yaml::Value;

Value someDocument(const std::vector<Value>& real, std::mt19937_64& random)
{
    if (random() % 150 == 0)
        return richPolicy(random, 200);
    const auto form = random() % 10;
    if (form < 2 && !real.empty())
        return real[random() % real.size()];
    if (form < 4)
        return madePolicy(random);
    return form < 5 ? otherDocument(random) : richPolicy(random, 2 + random() % 8);
}

/// One text where the schema wants a list of them.
void writeSingleText(Value& document, std::mt19937_64& random)
{
    std::vector<Path> lists;
    eachValue(document, [&](const Path& path, const Value& value) {
        if (value.find("id") == nullptr)
            return;
        for (const char* const key : {"exe", "euser"}) {
            const std::size_t at = indexOf(value, key);
            if (at != std::string::npos && sizeOf(value.entries[at].second) == 1)
                lists.push_back(below(path, at));
        }
    });
    if (lists.empty())
        return;
    Value& list = valueAt(document, lists[random() % lists.size()]);
    list = Value(list.items.front());
}

} // namespace

Anchors someAnchors(const Value& document, std::mt19937_64& random)
{
    std::map<std::string, std::vector<Path>> places;
    std::vector<std::string> several;
    eachValue(document, [&](const Path& path, const Value& value) {
        if (value.kind != Value::Kind::String)
            return;
        std::vector<Path>& same = places[value.text];
        same.push_back(path);
        if (same.size() == 2)
            several.push_back(value.text);
    });
    Anchors out;
    if (several.empty())
        return out;
    const std::vector<Path>& same = places[several[random() % several.size()]];
    out.anchors[same.front()] = "shared";
    for (std::size_t i = 1; i < same.size(); ++i)
        out.aliases[same[i]] = "shared";
    return out;
}

WishCase textForWishes(const std::vector<Value>& real, std::mt19937_64& random)
{
    WishCase out;
    Value document = someDocument(real, random);
    for (auto n = random() % 3 == 0 ? 1 + random() % 2 : 0; n > 0; --n)
        static_cast<void>(addMistake(document, random, true));
    if (random() % 6 == 0)
        writeSingleText(document, random);
    const auto form = random() % 10;
    if (form == 0) {
        const std::size_t index = random() % 2;
        Value items = Value::list({madePolicy(random)});
        insertAt(items, index, {}, document);
        out.before = Value::map(
            {{"apiVersion", Value::string("spyderbat/v1")}, {"items", std::move(items)}});
        out.root = {1, index};
        out.unit = index;
    } else if (form == 1) {
        out.before = Value::list({document, madePolicy(random)});
        out.root = {0};
    } else {
        out.before = std::move(document);
        if (random() % 12 == 0)
            out.anchors = someAnchors(out.before, random);
    }
    out.text = decorated(out.before, out.anchors, random);
    out.unit += out.text.document;
    return out;
}

} // namespace pw::oracle
