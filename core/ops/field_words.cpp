#include "core/ops/field_words.h"

namespace pw::ops {

using policy::FieldKind;

std::string_view kindWords(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text:
        return "text";
    case FieldKind::Number:
    case FieldKind::Integer:
        return "number";
    case FieldKind::NumberOrText:
        return "number or text";
    case FieldKind::Boolean:
        return "true or false";
    case FieldKind::TextList:
        return "list of texts";
    case FieldKind::TextOrTextList:
        return "text or list of texts";
    case FieldKind::ObjectList:
        return "list";
    case FieldKind::DocumentList:
        return "list of documents";
    case FieldKind::TextMap:
        return "labels";
    case FieldKind::Object:
    case FieldKind::FreeMap:
        return "mapping";
    case FieldKind::Anything:
        break;
    }
    return "anything";
}

} // namespace pw::ops
