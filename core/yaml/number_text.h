#pragma once
// Numbers as YAML 1.1 writes them, in the ways in which JSON can.

#include <string>
#include <string_view>

namespace pw::yaml {

/// `0x1F` is `31`, `017` is `15`, `1_000` is `1000`, `1:30` is `90`, `.5` is `0.5`; what JSON can
/// write stays as it is; infinities, NaN, what is no number and what takes more than 1,000 signs to
/// write in YAML's own ways are `null`.
[[nodiscard]] std::string jsonNumber(std::string_view written);

} // namespace pw::yaml
