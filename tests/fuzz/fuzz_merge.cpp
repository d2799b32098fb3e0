// Whatever documents a text holds, merging them neither crashes nor makes a bad policy of good
// ones.

#include "core/ops/merge.h"
#include "core/ops/validate.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace pw;

namespace {

void require(bool holds, const char* what, const std::string& text)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s\n%s\n", what, text.c_str());
    std::abort();
}

bool isGuardian(policy::Kind kind)
{
    return kind == policy::Kind::Fingerprint || kind == policy::Kind::FingerprintRecord
        || kind == policy::Kind::Baseline || kind == policy::Kind::Policy
        || kind == policy::Kind::Deviation || kind == policy::Kind::DeviationRecord;
}

std::string textOf(const policy::GuardianDocument& document)
{
    return yaml::writeYaml(policy::encode(document));
}

bool readsAsValid(const std::string& text)
{
    const auto source = text::SourceText::make(text, "result");
    return source && !text::hasErrors(ops::validate(yaml::read(*source)));
}

void checkUpdate(const policy::GuardianDocument& target, const std::vector<ops::MergeInput>& inputs,
                 bool valid)
{
    const auto outcome = ops::updatePolicy(target, inputs, {});
    if (!outcome)
        return;
    const std::string text = textOf(outcome->document);
    const auto again = ops::updatePolicy(outcome->document, inputs, {});
    if (!valid)
        return;
    require(readsAsValid(text), "an update of valid documents is not valid:", text);
    require(again && !again->changed, "the same update twice changes more:", text);
}

void checkCreation(const std::vector<ops::MergeInput>& inputs, bool exact, bool valid)
{
    ops::CreateOptions options;
    options.name = "made";
    options.exact = exact;
    const auto created = ops::createPolicy(inputs, options);
    if (!created || !valid)
        return;
    const std::string text = textOf(created->document);
    require(readsAsValid(text), "a policy of valid documents is not valid:", text);
    const auto again = ops::updatePolicy(created->document, inputs, {true, exact});
    require(again && !again->changed, "merging the inputs again changes the policy:", text);
    const auto once = ops::createPolicy({inputs.front()}, options);
    const auto twice = ops::createPolicy({inputs.front(), inputs.front()}, options);
    require(once.has_value() == twice.has_value(), "one input and twice the same differ:", text);
    require(!once || textOf(once->document) == textOf(twice->document),
            "merge(a, a) adds something:", once ? textOf(once->document) : text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto source = text::SourceText::make(std::string(reinterpret_cast<const char*>(data), size));
    if (!source)
        return 0;
    const yaml::Document document = yaml::read(*source);
    const bool valid = !text::hasErrors(ops::validate(document));
    std::vector<ops::MergeInput> inputs;
    for (const policy::Unit& unit : policy::unitsOf(document, true)) {
        if (isGuardian(unit.kind))
            inputs.push_back(
                {policy::decodeGuardian(yaml::NodeRef(document, unit.root)), unit.label});
    }
    if (inputs.empty() || inputs.size() > 50)
        return 0;
    checkCreation(inputs, false, valid);
    checkCreation(inputs, true, valid);
    if (inputs.front().document.kind == policy::Kind::Policy)
        checkUpdate(inputs.front().document, {inputs.begin() + 1, inputs.end()}, valid);
    return 0;
}
