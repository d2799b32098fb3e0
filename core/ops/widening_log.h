#pragma once
// Collects, while a merge runs, what it widens; places become paths when the result is known.

#include "core/ops/activity_walk.h"
#include "core/ops/merge.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace pw::ops {

class WideningLog
{
public:
    /// The label of the input that is merged from now on.
    void setInput(std::string label) { m_input = std::move(label); }
    [[nodiscard]] const std::string& input() const { return m_input; }

    /// One entry for each place, however many inputs widen it: the first `before` and the last
    /// `after` count, the inputs are collected.
    void selector(Widening::What what, const std::string& path, const std::string& before,
                  const std::string& after, bool canBeKept);
    /// `tree` is that of the process, which was not widened yet unless this was told before.
    void process(Widening::What what, const ProcessTree& tree, ProcessIndex process,
                 const std::string& before, const std::string& after);
    void rule(Widening::What what, policy::Direction direction, RuleIndex rule,
              const std::string& key, const std::string& before, const std::string& after);

    /// What a field, a process or a rule is called in CreateOptions::keepExact: by what it was
    /// before anything widened it, so that the key is the same in every run.
    [[nodiscard]] static std::string fieldKey(const std::string& path);
    [[nodiscard]] std::string processKey(const ProcessTree& tree, ProcessIndex process) const;
    [[nodiscard]] std::string ruleKey(const ProcessTree& tree, policy::Direction direction,
                                      const Rule& rule) const;
    /// `index` is given when the rule stands in the list already.
    [[nodiscard]] std::string ruleKey(const ProcessTree& tree, policy::Direction direction,
                                      RuleIndex index, const Rule& rule) const;
    /// To be called before the ports or processes of a rule change.
    void rememberRule(const ProcessTree& tree, policy::Direction direction, RuleIndex index,
                      const Rule& rule);
    /// `from` is part of `into` from now on.
    void joined(policy::Direction direction, RuleIndex from, RuleIndex into);

    /// What another log says of its rules, for those that stand at `places` here.
    void takeRules(const WideningLog& other, policy::Direction direction,
                   const std::vector<RuleIndex>& places);

    using ProcessPath = std::function<std::string(ProcessIndex)>;
    using RulePath = std::function<std::string(policy::Direction, RuleIndex)>;
    /// Entries whose place is not in the result (an empty path) are left out.
    [[nodiscard]] std::vector<Widening> resolve(const ProcessPath& processPath,
                                                const RulePath& rulePath) const;

private:
    struct Entry
    {
        std::string key;
        std::string before;
        std::string after;
        std::vector<std::string> evidence;
        std::size_t inputs = 0;
    };
    [[nodiscard]] RuleIndex joinedInto(policy::Direction direction, RuleIndex rule) const;
    void note(Entry& entry, const std::string& before, const std::string& after);
    using ProcessKey = std::pair<ProcessIndex, Widening::What>;
    using RuleKey = std::pair<std::pair<policy::Direction, RuleIndex>, Widening::What>;

    std::string m_input;
    std::vector<std::pair<std::pair<std::string, Widening::What>, Entry>> m_selectors;
    std::map<ProcessKey, Entry> m_processes;
    std::map<RuleKey, std::vector<Entry>> m_rules;
    std::map<std::pair<policy::Direction, RuleIndex>, RuleIndex> m_joined;
    std::map<ProcessIndex, std::string> m_processKeys; // of those that were widened
    std::map<std::pair<policy::Direction, RuleIndex>, std::string> m_ruleKeys;
};

} // namespace pw::ops
