#pragma once
// A key that comes back in a reply is shown to nobody.

#include <string>
#include <string_view>

namespace pw::api {

/// `****` for the key wherever it stands, also with signs of it escaped as JSON and addresses do:
/// `\/`, `\u002f`, `%2F`.
void hideKey(std::string& text, std::string_view key);

} // namespace pw::api
