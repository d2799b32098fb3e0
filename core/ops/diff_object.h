#pragma once
// Two policies as one object, as spyctl prints a diff: the later one, in which what came, changed
// or went is marked.

#include "core/yaml/value.h"

namespace pw::ops {

/// The later document with `diff: added`, `diff: changed` or `diff: removed` in its processes and
/// in the rules of its network. Processes are the same by their id under the same parent; what went
/// stands behind the others. Rules are taken apart into one peer, one port and one process each, so
/// that two spellings of the same are no change. What is no document of that shape comes back as it
/// is.
[[nodiscard]] yaml::Value diffObject(const yaml::Value& original, const yaml::Value& other);

} // namespace pw::ops
