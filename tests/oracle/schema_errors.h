#pragma once
// What people get wrong in a policy, put into a value tree at random places.

#include "core/yaml/value.h"

#include <random>
#include <string>

namespace pw::oracle {

/// One more mistake; empty when there is no place for the one that was drawn. Some are such that
/// the text reads as something else than the value: a plain `1e3`, a key that stands there twice.
std::string addMistake(yaml::Value& document, std::mt19937_64& random, bool readsAsItIs);

} // namespace pw::oracle
