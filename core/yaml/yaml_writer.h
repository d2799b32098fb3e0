#pragma once
// Writes new documents in spyctl's own layout: block style, indentation 2, dashes in the column of
// their key, single quotes where a plain scalar would be read as something else, never folded.

#include "core/yaml/value.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace pw::yaml {

enum class Quotes : std::uint8_t { Needed, Single, Double }; ///< `Needed`: only where it must be

/// How a part of a document is written that stands among others. The default is spyctl's layout.
struct YamlStyle
{
    std::size_t column = 0; ///< every line begins here
    std::size_t mapStep = 2; ///< a mapping below its key
    std::size_t listStep = 0; ///< dashes below their key
    Quotes keyQuotes = Quotes::Needed;
    bool paddedFlowMaps = false; ///< `{ a: b }`
    bool expressionsInLine = true; ///< those of selectors, as spyctl writes them
    std::string listKey = {}; ///< the key below which the written items stand
    /// By key, for its text or the texts of its list.
    std::map<std::string, Quotes, std::less<>> quotes = {};
    std::set<std::string, std::less<>> flow = {}; ///< keys whose value stands on one line
    std::set<std::string, std::less<>> flowItems = {}; ///< keys whose items stand on one line each
};

/// Ends with a newline. libyaml, yaml-cpp and PyYAML read the same values from it, and writing what
/// was read gives the same bytes. A mapping that holds both `key` and `operator` is written in flow
/// style, as spyctl does.
[[nodiscard]] std::string writeYaml(const Value& value, const YamlStyle& style = {});

/// On one line, without a newline: `{port: 443, protocol: TCP}`.
[[nodiscard]] std::string writeFlow(const Value& value, const YamlStyle& style = {});

/// The text in single quotes; it must be one line of printable signs.
[[nodiscard]] std::string singleQuoted(std::string_view text);

/// One scalar as it would stand behind a key: `'*'`, `443`, `"a\tb"`.
[[nodiscard]] std::string writeScalar(const Value& scalar);

} // namespace pw::yaml
