#pragma once
// One random wish about one random text, as a form or a table makes it: what the text must say
// afterwards by a plain value tree, and which bytes and comments it may touch.

#include "core/policy/policy_edit.h"
#include "tests/oracle/text_regions.h"

#include <functional>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace pw::oracle {

struct WishCase
{
    DecoratedText text;
    Anchors anchors;
    yaml::Value before; ///< the one document of the text that is about to be edited
    Path root; ///< of the unit in it
    std::size_t unit = 0;

    std::string kind; ///< of wish, for the counts
    std::vector<policy::PolicyEdit> wishes;
    yaml::Value after;
    std::set<std::string> anywhere; ///< keys whose place among others is the product's choice
    std::vector<Region> touched;
    std::vector<Gone> gone;
    std::string refusal; ///< the code with which it must be refused; empty: it must be done
    /// In place of comparing with `after`: what is wrong with the document as it is now.
    std::function<std::string(const yaml::Value& now)> judge;
    std::optional<std::pair<Path, yaml::TreeStyle>> styled; ///< as it must be written now
};

/// A text for wishes: a policy or another document, alone, among others or in a list, valid or not.
[[nodiscard]] WishCase textForWishes(const std::vector<yaml::Value>& real, std::mt19937_64& random);

/// A text that stands there more than once gets an anchor where it comes first.
[[nodiscard]] Anchors someAnchors(const yaml::Value& document, std::mt19937_64& random);

// Each fills in a wish about the text of the case; false when there is none of the kind that was
// drawn.
/// About fields and items, whatever they mean.
[[nodiscard]] bool drawFieldWish(WishCase& made, std::mt19937_64& random);
[[nodiscard]] bool drawItemWish(WishCase& made, std::mt19937_64& random);
/// About processes and the rules that name them.
[[nodiscard]] bool drawProcessWish(WishCase& made, std::mt19937_64& random);
/// What a person does in a form on that document: from a row, and what is typed into it, to wishes.
[[nodiscard]] bool drawFormWish(WishCase& made, yaml::NodeRef unitRoot, std::mt19937_64& random);

} // namespace pw::oracle
