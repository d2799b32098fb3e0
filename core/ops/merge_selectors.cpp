#include "core/ops/merge_selectors.h"

#include "core/ops/wildcard.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <array>
#include <set>

namespace pw::ops {

namespace {

using policy::Expression;
using policy::Labels;
using policy::Selector;
using policy::SelectorField;

// Fields that become a pattern when their texts differ. The others only stay when they are equal.
constexpr std::array<std::string_view, 5> patternFields{"image", "containerName", "cgroup",
                                                        "hostname", "machineUID"};
// Fields that may hold a list of texts.
constexpr std::array<std::string_view, 2> listFields{"hostname", "machineUID"};

template <typename List> bool isOneOf(const List& list, std::string_view text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

// `*.service` is every service: what only shares the kind of its unit has nothing in common.
bool saysNothing(std::string_view field, std::string_view pattern)
{
    return field == "cgroup" && pattern.starts_with("*.")
        && pattern.find('/') == std::string_view::npos;
}

// One selector in every document; all of them have it.
struct Same
{
    const Selector* selector = nullptr;
    const std::string* label = nullptr;
};

class SelectorMerger
{
public:
    SelectorMerger(std::vector<Same> all, const MergeMode& mode, WideningLog& log)
        : m_all(std::move(all)), m_mode(mode), m_log(log), m_result(*m_all.front().selector)
    {
    }

    Selector run()
    {
        noteLaterOnes();
        mergeFields();
        mergeLabels(&Selector::matchFields, &Selector::matchFieldsExpressions, "matchFields.");
        mergeLabels(&Selector::matchLabels, &Selector::matchExpressions, "matchLabels.");
        mergeExpressions(&Selector::matchFieldsExpressions);
        mergeExpressions(&Selector::matchExpressions);
        for (Expression& expression : m_added)
            m_result.matchFieldsExpressions.push_back(std::move(expression));
        for (Expression& expression : m_addedLabels)
            m_result.matchExpressions.push_back(std::move(expression));
        return std::move(m_result);
    }

private:
    [[nodiscard]] std::string path(const std::string& name) const
    {
        return "spec." + m_result.key + "." + name;
    }

    // What somebody does not state cannot be kept; where all state something, it can be listed.
    enum class Because : std::uint8_t { Missing, Differing };

    void drop(const std::string& name, const std::string& before, const Same& one,
              Because because = Because::Missing)
    {
        m_log.setInput(*one.label);
        m_log.selector(Widening::What::SelectorDropped, path(name), before, "",
                       because == Because::Differing);
    }

    [[nodiscard]] bool isExact(const std::string& name) const
    {
        return m_mode.exact || m_mode.keeps([&] { return WideningLog::fieldKey(path(name)); });
    }

    // What the first document does not state goes, too, whoever else states it.
    void noteLaterOnes()
    {
        const Selector& first = *m_all.front().selector;
        const auto lacks = [](const Labels& labels, const std::string& key) {
            return std::none_of(labels.begin(), labels.end(),
                                [&key](const auto& label) { return label.first == key; });
        };
        for (const Same& one : m_all) {
            for (const SelectorField& field : one.selector->fields) {
                if (first.field(field.name) == nullptr) {
                    drop(field.name, joined(field.values), m_all.front());
                }
            }
            for (const auto& [key, value] : one.selector->matchFields) {
                if (lacks(first.matchFields, key))
                    drop("matchFields." + key, value, m_all.front());
            }
            for (const auto& [key, value] : one.selector->matchLabels) {
                if (lacks(first.matchLabels, key))
                    drop("matchLabels." + key, value, m_all.front());
            }
            noteLaterExpressions(one.selector->matchExpressions, first.matchExpressions);
            noteLaterExpressions(one.selector->matchFieldsExpressions,
                                 first.matchFieldsExpressions);
        }
    }

    void noteLaterExpressions(const std::vector<Expression>& own,
                              const std::vector<Expression>& first)
    {
        for (const Expression& expression : own) {
            const bool known = std::any_of(first.begin(), first.end(), [&](const Expression& e) {
                return e.key == expression.key && e.op == expression.op;
            });
            if (!known) {
                drop(expression.key + " " + expression.op, joined(expression.values),
                     m_all.front());
            }
        }
    }

    void mergeFields()
    {
        std::vector<SelectorField> kept;
        for (const SelectorField& first : m_all.front().selector->fields) {
            SelectorField field = first;
            if (mergeField(field))
                kept.push_back(std::move(field));
        }
        m_result.fields = std::move(kept);
    }

    // False: the field goes.
    bool mergeField(SelectorField& field)
    {
        std::set<std::string> values;
        bool anyList = false;
        for (const Same& one : m_all) {
            const SelectorField* found = one.selector->field(field.name);
            if (found == nullptr) {
                drop(field.name, joined(field.values), one);
                return false;
            }
            values.insert(found->values.begin(), found->values.end());
            anyList = anyList || found->isList;
        }
        if (values.size() == 1 && !anyList)
            return true;
        if (isOneOf(listFields, field.name) && (anyList || isExact(field.name))) {
            field.values.assign(values.begin(), values.end());
            field.isList = true;
            return true;
        }
        if (isExact(field.name)) {
            m_added.push_back({field.name, "In", {values.begin(), values.end()}, {}});
            return false;
        }
        return mergeTexts(field);
    }

    bool mergeTexts(SelectorField& field)
    {
        std::string text = field.values.empty() ? std::string() : field.values.front();
        for (const Same& one : m_all) {
            const SelectorField* found = one.selector->field(field.name);
            const std::string other = found->values.empty() ? std::string() : found->values.front();
            const std::optional<std::string> merged = isOneOf(patternFields, field.name)
                ? wildcardMerge(text, other)
                : (text == other ? std::optional(text) : std::nullopt);
            const bool newPattern = merged && *merged != text && *merged != other;
            if (!merged || (newPattern && saysNothing(field.name, *merged))) {
                drop(field.name, text.append(" and ").append(other), one, Because::Differing);
                return false;
            }
            if (*merged != text) {
                m_log.setInput(*one.label);
                m_log.selector(Widening::What::SelectorWildcard, path(field.name), text, *merged,
                               true);
            }
            text = *merged;
        }
        field.values = {text};
        return true;
    }

    void mergeLabels(Labels Selector::*labels, std::vector<Expression> Selector::*expressions,
                     const std::string& prefix)
    {
        Labels kept;
        for (const auto& [key, value] : m_all.front().selector->*labels) {
            std::set<std::string> values{value};
            const Same* missing = nullptr;
            const Same* differing = nullptr;
            for (const Same& one : m_all) {
                const Labels& own = one.selector->*labels;
                const auto found
                    = std::find_if(own.begin(), own.end(),
                                   [&key = key](const auto& label) { return label.first == key; });
                if (found == own.end()) {
                    missing = missing == nullptr ? &one : missing;
                    continue;
                }
                if (values.insert(found->second).second && differing == nullptr)
                    differing = &one;
            }
            if (missing == nullptr && differing == nullptr) {
                kept.emplace_back(key, value);
            } else if (missing == nullptr && isExact(prefix + key)) {
                (expressions == &Selector::matchExpressions ? m_addedLabels : m_added)
                    .push_back({key, "In", {values.begin(), values.end()}, {}});
            } else {
                if (missing != nullptr)
                    drop(prefix + key, joined(values), *missing);
                else
                    drop(prefix + key, joined(values), *differing, Because::Differing);
            }
        }
        m_result.*labels = std::move(kept);
    }

    // By key and operator. A condition only loosens: lists of In unite, of NotIn only what all
    // exclude stays, and what one document does not ask for goes.
    void mergeExpressions(std::vector<Expression> Selector::*list)
    {
        std::vector<Expression> kept;
        for (const Expression& first : m_all.front().selector->*list) {
            std::set<std::string> values(first.values.begin(), first.values.end());
            const Same* missing = nullptr;
            for (const Same& one : m_all) {
                const std::vector<Expression>& own = one.selector->*list;
                const auto found = std::find_if(own.begin(), own.end(), [&](const Expression& e) {
                    return e.key == first.key && e.op == first.op;
                });
                if (found == own.end()) {
                    missing = &one;
                    break;
                }
                if (first.op == "NotIn") {
                    std::erase_if(values, [&](const std::string& value) {
                        return !isOneOf(found->values, value);
                    });
                } else {
                    values.insert(found->values.begin(), found->values.end());
                }
            }
            const std::string name = first.key + " " + first.op;
            const bool emptied = first.op == "NotIn" && values.empty();
            if (missing != nullptr || emptied) {
                drop(name, joined(first.values), missing != nullptr ? *missing : m_all.back());
                continue;
            }
            kept.push_back({first.key, first.op, {values.begin(), values.end()}, first.where});
        }
        m_result.*list = std::move(kept);
    }

    std::vector<Same> m_all;
    const MergeMode& m_mode;
    WideningLog& m_log;
    Selector m_result;
    std::vector<Expression> m_added; // made of flat fields that differ
    std::vector<Expression> m_addedLabels;
};

} // namespace

std::vector<Selector> commonSelectors(const std::vector<LabelledSpec>& specs, const MergeMode& mode,
                                      WideningLog& log)
{
    std::vector<Selector> out;
    if (specs.empty())
        return out;
    for (const Selector& first : specs.front().spec->selectors) {
        std::vector<Same> all;
        const LabelledSpec* missing = nullptr;
        for (const LabelledSpec& one : specs) {
            const Selector* found = one.spec->selector(first.key);
            if (found == nullptr) {
                missing = &one;
                break;
            }
            all.push_back({found, &one.label});
        }
        if (missing != nullptr) {
            log.setInput(missing->label);
            log.selector(Widening::What::SelectorDropped, "spec." + first.key, first.key, "",
                         false);
            continue;
        }
        Selector merged = SelectorMerger(std::move(all), mode, log).run();
        if (!merged.empty())
            out.push_back(std::move(merged));
    }
    for (const LabelledSpec& one : specs) {
        for (const Selector& selector : one.spec->selectors) {
            if (specs.front().spec->selector(selector.key) == nullptr) {
                log.setInput(specs.front().label);
                log.selector(Widening::What::SelectorDropped, "spec." + selector.key, selector.key,
                             "", false);
            }
        }
    }
    return out;
}

} // namespace pw::ops
