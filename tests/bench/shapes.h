#pragma once
// Fingerprints in bulk, in the shapes that cost a merge most.

#include "core/yaml/value.h"

#include <cstddef>
#include <string_view>

namespace pw::bench {

enum class Shape {
    Alike, ///< the same instance again and again
    Names, ///< every process another name, all under one executable
    Addresses, ///< every instance another address, all on one port
    Rules, ///< every instance another address and another port
};
inline constexpr Shape shapes[] = {Shape::Alike, Shape::Names, Shape::Addresses, Shape::Rules};

[[nodiscard]] std::string_view toString(Shape shape);

/// An `items` list of that many fingerprints.
[[nodiscard]] yaml::Value fingerprints(Shape shape, std::size_t count);

} // namespace pw::bench
