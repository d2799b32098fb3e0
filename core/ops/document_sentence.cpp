#include "core/ops/document_sentence.h"

#include "core/ops/response_sentence.h"
#include "core/ops/scope_lines.h"
#include "core/ops/selector_sentence.h"
#include "core/ops/short_text.h"
#include "core/ops/wording.h"
#include "core/policy/decode_parts.h"
#include "core/policy/scalars.h"

#include <array>

namespace pw::ops {
namespace {

using policy::GuardianDocument;
using policy::Kind;
using policy::Spec;
using yaml::NodeRef;
using yaml::Value;
using Texts = std::vector<std::string>;

Sentence& nameOr(Sentence& out, const std::string& name, const char* otherwise)
{
    return name.empty() ? out.say(otherwise) : out.name(name);
}

/// What a policy says when it selects nothing.
std::string_view thingsOf(std::string_view type)
{
    return type == "linux-service" ? "services"
        : type == "cluster"        ? "clusters"
        : type == "trace"          ? "traces"
        : type == "container"      ? "containers"
                                   : "";
}

void sayScope(Sentence& out, const char* verb, const GuardianDocument& document)
{
    Sentence scope = scopeSentence(document.spec.selectors);
    if (scope.empty() && !thingsOf(document.type()).empty())
        scope.say(std::string(thingsOf(document.type())));
    if (!scope.empty())
        out.say(verb).add(std::move(scope));
}

bool isOff(const Spec& spec)
{
    return !spec.enabled.value_or(true);
}

/// `: 12 processes, 3 ingress rules and 4 egress rules`, switches considered.
void sayBehaviour(Sentence& out, const Spec& spec)
{
    Texts parts;
    if (spec.options.disableProcesses == "all")
        parts.emplace_back("any process");
    else if (spec.processPolicy)
        parts.push_back(counted(processCount(*spec.processPolicy), "process", "processes"));
    const std::string off = spec.options.disableConnections.value_or("");
    for (const auto direction : {policy::Direction::Ingress, policy::Direction::Egress}) {
        const std::string word = direction == policy::Direction::Ingress ? "ingress" : "egress";
        if (off == "all" || off == word)
            parts.push_back("any " + word);
        else if (spec.networkPolicy)
            parts.push_back(counted(spec.networkPolicy->rules(direction).size(), word + " rule",
                                    word + " rules"));
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        out.say(i == 0 ? ": " : i + 1 == parts.size() ? " and " : ", ").say(parts[i]);
}

const Value* other(const Spec& spec, std::string_view key)
{
    for (const auto& [name, value] : spec.others) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

Sentence aPolicy(const GuardianDocument& document)
{
    const Spec& spec = document.spec;
    Sentence out;
    nameOr(out, document.name(), "a policy");
    if (spec.where.node == yaml::noNode)
        return out.say(", without a spec that can be read");
    if (isOff(spec))
        sayScope(out.say(" is switched off"), " for ", document);
    else if (spec.mode.value_or("enforce") == "enforce")
        sayScope(out.say(" is enforced"), " on ", document);
    else
        sayScope(out.say(" audits"), " ", document);
    if (document.kind != Kind::ClusterPolicy) {
        sayBehaviour(out, spec);
        return out;
    }
    Texts rulesets;
    if (const Value* const named = other(spec, "rulesets")) {
        for (const Value& item : named->items)
            rulesets.push_back(item.text);
    }
    if (rulesets.empty())
        return out.say(": no ruleset");
    return out.say(rulesets.size() == 1 ? ": ruleset " : ": rulesets ").list(rulesets);
}

Sentence tracePolicy(const GuardianDocument& document)
{
    const Spec& spec = document.spec;
    Sentence out;
    nameOr(out, document.name(), "a policy");
    if (spec.where.node == yaml::noNode)
        return out.say(", without a spec that can be read");
    if (isOff(spec))
        sayScope(out.say(" is switched off"), " for ", document);
    else
        sayScope(out.say(spec.mode == "audit" ? " would keep quiet" : " keeps quiet"), " ",
                 document);
    const Value* const flags = other(spec, "allowedFlags");
    return out.say(
        ": "
        + counted(flags == nullptr ? 0 : flags->items.size(), "allowed flag", "allowed flags"));
}

Sentence observed(const char* what, const GuardianDocument& document)
{
    Sentence out;
    out.say(what);
    if (!document.name().empty())
        out.say(" ").name(document.name());
    sayScope(out, " of ", document);
    sayBehaviour(out, document.spec);
    return out;
}

Sentence aDeviation(const GuardianDocument& document)
{
    Sentence out;
    if (!document.type().empty())
        out.name(document.type()).say(" ");
    out.say("deviation");
    if (const std::string uid = document.metadataText("policy_uid"); !uid.empty())
        out.say(" from ").name(uid);
    out.add(scopeBehind(document.spec.selectors));
    sayBehaviour(out, document.spec);
    return out;
}

Sentence aRuleset(const GuardianDocument& document)
{
    Sentence out;
    out.say("ruleset");
    if (!document.name().empty())
        out.say(" ").name(document.name());
    const Value* const rules = other(document.spec, "rules");
    return out.say(": " + counted(rules == nullptr ? 0 : rules->items.size(), "rule", "rules"));
}

Sentence aGroup(NodeRef root)
{
    const NodeRef metadata = root.find("metadata");
    const NodeRef image = metadata.find("image");
    Sentence out;
    out.say(counted(root.find("data").find("fingerprints").size(), "fingerprint", "fingerprints"));
    if (const NodeRef of = image ? image : metadata.find("cgroup"); of.isString())
        out.say(" of ").name(shorten(of.value()));
    return out;
}

Sentence otherDocument(NodeRef root, Kind kind)
{
    Sentence out;
    const NodeRef name = root.find("metadata").find("name");
    switch (kind) {
    case Kind::UidList:
        return out.say(counted(root.find("data").find("uniqueIdentifiers").size(), "uid", "uids"));
    case Kind::Config:
        out.say(counted(root.find("contexts").size(), "context", "contexts"));
        if (const NodeRef current = root.find("current-context"); current.isString())
            out.say(", ").name(shorten(current.value())).say(" in use");
        return out;
    case Kind::ApiSecret:
        out.say("API secret");
        return name.isString() ? out.say(" ").name(shorten(name.value())) : out;
    default:
        break;
    }
    if (!root.isMapping())
        return out.say("not a document");
    const NodeRef word = root.find("kind");
    if (!word.isScalar() || word.value().empty())
        return out.say("a document without a kind");
    out.name(shorten(word.value()));
    if (name.isString())
        out.say(" ").name(shorten(name.value()));
    return out.say(kind == Kind::OutOfScope ? ", not a document of Guardian"
                                            : ", a kind that is not known");
}

} // namespace

std::size_t processCount(const std::vector<policy::ProcessNode>& roots)
{
    std::size_t out = roots.size();
    for (const policy::ProcessNode& root : roots)
        out += processCount(root.children);
    return out;
}

Sentence networkSentence(const policy::NetworkPolicy& network)
{
    return Sentence().say(counted(network.ingress.size(), "ingress rule", "ingress rules") + " and "
                          + counted(network.egress.size(), "egress rule", "egress rules"));
}

Sentence policySentence(const GuardianDocument& document)
{
    switch (document.kind) {
    case Kind::TracePolicy:
        return tracePolicy(document);
    case Kind::Ruleset:
        return aRuleset(document);
    case Kind::Fingerprint:
    case Kind::FingerprintRecord:
        return observed("fingerprint", document);
    case Kind::Baseline:
        return observed("baseline", document);
    case Kind::Deviation:
    case Kind::DeviationRecord:
        return aDeviation(document);
    default:
        return aPolicy(document);
    }
}

Sentence documentSentence(NodeRef root, const GuardianDocument& decoded)
{
    const Kind kind = policy::kindOf(root);
    switch (kind) {
    case Kind::FingerprintGroup:
        return aGroup(root);
    case Kind::UidList:
    case Kind::Config:
    case Kind::ApiSecret:
    case Kind::OutOfScope:
    case Kind::Unknown:
        return otherDocument(root, kind);
    default:
        return policySentence(decoded);
    }
}

Sentence rulesetRuleSentence(NodeRef rule)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> processTargets{
        {{"process::exe", "executable"}, {"process::name", "process"}, {"process::euser", "user"}}};
    const std::string_view verb = policy::textOf(rule.find("verb")).value_or("");
    const std::string target(policy::textOf(rule.find("target")).value_or(""));
    Sentence out;
    if (verb.empty())
        out.say("a rule about");
    else
        out.say(verb == "deny" ? "denies" : std::string(verb) + "s");
    std::string words = target;
    for (const auto& [name, plain] : processTargets) {
        if (name == target)
            words = plain;
    }
    if (target.starts_with("container::")) {
        const std::string path = "spec.containerSelector." + target.substr(11);
        words = plainField(path) == path ? target : plainField(path);
    }
    out.say(" " + (words.empty() ? "something" : shorten(words)));
    const Texts values = policy::textsOf(rule.find("values")).value_or(Texts());
    if (!values.empty())
        out.say(" ").list(values, "or");
    std::vector<policy::Selector> selectors;
    for (const auto& [key, value] : rule.entries()) {
        if (key.value().ends_with("Selector") && value.isMapping())
            selectors.push_back(policy::decodeSelector(key.value(), value));
    }
    return out.add(scopeBehind(selectors));
}

} // namespace pw::ops
