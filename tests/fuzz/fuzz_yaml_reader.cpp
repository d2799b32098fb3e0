// The YAML reader on any bytes, and yaml-cpp beside it.

#include "core/yaml/reader.h"
#include "core/yaml/second_reader.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/tree_properties.h"

#include <yaml-cpp/yaml.h>

#include <sstream>

using namespace pw;

namespace {

/// Small enough for the properties that read every scalar once more.
constexpr std::size_t maxSize = 4096;

/// True when yaml-cpp reads the first document with the same texts in the same places.
bool same(const YAML::Node& theirs, yaml::NodeRef ours)
{
    if (ours.isAlias())
        return true;
    if (theirs.IsSequence()) {
        std::size_t i = 0;
        for (const yaml::NodeRef item : ours.items()) {
            if (i >= theirs.size() || !same(theirs[i++], item))
                return false;
        }
        return ours.isSequence() && i == theirs.size();
    }
    if (theirs.IsMap()) {
        auto at = theirs.begin();
        for (const auto& [key, value] : ours.entries()) {
            if (at == theirs.end() || !same(at->first, key) || !same(at->second, value))
                return false;
            ++at;
        }
        return ours.isMapping() && at == theirs.end();
    }
    return ours.isScalar() && (theirs.IsNull() ? ours.isNull() : theirs.Scalar() == ours.value());
}

bool readsTheSame(const yaml::Document& document)
{
    try {
        const YAML::Node theirs = YAML::Load(std::string(document.source().bytes()));
        return same(theirs, document.roots().at(0));
    } catch (const YAML::Exception&) {
        return false;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > maxSize)
        return 0;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const yaml::Document document = yaml::read(*text::SourceText::make(bytes));
    fuzz::requireSoundTree(document);
    fuzz::requireRoundTrip(document);
    if (!document.problems().empty() || document.format() != yaml::Format::Yaml)
        return 0;
    fuzz::requireScalarsReadAlone(document);
    if (yaml::secondOpinion(document).empty())
        fuzz::require(readsTheSame(document), "a difference to yaml-cpp is told");
    return 0;
}
