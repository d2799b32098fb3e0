#pragma once
// What a person is about to write at a place of a text, which does not have to parse: the line at
// the cursor is read as if it were complete, and the others for what they open.

#include "core/ops/text_scan.h"
#include "core/policy/kinds.h"
#include "core/policy/place.h"
#include "core/policy/schema.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

struct TextContext
{
    TextPlace place;
    policy::Kind kind = policy::Kind::Policy; ///< of the document around the place
    /// Of the mapping whose key is typed, or that an item begins; null: none, or not known.
    const policy::ObjectType* type = nullptr;
    /// Whose value or item is typed; of a key and of a label's value the field that the mapping is
    /// the value of.
    const policy::Field* field = nullptr;
    const policy::Field* dashField = nullptr; ///< of the list that a dash could go on with
    std::vector<policy::Step> dashSteps; ///< to that list
    std::vector<policy::Step> steps; ///< to the mapping, to the value, or to the item
    std::vector<std::string_view> keys; ///< that the mapping has already
    std::vector<std::string_view> processIds; ///< of the document, each once
    std::size_t dashIndentation = 0; ///< of the text's lists: columns behind their key
};

/// Texts without a kind are taken for policies. The views point into the bytes. Linear in the size
/// of the text.
[[nodiscard]] TextContext textContextAt(std::string_view bytes, text::ByteOffset at,
                                        yaml::Format format);

} // namespace pw::ops
