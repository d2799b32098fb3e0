#pragma once
// What a person may type into a row of a form, and what it means, known beforehand.

#include "core/ops/form_rows.h"
#include "core/yaml/value.h"

#include <optional>
#include <random>
#include <string>

namespace pw::oracle {

struct Typed
{
    std::string text;
    yaml::Value value;
};

/// Nothing where the row is changed by the rows below it.
[[nodiscard]] std::optional<Typed> typingFor(const ops::FormRow& row, std::mt19937_64& random);

} // namespace pw::oracle
