#include "core/ops/merge_edits.h"

#include "core/ops/merge_difference.h"
#include "core/ops/rule_pairs.h"
#include "core/ops/wording.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>
#include <set>

namespace pw::ops {

namespace {

using policy::GuardianDocument;
using yaml::NodeRef;
using yaml::TreeEdit;
using yaml::Value;

/// What the raw text says and decoding leaves out: unknown keys and entries that have no meaning.
void collectLeftOut(const Value& raw, const Value& decoded, std::multiset<std::string>& out)
{
    if (raw.kind == Value::Kind::Map && decoded.kind == Value::Kind::Map) {
        for (const auto& [key, value] : raw.entries) {
            const Value* known = decoded.find(key);
            const bool isVoid = value.isNull()
                || (value.kind != Value::Kind::String && value.text.empty() && value.items.empty()
                    && value.entries.empty());
            if (known != nullptr)
                collectLeftOut(value, *known, out);
            else if (!isVoid && key != "endPort")
                out.insert(yaml::writeFlow(Value::map({{key, value}})));
        }
        return;
    }
    if (raw.kind == Value::Kind::List && decoded.kind == Value::Kind::List) {
        std::size_t next = 0;
        for (const Value& item : raw.items) {
            // Items that mean nothing are left out, the others keep their order.
            const bool last = raw.items.size() - static_cast<std::size_t>(&item - raw.items.data())
                > decoded.items.size() - next;
            if (last && (next >= decoded.items.size() || item.kind != decoded.items[next].kind)) {
                out.insert(yaml::writeFlow(item));
                continue;
            }
            if (next < decoded.items.size())
                collectLeftOut(item, decoded.items[next++], out);
        }
        return;
    }
    if (raw.kind != decoded.kind && !raw.isNull())
        out.insert(yaml::writeFlow(raw));
}

std::multiset<std::string> leftOut(NodeRef root, const GuardianDocument& decoded)
{
    std::multiset<std::string> out;
    const NodeRef spec = root.find("spec");
    for (const std::string_view key : {"processPolicy", "networkPolicy"}) {
        if (const NodeRef part = spec.find(key); part && !part.isNull())
            collectLeftOut(yaml::toValue(part), specPart(decoded, key), out);
    }
    return out;
}

/// The same entries, in whatever order.
Value inOrder(Value map)
{
    std::sort(map.entries.begin(), map.entries.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return map;
}

bool sameProcesses(const GuardianDocument& a, const GuardianDocument& b)
{
    const ProcessList left(a.spec);
    const ProcessList right(b.spec);
    if (left.byId.size() != right.byId.size() || left.twice != right.twice)
        return false;
    for (const auto& [id, mine] : left.byId) {
        const ListedProcess* other = right.find(id);
        const auto sorted = [](auto list) {
            std::sort(list.begin(), list.end());
            return list;
        };
        const auto sockets = [](const ListedProcess& process) {
            std::set<std::string> out;
            for (const policy::PortRange& port : process.node->listeningSockets)
                out.insert(portText(port));
            return out;
        };
        if (other == nullptr || mine.node->name != other->node->name || mine.users != other->users
            || sorted(mine.node->exe) != sorted(other->node->exe)
            || sockets(mine) != sockets(*other)
            || (mine.parent == nullptr) != (other->parent == nullptr)
            || (mine.parent != nullptr && mine.parent->id != other->parent->id))
            return false;
    }
    return true;
}

bool sameNetworks(const GuardianDocument& a, const GuardianDocument& b)
{
    for (const policy::Direction direction :
         {policy::Direction::Ingress, policy::Direction::Egress}) {
        const auto facts = [direction](const GuardianDocument& document) {
            std::multiset<RuleFacts> out;
            if (document.spec.networkPolicy) {
                for (const policy::NetworkRule& rule :
                     document.spec.networkPolicy->rules(direction))
                    out.insert(factsOf(rule));
            }
            return out;
        };
        if (facts(a) != facts(b))
            return false;
    }
    return true;
}

bool sameMeaning(const GuardianDocument& written, const GuardianDocument& wished)
{
    const policy::Spec& a = written.spec;
    const policy::Spec& b = wished.spec;
    if (written.kind != wished.kind || inOrder(written.metadata) != inOrder(wished.metadata)
        || a.selectors != b.selectors || a.mode != b.mode || a.enabled != b.enabled
        || a.options != b.options || a.response != b.response || a.others != b.others)
        return false;
    const GuardianDocument left = normalised(written);
    const GuardianDocument right = normalised(wished);
    return sameProcesses(left, right) && sameNetworks(left, right);
}

/// Aliases and merge keys are not followed when a policy is decoded: what they stand for would be
/// missing from the decision.
std::optional<Error> unreadable(NodeRef node)
{
    if (node.isAlias())
        return Error{"alias",
                     "an alias (*" + std::string(node.value())
                         + ") stands there; write out what it stands for first",
                     node.path()};
    for (const NodeRef item : node.items()) {
        if (auto error = unreadable(item))
            return error;
    }
    for (const auto& [key, value] : node.entries()) {
        if (key.value() == "<<" && key.style() == yaml::ScalarStyle::Plain
            && node.document()->format() == yaml::Format::Yaml)
            return Error{"merge-key",
                         "a merge key (<<) stands there; write out what it stands for first",
                         node.path()};
        if (auto error = unreadable(value))
            return error;
    }
    return std::nullopt;
}

class Planner
{
public:
    Planner(const yaml::Document& document, const std::vector<policy::Unit>& units,
            const policy::Unit& unit, const std::vector<MergeInput>& inputs,
            const UpdateOptions& options, std::stop_token stop)
        : m_inputs(inputs), m_options(options), m_stop(std::move(stop)), m_document(document),
          m_units(units), m_root(m_document, unit.root), m_target(policy::decodeGuardian(m_root)),
          m_leftOut(leftOut(m_root, m_target))
    {
        const auto at
            = std::find_if(m_units.begin(), m_units.end(),
                           [&](const policy::Unit& other) { return other.root == unit.root; });
        m_index = static_cast<std::size_t>(at - m_units.begin());
    }

    [[nodiscard]] const GuardianDocument& target() const { return m_target; }

    /// Fills in the edits, and the reason when lines cannot be kept.
    std::optional<Error> plan(const GuardianDocument& outcome, MergePlan& plan)
    {
        const GuardianDocument normal = normalised(m_target);
        std::string reason;
        for (const GuardianDocument* base :
             std::initializer_list<const GuardianDocument*>{&normal, &m_target}) {
            TreeEdit edit(m_document);
            wishMetadata(m_document, m_target, outcome, edit);
            const std::optional<Error> error
                = wishDifference(m_document, m_target, *base, outcome, edit);
            if (!error && accept(edit, outcome, plan, reason))
                return std::nullopt;
            if (error)
                reason = told(*error);
        }
        plan.rewriteReason = reason;
        std::string problem;
        TreeEdit parts(m_document);
        wishParts(outcome, parts);
        if (accept(parts, outcome, plan, problem))
            return std::nullopt;
        TreeEdit all(m_document);
        all.rewrite(m_root, rewritten(outcome));
        if (accept(all, outcome, plan, problem))
            return std::nullopt;
        if (!m_leftOut.empty())
            return Error{"would-lose",
                         reason + "; writing it anew would lose a field that no policy has: "
                             + *m_leftOut.begin(),
                         {}};
        return Error{"cannot-change", reason + "; " + problem, {}};
    }

private:
    static std::string told(const Error& error)
    {
        return error.context.empty() ? error.message : error.context + ": " + error.message;
    }

    bool accept(const TreeEdit& edit, const GuardianDocument& outcome, MergePlan& plan,
                std::string& reason) const
    {
        if (m_stop.stop_requested())
            return false;
        Result<text::TextEdits> edits = edit.plan();
        if (!edits) {
            reason = told(edits.error());
            return false;
        }
        // What was verified halfway is not.
        if (!verified(*edits, outcome) || m_stop.stop_requested()) {
            reason = "a change of lines alone would give it another meaning";
            return false;
        }
        plan.edits = std::move(*edits);
        return true;
    }

    [[nodiscard]] bool verified(const text::TextEdits& edits, const GuardianDocument& outcome) const
    {
        const Result<std::string> after = edits.apply(m_document.source().bytes());
        if (!after)
            return false;
        const Result<text::SourceText> source
            = text::SourceText::make(*after, m_document.source().name());
        if (!source)
            return false;
        const yaml::Document document = yaml::read(*source);
        const std::vector<policy::Unit> units = policy::unitsOf(document, true);
        if (!document.complete() || document.format() != m_document.format()
            || units.size() != m_units.size()
            || document.problems().size() > m_document.problems().size())
            return false;
        for (std::size_t i = 0; i < units.size(); ++i) {
            const NodeRef now(document, units[i].root);
            if (i == m_index) {
                const GuardianDocument written = policy::decodeGuardian(now);
                const std::multiset<std::string> kept = leftOut(now, written);
                if (!sameMeaning(written, outcome)
                    || !std::includes(kept.begin(), kept.end(), m_leftOut.begin(), m_leftOut.end())
                    || !sameHead(now) || !settled(written, outcome))
                    return false;
            } else if (units[i].kind != policy::Kind::FingerprintGroup
                       && yaml::toValue(now)
                           != yaml::toValue(NodeRef(m_document, m_units[i].root))) {
                return false;
            }
        }
        return true;
    }

    /// The same inputs once more change nothing, as far as that is so of the outcome.
    [[nodiscard]] bool settled(const GuardianDocument& written,
                               const GuardianDocument& outcome) const
    {
        const auto settles = [this](const GuardianDocument& document) {
            const Result<MergeOutcome> again
                = updatePolicy(document, m_inputs, m_options, {}, m_stop);
            return again && (!again->changed || sameMeaning(document, again->document));
        };
        return settles(written) || !settles(outcome);
    }

    /// Everything beside metadata and the two lists.
    [[nodiscard]] bool sameHead(NodeRef now) const { return headOf(now) == headOf(m_root); }
    static Value headOf(NodeRef root)
    {
        Value out = yaml::toValue(root);
        out.erase("metadata");
        for (auto& [key, value] : out.entries) {
            if (key == "spec") {
                value.erase("processPolicy");
                value.erase("networkPolicy");
            }
        }
        return out;
    }

    void wishParts(const GuardianDocument& outcome, TreeEdit& edit) const
    {
        wishMetadata(m_document, m_target, outcome, edit);
        const NodeRef spec = m_root.find("spec");
        for (const std::string_view key : {"processPolicy", "networkPolicy"}) {
            const Value wanted = specPart(outcome, key);
            if (wanted == specPart(m_target, key))
                continue;
            if (const NodeRef part = spec.find(key))
                edit.rewrite(part, wanted);
            else
                edit.insertEntry(spec, spec.size(), std::string(key), wanted);
        }
    }

    [[nodiscard]] Value rewritten(const GuardianDocument& outcome) const
    {
        Value out = yaml::toValue(m_root);
        out.set("metadata", outcome.metadata);
        Value spec = out.find("spec") != nullptr ? *out.find("spec") : Value::map();
        for (const std::string_view key : {"processPolicy", "networkPolicy"})
            spec.set(key, specPart(outcome, key));
        out.set("spec", std::move(spec));
        return out;
    }

    const std::vector<MergeInput>& m_inputs;
    const UpdateOptions& m_options;
    std::stop_token m_stop;
    const yaml::Document& m_document;
    const std::vector<policy::Unit>& m_units;
    NodeRef m_root;
    GuardianDocument m_target;
    std::multiset<std::string> m_leftOut;
    std::size_t m_index = 0;
};

} // namespace

Result<MergePlan> planMerge(const yaml::Document& document, const std::vector<policy::Unit>& units,
                            const policy::Unit& unit, const std::vector<MergeInput>& inputs,
                            const UpdateOptions& options, const ProgressFn& progress,
                            const std::stop_token& stop)
{
    if (!document.complete())
        return Error{"does-not-parse", "the text does not parse; mend it first", {}};
    const bool known = std::any_of(units.begin(), units.end(), [&](const policy::Unit& other) {
        return other.root == unit.root;
    });
    if (!known || (unit.kind != policy::Kind::Policy && unit.kind != policy::Kind::Baseline))
        return Error{"not-a-policy", "fingerprints can only be merged into a policy", {}};
    if (auto error = unreadable(NodeRef(document, unit.root)))
        return *error;
    Planner planner(document, units, unit, inputs, options, stop);
    Result<MergeOutcome> outcome = updatePolicy(planner.target(), inputs, options, progress, stop);
    if (!outcome)
        return outcome.error();
    MergePlan plan;
    plan.report = std::move(outcome->report);
    plan.relevant = std::move(outcome->relevant);
    plan.changed = outcome->changed && !sameMeaning(planner.target(), outcome->document);
    if (!plan.changed)
        return plan;
    plan.added = additions(normalised(planner.target()), outcome->document);
    const std::optional<Error> error = planner.plan(outcome->document, plan);
    if (stop.stop_requested())
        return Error{std::string(cancelledCode), "Cancelled", {}};
    if (error)
        return *error;
    return plan;
}

} // namespace pw::ops
