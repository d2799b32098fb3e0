#include "core/organization/query_language.h"

#include "core/ops/timestamp.h"
#include "core/organization/query_node.h"
#include "core/organization/query_tokens.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pw::organization {
namespace {

using Node = Query::Node;
using Token = QueryToken;

constexpr std::size_t maxFieldBytes = 256;
constexpr std::size_t maxRegexes = 32; ///< of one query, each with memory of its own

constexpr std::array<std::pair<std::string_view, Node::Op>, 12> operators{{
    {"=", Node::Op::Equal},
    {"!=", Node::Op::NotEqual},
    {">", Node::Op::Greater},
    {">=", Node::Op::GreaterOrEqual},
    {"<", Node::Op::Less},
    {"<=", Node::Op::LessOrEqual},
    {"~=", Node::Op::Like},
    {"!~=", Node::Op::NotLike},
    {"~~=", Node::Op::Regex},
    {"<<", Node::Op::Within},
    {"is null", Node::Op::IsNull},
    {"is not null", Node::Op::IsNotNull},
}};

std::string lowered(std::string_view word)
{
    std::string out(word);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// Recursive descent: or, and, not, a group or a comparison.
class Parser
{
public:
    explicit Parser(std::vector<Token> tokens) : m_tokens(std::move(tokens)) { }

    Result<Node> run()
    {
        if (next().kind == Token::Kind::End)
            return wrongQuery("the query is empty; * finds everything", 0);
        Result<Node> root = takeOr();
        if (root && next().kind != Token::Kind::End)
            return isSign(")") ? wrongQuery("this ) closes nothing", next().at)
                               : wrongQuery("AND or OR is missing here", next().at);
        return root;
    }

private:
    [[nodiscard]] const Token& next() const { return m_tokens[m_next]; }
    [[nodiscard]] bool isSign(std::string_view sign) const
    {
        return next().kind == Token::Kind::Sign && next().text == sign;
    }
    [[nodiscard]] bool isKeyword(std::string_view word) const
    {
        return next().kind == Token::Kind::Word && lowered(next().text) == word;
    }
    bool took(bool there)
    {
        m_next += there ? 1 : 0;
        return there;
    }

    Result<Node> takeOr()
    {
        return takeChain(Node::Kind::Or, &Parser::takeAnd,
                         [this] { return took(isKeyword("or")); });
    }

    Result<Node> takeAnd()
    {
        return takeChain(Node::Kind::And, &Parser::takeNot,
                         [this] { return took(isKeyword("and")) || isSign("("); });
    }

    template <typename GoesOn>
    Result<Node> takeChain(Node::Kind kind, Result<Node> (Parser::*operand)(), GoesOn goesOn)
    {
        Result<Node> first = (this->*operand)();
        if (!first || !goesOn())
            return first;
        Node chain;
        chain.kind = kind;
        chain.parts.push_back(std::move(*first));
        do {
            Result<Node> one = (this->*operand)();
            if (!one)
                return one;
            chain.parts.push_back(std::move(*one));
        } while (goesOn());
        return chain;
    }

    Result<Node> takeNot()
    {
        if (m_depth >= Query::maxDepth)
            return wrongQuery("the query is nested too deeply", next().at);
        ++m_depth;
        Result<Node> taken = takeOperand();
        --m_depth;
        return taken;
    }

    Result<Node> takeOperand()
    {
        if (took(isKeyword("not"))) {
            Result<Node> inner = takeNot();
            if (!inner)
                return inner;
            // No item fits, as clients say it.
            if (inner->kind == Node::Kind::Compare && inner->op == Node::Op::NotLike
                && inner->part != Node::Part::Whole)
                inner->op = Node::Op::Like;
            Node negated;
            negated.kind = Node::Kind::Not;
            negated.parts.push_back(std::move(*inner));
            return negated;
        }
        if (took(isSign("*")))
            return Node{};
        const std::size_t open = next().at;
        if (!took(isSign("(")))
            return takeComparison();
        Result<Node> inner = takeOr();
        if (inner && !took(isSign(")")))
            return wrongQuery("the group has no )", open);
        return inner;
    }

    Result<Node> takeComparison()
    {
        Node node;
        node.kind = Node::Kind::Compare;
        if (next().kind == Token::Kind::Text || next().kind == Token::Kind::Number)
            return wrongQuery("a field's name stands before the comparison", next().at);
        if (next().kind != Token::Kind::Word || isKeyword("and") || isKeyword("or"))
            return wrongQuery("a comparison is missing here", next().at);
        if (next().text.size() > maxFieldBytes)
            return wrongQuery("this field's name is too long", next().at);
        node.field = m_tokens[m_next++].text;
        if (Result<Done> part = takePart(node); !part)
            return part.error();
        if (took(isKeyword("is"))) {
            node.op = took(isKeyword("not")) ? Node::Op::IsNotNull : Node::Op::IsNull;
            if (!took(isKeyword("null")))
                return wrongQuery("null is missing behind IS", next().at);
            return node;
        }
        const auto* const found
            = std::find_if(operators.begin(), operators.end(),
                           [&](const auto& candidate) { return isSign(candidate.first); });
        if (found == operators.end())
            return wrongQuery(
                "a comparison such as = or ~= is missing behind \"" + node.field + "\"", next().at);
        ++m_next;
        node.op = found->second;
        return takeValue(std::move(node));
    }

    Result<Done> takePart(Node& node)
    {
        if (took(isSign(":"))) {
            const std::string word = lowered(next().text);
            if (word != "keys" && word != "values" && word != "vals")
                return wrongQuery("keys or values is missing behind the colon", next().at);
            node.part = word == "keys" ? Node::Part::Keys : Node::Part::Values;
            ++m_next;
            if (!took(isSign("[")) || !took(isSign("*")) || !took(isSign("]")))
                return wrongQuery("[*] is missing here", next().at);
            return Done{};
        }
        if (!took(isSign("[")))
            return Done{};
        if (took(isSign("*"))) {
            node.part = Node::Part::Items;
        } else if (next().kind == Token::Kind::Text) {
            node.part = Node::Part::Entry;
            node.entry = m_tokens[m_next++].text;
        } else {
            return wrongQuery("* or a key in quotes is missing behind [", next().at);
        }
        if (!took(isSign("]")))
            return wrongQuery("] is missing here", next().at);
        return Done{};
    }

    Result<Node> takeValue(Node node)
    {
        const Token& token = next();
        node.quoted = token.kind == Token::Kind::Text;
        if (!node.quoted && token.kind != Token::Kind::Number && !isKeyword("true")
            && !isKeyword("false"))
            return wrongQuery("a value is missing behind "
                                  + std::string(organization::toString(node.op))
                                  + "; texts stand in quotes",
                              token.at);
        node.value = token.kind == Token::Kind::Word ? lowered(token.text) : token.text;
        node.number = ops::timestampValue(node.value);
        ++m_next;
        if (node.op == Node::Op::Within) {
            const ops::ParsedCidr parsed = ops::parseCidr(node.value);
            if (parsed.problem == ops::CidrProblem::Malformed)
                return wrongQuery("\"" + node.value + "\" is no subnet", token.at);
            node.subnet = parsed.cidr;
        }
        if (node.op == Node::Op::Regex) {
            if (++m_regexes > maxRegexes)
                return wrongQuery("the query has too many regular expressions", token.at);
            Result<Done> ready = node.setRegex(node.value);
            if (!ready)
                return wrongQuery(ready.error().message, token.at);
        }
        return node;
    }

    std::vector<Token> m_tokens;
    std::size_t m_next = 0;
    std::size_t m_depth = 0;
    std::size_t m_regexes = 0;
};

void collectFields(const Node& node, std::set<std::string, std::less<>>& fields)
{
    if (node.kind == Node::Kind::Compare)
        fields.insert(node.field);
    for (const Node& part : node.parts)
        collectFields(part, fields);
}

using Choice = std::optional<std::vector<std::string>>;

/// A text that is a number could be written in other ways.
Choice choiceIn(const Node& node, std::string_view field)
{
    if (node.kind == Node::Kind::Compare) {
        const bool pins = node.op == Node::Op::Equal && node.part == Node::Part::Whole
            && node.quoted && !node.number && node.field == field;
        return pins ? Choice({node.value}) : std::nullopt;
    }
    std::vector<std::string> all;
    for (const Node& part : node.parts) {
        const Choice found = node.kind == Node::Kind::Not ? std::nullopt : choiceIn(part, field);
        if (found && node.kind == Node::Kind::And)
            return found;
        if (!found && node.kind == Node::Kind::Or)
            return std::nullopt;
        if (found)
            all.insert(all.end(), found->begin(), found->end());
    }
    return node.kind == Node::Kind::Or ? Choice(std::move(all)) : std::nullopt;
}

void narrow(const Node& node, std::string_view field, Query::Bounds& bounds)
{
    if (node.kind == Node::Kind::And) {
        for (const Node& part : node.parts)
            narrow(part, field, bounds);
    }
    if (node.kind != Node::Kind::Compare || node.field != field || !node.number
        || node.part != Node::Part::Whole)
        return;
    using Op = Node::Op;
    if (node.op == Op::Equal || node.op == Op::Greater || node.op == Op::GreaterOrEqual)
        bounds.least = std::max(bounds.least.value_or(*node.number), *node.number);
    if (node.op == Op::Equal || node.op == Op::Less || node.op == Op::LessOrEqual)
        bounds.greatest = std::min(bounds.greatest.value_or(*node.number), *node.number);
}

} // namespace

std::string_view toString(Query::Node::Op op)
{
    return std::find_if(operators.begin(), operators.end(),
                        [&](const auto& candidate) { return candidate.second == op; })
        ->first;
}

Result<Query> Query::parse(std::string_view text)
{
    if (text.size() > maxBytes)
        return wrongQuery("the query is longer than " + std::to_string(maxBytes) + " bytes",
                          maxBytes);
    Result<std::vector<QueryToken>> tokens = queryTokens(text);
    if (!tokens)
        return tokens.error();
    Result<Node> root = Parser(std::move(*tokens)).run();
    if (!root)
        return root.error();
    return of(std::move(*root));
}

Query Query::of(Node root)
{
    auto tree = std::make_shared<Tree>();
    tree->root = std::move(root);
    collectFields(tree->root, tree->fields);
    return Query(std::move(tree));
}

bool Query::matches(const FieldLookup& lookup) const
{
    return m_tree->root.fits(lookup);
}

const std::set<std::string, std::less<>>& Query::fields() const
{
    return m_tree->fields;
}

std::optional<std::vector<std::string>> Query::mustBeOneOf(std::string_view field) const
{
    return choiceIn(m_tree->root, field);
}

std::string Query::mustEqual(std::string_view field) const
{
    const Choice found = mustBeOneOf(field);
    return found && found->size() == 1 ? found->front() : std::string();
}

Query::Bounds Query::mustLieWithin(std::string_view field) const
{
    Bounds bounds;
    narrow(m_tree->root, field, bounds);
    return bounds;
}

bool Query::everything() const
{
    return m_tree->root.kind == Node::Kind::Everything;
}

std::string Query::shown() const
{
    return m_tree->root.shown();
}

} // namespace pw::organization
