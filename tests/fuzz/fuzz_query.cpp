// Any bytes as a query: read or refused, and asked of a record without harm.

#include "core/organization/query_language.h"
#include "tests/fuzz/require.h"

using pw::fuzz::require;
using pw::organization::Query;
using pw::yaml::Value;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    const pw::Result<Query> query = Query::parse(text);
    if (!query) {
        require(query.error().code == "wrong-query", "refused with its code");
        return 0;
    }
    static const Value record = Value::map({{"a", Value::string("mongo")},
                                            {"n", Value::number("5.5")},
                                            {"l", Value::strings({"x", "y"})},
                                            {"m", Value::map({{"k", Value::string("10.1.2.3")}})}});
    const auto lookup
        = [&](std::string_view field) { return pw::organization::fieldOf(record, field); };
    (void)query->matches(lookup);
    require(!query->everything() || query->matches(lookup), "* fits everything");
    return 0;
}
