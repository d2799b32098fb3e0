#pragma once
// A document without a text: what is about to be written. Ordered, and numbers keep their text.

#include "core/yaml/document.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pw::yaml {

struct Value
{
    enum class Kind : std::uint8_t { Null, Bool, Number, String, List, Map };

    Kind kind = Kind::Null;
    std::string text; ///< `true`/`false`; a number as it was written; a string's content
    std::vector<Value> items;
    std::vector<std::pair<std::string, Value>> entries;

    static Value string(std::string content);
    static Value number(std::string written);
    static Value boolean(bool on);
    static Value list(std::vector<Value> items = {});
    static Value map(std::vector<std::pair<std::string, Value>> entries = {});
    static Value strings(const std::vector<std::string>& contents); ///< a list of strings

    [[nodiscard]] bool isNull() const { return kind == Kind::Null; }
    [[nodiscard]] const Value* find(std::string_view key) const; ///< nullptr when absent
    /// Replaces the value under the key where it stands, or adds it at the end.
    void set(std::string_view key, Value value);
    void erase(std::string_view key);

    bool operator==(const Value&) const = default;
};

/// The node with all below it; aliases become their target's value when it stands before them.
/// Of duplicate keys the last one counts. Aliases are followed for at most a million nodes, what
/// lies beyond becomes null.
[[nodiscard]] Value toValue(NodeRef node);

} // namespace pw::yaml
