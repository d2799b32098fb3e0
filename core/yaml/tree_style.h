#pragma once
// How the neighbours of a node are written, so that what is added looks like them.

#include "core/yaml/document.h"
#include "core/yaml/tree_lines.h"
#include "core/yaml/value.h"
#include "core/yaml/yaml_writer.h"

#include <string>
#include <string_view>

namespace pw::yaml {

/// Looks at the node, then further and further out, at some thousand nodes at most.
[[nodiscard]] YamlStyle styleAround(NodeRef node, const TreeLines& lines);

/// The key below which items of the list stand: its own, or that of the list around it.
[[nodiscard]] std::string keyOf(NodeRef node);

struct JsonStyle
{
    bool lines = false; ///< one element a line, else all on one
    bool compact = false; ///< `{"a":1,"b":2}`
    std::string step = "  ";
};
/// Of the whole text: one line or many, spaces or tabs.
[[nodiscard]] JsonStyle jsonStyle(const Document& document);

/// Without a newline at the end; further lines begin with `lead`.
[[nodiscard]] std::string writeJson(const Value& value, const JsonStyle& style,
                                    std::string_view lead);

} // namespace pw::yaml
