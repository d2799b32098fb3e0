#pragma once
// The processes of a plain value tree and who names them, by a second, plain reading of what a
// policy means.

#include "tests/oracle/plain_value.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pw::oracle {

struct ListedProcess
{
    Path path;
    std::optional<std::string> id;
    std::optional<yaml::Value> users; ///< its own or inherited ones
};

/// Of the document there, parents before their children.
[[nodiscard]] std::vector<ListedProcess> processesOf(const yaml::Value& value, const Path& root);
/// The rules of both directions.
[[nodiscard]] std::vector<Path> rulesOf(const yaml::Value& value, const Path& root);
/// The items of `processes` in a rule that are one of the ids.
[[nodiscard]] std::vector<Path> namesIn(const yaml::Value& value, const Path& rule,
                                        const std::set<std::string>& ids);
/// What a rule allows: every peer, process and port it names together.
[[nodiscard]] std::set<std::string> allowedBy(const yaml::Value& rule);
/// The id of a process as a text.
[[nodiscard]] std::optional<std::string> idOf(const yaml::Value& process);

/// The ids of a new process and those below it, beside those that were wished.
struct NewIds
{
    std::multimap<std::string, std::string> became; ///< wished to written
    std::set<std::string> added; ///< those that are written now
    std::string problem; ///< one is used twice, or not as near to the wished one as it may be
};
/// `process` stands in `now` and should be the wished one but for its ids; it gets the wished ones.
[[nodiscard]] NewIds takeNewIds(yaml::Value& now, const Path& process, const Path& root,
                                const yaml::Value& wished);

} // namespace pw::oracle
