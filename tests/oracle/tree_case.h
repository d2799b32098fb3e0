#pragma once
// One random wish about one random text: what the text must say afterwards, and which bytes and
// comments may change. Shares no code with the product.

#include "core/yaml/tree_edit.h"
#include "tests/oracle/text_regions.h"

#include <functional>
#include <random>
#include <string>
#include <vector>

namespace pw::oracle {

[[nodiscard]] yaml::Value randomValue(std::mt19937_64& random, int depth);

/// As a policy is made: processes with children, rules with peers and ports.
[[nodiscard]] yaml::Value madePolicy(std::mt19937_64& random);

/// One wish about one text: what it is, what the text must say afterwards, and which bytes and
/// comments it may touch.
struct TreeCase
{
    DecoratedText text;
    yaml::Value before;
    yaml::Value after;
    std::string what;
    std::vector<Region> touched;
    std::vector<Gone> gone;
    std::function<void(yaml::TreeEdit&, yaml::NodeRef)> wish;
};

/// Fills in a wish about the text of the case; false when there is none of the kind that was drawn.
[[nodiscard]] bool chooseWish(TreeCase& made, std::mt19937_64& random);

} // namespace pw::oracle
