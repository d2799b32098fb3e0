#pragma once
// A document as some person may have written it, by a writer that shares nothing with the product
// and knows which bytes and comments belong to which entry.

#include "core/yaml/value.h"

#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace pw::oracle {

/// Down the tree by the index of the child, of a list or of a mapping.
using Path = std::vector<std::size_t>;

/// What an entry or item has of the text: its comments above, its lines, those below.
struct Part
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t lineEnd = 0; ///< of the line on which the key or dash stands
    bool inLine = false; ///< behind a dash, or between brackets
    bool flow = false; ///< between brackets
};

struct DecoratedText
{
    std::string text;
    std::map<Path, Part> parts; ///< of the one document that is about to be edited
    std::vector<std::pair<std::size_t, std::string>> comments; ///< where each begins
    std::size_t document = 0; ///< which one of the text's
    std::size_t documents = 1;
    bool json = false;
};

/// Scalars with anchors, and others that are written as aliases of them; an alias under the key
/// `<<` is a merge key.
struct Anchors
{
    std::map<Path, std::string> anchors;
    std::map<Path, std::string> aliases;
};

/// Comments above, behind and between; blank lines; block and flow, quotes, indentation; line ends,
/// a byte order mark, several documents; JSON.
[[nodiscard]] DecoratedText decorated(const yaml::Value& value, std::mt19937_64& random);
/// The same with anchors, which JSON does not have.
[[nodiscard]] DecoratedText decorated(const yaml::Value& value, const Anchors& anchors,
                                      std::mt19937_64& random);

} // namespace pw::oracle
