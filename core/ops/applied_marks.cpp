#include "core/ops/applied_marks.h"

#include "core/yaml/tree_edit.h"

#include <array>

namespace pw::ops {
namespace {

using yaml::NodeRef;
using yaml::Value;

struct Field
{
    std::string_view key;
    bool added; ///< also where the text does not have it
};

constexpr std::array<Field, 6> fields{{{"uid", true},
                                       {"creationTimestamp", true},
                                       {"version", true},
                                       {"createdBy", false},
                                       {"lastUpdatedBy", false},
                                       {"lastUpdatedTimestamp", false}}};

/// Behind uid, type or name, whichever comes last.
std::size_t placeIn(NodeRef metadata)
{
    std::size_t place = 0;
    std::size_t at = 0;
    for (const auto& [key, value] : metadata.entries()) {
        ++at;
        if (key.value() == "name" || key.value() == "type" || key.value() == "uid")
            place = at;
    }
    return place;
}

void wishMark(const AppliedMark& mark, NodeRef metadata, yaml::TreeEdit& edit)
{
    const std::size_t place = placeIn(metadata);
    for (const Field& field : fields) {
        const Value* const given = mark.metadata.find(field.key);
        const Value value = field.key == "uid" ? Value::string(mark.uid)
            : given != nullptr                 ? *given
                                               : Value();
        if (value.isNull())
            continue;
        if (const NodeRef there = metadata.find(field.key)) {
            if (yaml::toValue(there) != value)
                edit.set(there, value);
        } else if (field.added) {
            edit.insertEntry(metadata, place, std::string(field.key), value);
        }
    }
}

} // namespace

Result<text::TextEdits> planMarks(const yaml::Document& document,
                                  const std::vector<AppliedMark>& marks)
{
    yaml::TreeEdit edit(document);
    for (const AppliedMark& mark : marks) {
        const NodeRef metadata = mark.root.find("metadata");
        if (!metadata.isMapping())
            return Error{"no-metadata", "the document has no metadata to write the uid into",
                         mark.root.path()};
        wishMark(mark, metadata, edit);
    }
    return edit.plan();
}

} // namespace pw::ops
