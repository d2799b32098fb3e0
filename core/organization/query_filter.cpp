#include "core/organization/query_filter.h"

#include "core/ops/timestamp.h"
#include "core/organization/query_node.h"

#include <re2/re2.h>
#include <utility>

namespace pw::organization {
namespace {

using yaml::Value;
using Node = Query::Node;

constexpr std::size_t maxRegexes = 2000; ///< ids of a list are asked for one by one

Error wrongFilter(std::string message)
{
    return {"wrong-query", std::move(message), {}};
}

Node compare(std::string_view field, Node::Op op, std::string value)
{
    Node node;
    node.kind = Node::Kind::Compare;
    node.field = field;
    node.op = op;
    node.number = ops::timestampValue(value);
    node.value = std::move(value);
    node.quoted = true;
    return node;
}

class Reader
{
public:
    Result<Node> read(const Value& filter, std::size_t depth = 0)
    {
        if (depth > Query::maxDepth)
            return wrongFilter("the filter is nested too deeply");
        if (filter.kind != Value::Kind::Map || filter.entries.empty())
            return wrongFilter("a filter is an object such as {\"property\", \"equals\"}");
        if (filter.find("property") != nullptr)
            return property(filter);
        Node all;
        all.kind = Node::Kind::And;
        for (const auto& [key, value] : filter.entries) {
            Result<Node> one = entry(key, value, depth);
            if (!one)
                return one;
            all.parts.push_back(std::move(*one));
        }
        return all.parts.size() == 1 ? std::move(all.parts.front()) : std::move(all);
    }

private:
    Result<Node> entry(const std::string& key, const Value& value, std::size_t depth)
    {
        if (key == "not") {
            Result<Node> inner = read(value, depth + 1);
            if (!inner)
                return inner;
            Node negated;
            negated.kind = Node::Kind::Not;
            negated.parts.push_back(std::move(*inner));
            return negated;
        }
        if (key == "and" || key == "or") {
            if (value.kind != Value::Kind::List)
                return wrongFilter("\"" + key + "\" takes a list of filters");
            Node chain;
            chain.kind = key == "and" ? Node::Kind::And : Node::Kind::Or;
            for (const Value& item : value.items) {
                Result<Node> one = read(item, depth + 1);
                if (!one)
                    return one;
                chain.parts.push_back(std::move(*one));
            }
            return chain;
        }
        if (value.kind == Value::Kind::List || value.kind == Value::Kind::Map)
            return wrongFilter("\"" + key + "\" is compared with a text or number");
        if (key != "schema")
            return compare(key, Node::Op::Equal, value.text);
        Node either;
        either.kind = Node::Kind::Or;
        either.parts.push_back(compare(key, Node::Op::Equal, value.text));
        Result<Node> below = matching(key, "^" + re2::RE2::QuoteMeta(value.text) + ":");
        if (!below)
            return below;
        either.parts.push_back(std::move(*below));
        return either;
    }

    Result<Node> property(const Value& filter)
    {
        const Value& name = *filter.find("property");
        const Value* const equal = filter.find("equals");
        const Value* const regex = filter.find("re_match");
        const Value* const value = equal != nullptr ? equal : regex;
        if (name.kind != Value::Kind::String || value == nullptr || value->kind == Value::Kind::List
            || value->kind == Value::Kind::Map)
            return wrongFilter("a property is compared by \"equals\" or \"re_match\"");
        return equal != nullptr ? Result<Node>(compare(name.text, Node::Op::Equal, value->text))
                                : matching(name.text, "^(?:" + value->text + ")");
    }

    Result<Node> matching(std::string_view field, const std::string& pattern)
    {
        if (++m_regexes > maxRegexes)
            return wrongFilter("the filter has too many regular expressions");
        Node node = compare(field, Node::Op::Regex, pattern);
        if (Result<Done> ready = node.setRegex(pattern); !ready)
            return ready.error();
        return node;
    }

    std::size_t m_regexes = 0;
};

} // namespace

Result<Query> queryOfFilter(const Value& filter)
{
    Result<Node> root = Reader().read(filter);
    if (!root)
        return root.error();
    return Query::of(std::move(*root));
}

Result<Query> queryOfPipeline(const Value& pipeline)
{
    if (pipeline.kind != Value::Kind::List)
        return wrongFilter("the pipeline is a list of steps");
    Value filters = Value::list();
    for (const Value& step : pipeline.items) {
        if (const Value* const filter = step.find("filter"); filter != nullptr)
            filters.items.push_back(*filter);
    }
    return queryOfFilter(Value::map({{"and", std::move(filters)}}));
}

} // namespace pw::organization
