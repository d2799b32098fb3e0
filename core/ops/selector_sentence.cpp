#include "core/ops/selector_sentence.h"

#include "core/ops/scope_lines.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

using policy::Expression;
using policy::Selector;
using Texts = std::vector<std::string>;

struct Noun
{
    std::string_view selector;
    std::string_view things;
    std::string_view before; ///< the word that leads to it
};

/// What is selected first comes first.
constexpr std::array<Noun, 9> nouns{{{"traceSelector", "traces", "of"},
                                     {"containerSelector", "containers", "in"},
                                     {"serviceSelector", "services", "of"},
                                     {"processSelector", "processes", "of"},
                                     {"userSelector", "users", "of"},
                                     {"podSelector", "pods", "in"},
                                     {"namespaceSelector", "namespaces", "in"},
                                     {"machineSelector", "machines", "on"},
                                     {"clusterSelector", "clusters", "in"}}};

constexpr std::string_view namespaceName = "kubernetes.io/metadata.name";

std::size_t rank(const Selector& selector)
{
    const auto* const found = std::ranges::find(nouns, selector.key, &Noun::selector);
    return static_cast<std::size_t>(found - nouns.begin());
}

/// The field of a selector in plain words.
std::string fieldWords(const std::string& selector, const std::string& field)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> own{
        {{"exe", "executable"},
         {"euser", "user"},
         {"triggerClass", "trigger class"},
         {"triggerAncestors", "trigger ancestors"},
         {"interactiveUsers", "interactive user"},
         {"nonInteractiveUsers", "non-interactive user"},
         {"users", "user"},
         {"sourceName", "source name"},
         {"muid", "machine"}}};
    if (selector != "clusterSelector") { // "clusters with cluster prod"
        const std::string path = "spec." + selector + "." + field;
        if (std::string words = plainField(path); words != path)
            return words;
    }
    const auto* const found
        = std::ranges::find(own, field, &std::pair<std::string_view, std::string_view>::first);
    return found == own.end() ? field : std::string(found->second);
}

class Conditions
{
public:
    explicit Conditions(const Selector& selector) : m_key(selector.key) { }

    void field(const std::string& name, const Texts& values)
    {
        if (!values.empty())
            next().say(fieldWords(m_key, name) + " ").list(values, "or");
    }

    void label(const std::string& key, const std::string& value)
    {
        if (key == namespaceName)
            next().say("name ").name(value);
        else
            next().name(key + '=' + value);
    }

    void fieldExpression(const Expression& expression)
    {
        if (expression.op == "In")
            return field(expression.key, expression.values);
        const std::string words = fieldWords(m_key, expression.key);
        if (expression.op == "NotIn")
            next().say(words + " other than ").list(expression.values, "or");
        else if (expression.op == "Exists")
            next().say("any " + words);
        else if (expression.op == "DoesNotExist")
            next().say("no " + words);
    }

    void labelExpression(const Expression& expression)
    {
        if (expression.op == "In" && expression.values.size() == 1)
            return label(expression.key, expression.values.front());
        if (expression.op == "In")
            next().name(expression.key).say(" ").list(expression.values, "or");
        else if (expression.op == "NotIn")
            next().name(expression.key).say(" other than ").list(expression.values, "or");
        else if (expression.op == "Exists")
            next().say("a label ").name(expression.key);
        else if (expression.op == "DoesNotExist")
            next().say("no label ").name(expression.key);
    }

    [[nodiscard]] Sentence take() { return std::move(m_out); }

private:
    Sentence& next() { return m_out.empty() ? m_out : m_out.say(" and "); }

    const std::string& m_key;
    Sentence m_out;
};

std::vector<const Selector*> inOrder(const std::vector<Selector>& selectors)
{
    std::vector<const Selector*> out;
    for (const Selector& selector : selectors)
        out.push_back(&selector);
    std::ranges::stable_sort(out, {}, [](const Selector* one) { return rank(*one); });
    return out;
}

/// The word that leads to it, with a space on both sides.
std::string before(const Selector& selector)
{
    const std::size_t at = rank(selector);
    return at == nouns.size() ? " with " : ' ' + std::string(nouns[at].before) + ' ';
}

} // namespace

Sentence conditionsSentence(const Selector& selector)
{
    Conditions out(selector);
    for (const policy::SelectorField& field : selector.fields)
        out.field(field.name, field.values);
    for (const auto& [name, value] : selector.matchFields)
        out.field(name, {value});
    for (const Expression& expression : selector.matchFieldsExpressions)
        out.fieldExpression(expression);
    for (const auto& [key, value] : selector.matchLabels)
        out.label(key, value);
    for (const Expression& expression : selector.matchExpressions)
        out.labelExpression(expression);
    return out.take();
}

Sentence selectorSentence(const Selector& selector)
{
    const std::size_t at = rank(selector);
    const std::string things(at == nouns.size() ? selector.key : nouns[at].things);
    Sentence conditions = conditionsSentence(selector);
    Sentence out;
    if (conditions.empty())
        return out.say("all " + things);
    return out.say(things + " with ").add(std::move(conditions));
}

Sentence scopeSentence(const std::vector<Selector>& selectors)
{
    Sentence out;
    for (const Selector* const selector : inOrder(selectors)) {
        if (!out.empty())
            out.say(before(*selector));
        out.add(selectorSentence(*selector));
    }
    return out;
}

Sentence scopeBehind(const std::vector<Selector>& selectors)
{
    Sentence out;
    for (const Selector* const selector : inOrder(selectors))
        out.say(before(*selector)).add(selectorSentence(*selector));
    return out;
}

} // namespace pw::ops
