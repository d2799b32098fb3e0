// Validation of any bytes: no crash, places inside the text, and fixes that mend what they say.

#include "core/ops/validate.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/policy/kinds.h"
#include "core/yaml/reader.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace pw;

namespace {

void require(bool holds, const char* what, const text::Diagnostic& diagnostic)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s: %s [%s] at %s\n", what, diagnostic.message.c_str(),
                 diagnostic.code.c_str(), diagnostic.path.c_str());
    std::abort();
}

std::vector<text::Diagnostic> validated(std::string bytes)
{
    return ops::validate(yaml::read(*text::SourceText::make(std::move(bytes))));
}

std::size_t countLike(const std::vector<text::Diagnostic>& all, const text::Diagnostic& wanted)
{
    std::size_t out = 0;
    for (const text::Diagnostic& d : all)
        out += d.code == wanted.code && d.path == wanted.path;
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const yaml::Document document = yaml::read(*text::SourceText::make(bytes));
    const std::vector<text::Diagnostic> found = ops::validate(document);
    std::size_t fixesTried = 0;
    for (const text::Diagnostic& d : found) {
        require(d.span.begin <= d.span.end && d.span.end <= size, "span outside the text", d);
        require(!d.code.empty() && !d.message.empty(), "nothing said", d);
        for (const text::Fix& fix : d.fixes) {
            const Result<std::string> after = fix.edits.apply(bytes);
            require(after.has_value(), "fix cannot be applied", d);
            if (document.complete() && ++fixesTried <= 4)
                require(countLike(validated(*after), d) < countLike(found, d), "fix mends nothing",
                        d);
        }
    }
    for (const policy::Unit& unit : policy::unitsOf(document, true)) {
        const yaml::NodeRef root(document, unit.root);
        const policy::GuardianDocument decoded = policy::decodeGuardian(root);
        static_cast<void>(policy::encode(decoded));
        static_cast<void>(policy::decodeFacts(root));
    }
    return 0;
}
