#pragma once
// Applied policies and rulesets by what a person calls them.

#include "app/pwctl/connection.h"

#include <string>
#include <vector>

namespace pw::pwctl {

/// Those that a word of the command line means: a uid (with or without `pol:`), a whole name, or a
/// pattern of its own. Error code beside the client's: `no-such-policy`, with a hint.
[[nodiscard]] Result<std::vector<api::Applied>> namedExactly(const Connection& connection,
                                                             api::Resource resource,
                                                             const std::string& word,
                                                             Session& session);

/// One document alone, several as an items list, in the format asked for.
[[nodiscard]] std::string documentsText(std::vector<yaml::Value> documents,
                                        std::string_view format);

} // namespace pw::pwctl
