#pragma once
// The search's query language: `image ~= '*mongo*' AND metadata.type = "container"`.

#include "core/base/result.h"
#include "core/yaml/value.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pw::organization {

/// The value under a field's name, nullptr where the record has none. It must live until the next
/// call.
using FieldLookup = std::function<const yaml::Value*(std::string_view field)>;

/// A query, read once and asked of many records. Cheap to copy.
///
/// A missing field is null: it fits `is null` and `!=`, no other comparison. Texts that are numbers
/// compare as numbers. `f[*]` fits when one item does, `f:keys[*]` and `f:values[*]` look at a
/// map's keys and values. Accepted beside the grammar, because clients send it: a group behind
/// another operand without AND, `:vals[*]`, and `!~=`; `NOT f[*] !~= "v"` is their way to say that
/// no item fits.
class Query
{
public:
    static constexpr std::size_t maxBytes = 65'536;
    static constexpr std::size_t maxDepth = 64; ///< of groups and NOTs within each other

    /// Error code `wrong-query`; the message ends with the place, counted from 1.
    [[nodiscard]] static Result<Query> parse(std::string_view text);

    [[nodiscard]] bool matches(const FieldLookup& lookup) const;
    /// Every field that is asked for, by its name.
    [[nodiscard]] const std::set<std::string, std::less<>>& fields() const;
    /// The texts one of which the field must be equal to in every record that fits, if the query
    /// says so.
    [[nodiscard]] std::optional<std::vector<std::string>> mustBeOneOf(std::string_view field) const;
    /// The only one of those, empty when there is none or a choice.
    [[nodiscard]] std::string mustEqual(std::string_view field) const;
    /// The numbers that the field must lie between, both included, as far as the query says so.
    struct Bounds
    {
        std::optional<double> least;
        std::optional<double> greatest;
    };
    [[nodiscard]] Bounds mustLieWithin(std::string_view field) const;
    /// Every record fits.
    [[nodiscard]] bool everything() const;
    /// As nested lists, operators first: `(and (~= image "*mongo*") (= metadata.type
    /// "container"))`.
    [[nodiscard]] std::string shown() const;

    struct Node;
    /// For filters that come in another form than text.
    [[nodiscard]] static Query of(Node root);

private:
    struct Tree;
    explicit Query(std::shared_ptr<const Tree> tree) : m_tree(std::move(tree)) { }
    std::shared_ptr<const Tree> m_tree;
};

/// The value under `metadata.type` or `image` in a record; a key that holds the whole name, dots
/// included, comes first.
[[nodiscard]] const yaml::Value* fieldOf(const yaml::Value& record, std::string_view field);

} // namespace pw::organization
