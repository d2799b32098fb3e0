#include "core/ops/policy_switch.h"

#include "core/policy/decode.h"
#include "core/policy/schema_place.h"
#include "core/yaml/reader.h"
#include "core/yaml/tree_edit.h"

#include <array>
#include <vector>

namespace pw::ops {
namespace {

Result<ChangedText> changed(const yaml::TreeEdit& edit, const yaml::Document& document)
{
    Result<text::TextEdits> edits = edit.plan();
    if (!edits)
        return edits.error();
    Result<std::string> text = edits->apply(document.source().bytes());
    if (!text)
        return text.error();
    return ChangedText{std::move(*edits), std::move(*text)};
}

std::size_t placeFor(yaml::NodeRef policy, yaml::NodeRef spec, std::string_view key)
{
    const policy::ObjectType* const root = policy::schemaOf(policy::kindOf(policy));
    const std::array steps{policy::Step{"spec", 0, false}};
    return policy::entryPlace(spec, policy::schemaAt(root, steps).type, key);
}

Result<ChangedText> withKey(yaml::NodeRef policy, const std::string& key, yaml::Value value)
{
    const yaml::NodeRef spec = policy.find("spec");
    if (!spec.isMapping())
        return Error{"no-spec", "the policy has no spec that could say its " + key, policy.path()};
    yaml::TreeEdit edit(*policy.document());
    if (const yaml::NodeRef there = spec.find(key))
        edit.set(there, std::move(value));
    else
        edit.insertEntry(spec, placeFor(policy, spec, key), key, std::move(value));
    return changed(edit, *policy.document());
}

ChangedText unchanged(yaml::NodeRef policy)
{
    return {{}, std::string(policy.document()->source().bytes())};
}

template <typename Switch>
Result<ChangedText> inOnePolicy(const text::SourceText& source, const Switch& to)
{
    const yaml::Document document = yaml::read(source);
    if (!document.complete())
        return Error{"does-not-parse", "the text is broken: its problems come first",
                     source.name()};
    const std::vector<policy::Unit> units = policy::unitsOf(document, false);
    const bool one = units.size() == 1
        && (units[0].kind == policy::Kind::Policy || units[0].kind == policy::Kind::ClusterPolicy
            || units[0].kind == policy::Kind::TracePolicy);
    if (!one)
        return Error{"not-one-policy", "the text is not one policy", source.name()};
    return to(yaml::NodeRef(document, units[0].root));
}

} // namespace

Result<ChangedText> withMode(yaml::NodeRef policy, std::string_view mode)
{
    if (policy::decodeGuardian(policy).spec.mode == mode)
        return unchanged(policy);
    return withKey(policy, "mode", yaml::Value::string(std::string(mode)));
}

Result<ChangedText> withEnabled(yaml::NodeRef policy, bool on)
{
    const yaml::NodeRef there = policy.find("spec").find("enabled");
    const bool says = policy::decodeGuardian(policy).spec.enabled == on;
    if (says || (on && !there))
        return unchanged(policy);
    return withKey(policy, "enabled", yaml::Value::boolean(on));
}

Result<ChangedText> withMode(const text::SourceText& source, std::string_view mode)
{
    return inOnePolicy(source, [mode](yaml::NodeRef policy) { return withMode(policy, mode); });
}

Result<ChangedText> withEnabled(const text::SourceText& source, bool on)
{
    return inOnePolicy(source, [on](yaml::NodeRef policy) { return withEnabled(policy, on); });
}

} // namespace pw::ops
