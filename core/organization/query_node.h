#pragma once
// What a query is made of; only the sources of the query language include this.

#include "core/ops/cidr.h"
#include "core/organization/query_language.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace re2 {
class RE2;
} // namespace re2

namespace pw::organization {

struct Query::Node
{
    enum class Kind : std::uint8_t { Everything, And, Or, Not, Compare };
    enum class Part : std::uint8_t { Whole, Items, Keys, Values, Entry };
    enum class Op : std::uint8_t {
        Equal,
        NotEqual,
        Greater,
        GreaterOrEqual,
        Less,
        LessOrEqual,
        Like, ///< wildcards
        NotLike,
        Regex,
        Within, ///< a subnet
        IsNull,
        IsNotNull,
    };

    Kind kind = Kind::Everything;
    std::vector<Node> parts; ///< of And, Or and Not

    std::string field;
    Part part = Part::Whole;
    std::string entry; ///< the key of Part::Entry
    Op op = Op::Equal;
    std::string value;
    std::optional<double> number; ///< of `value`, when it is one
    bool quoted = false;
    std::shared_ptr<const re2::RE2> regex;
    ops::Cidr subnet;

    /// Found anywhere in a text. Error code `wrong-query`.
    [[nodiscard]] Result<Done> setRegex(std::string_view pattern);
    [[nodiscard]] bool fits(const FieldLookup& lookup) const;
    [[nodiscard]] std::string shown() const;
};

struct Query::Tree
{
    Node root;
    std::set<std::string, std::less<>> fields;
};

/// The sign or words of an operator.
[[nodiscard]] std::string_view toString(Query::Node::Op op);

} // namespace pw::organization
