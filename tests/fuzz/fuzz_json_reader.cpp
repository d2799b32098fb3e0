// The JSON reader on any bytes.

#include "core/yaml/reader.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/tree_properties.h"

using namespace pw;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t maxSize = 4096;
    if (size > maxSize)
        return 0;
    // Nearly all bytes are no JSON: every input is also tried inside of a list.
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const std::string& text : {bytes, "[" + bytes + "]"}) {
        const yaml::Document document = yaml::read(*text::SourceText::make(text));
        fuzz::requireSoundTree(document);
        fuzz::requireRoundTrip(document);
        if (document.problems().empty() && document.format() != yaml::Format::Yaml)
            fuzz::requireScalarsReadAlone(document);
    }
    return 0;
}
