#pragma once
// What is wrong with a document after a wish about processes; empty when all is well.

#include "tests/oracle/process_list.h"

#include <set>
#include <string>
#include <vector>

namespace pw::oracle {

/// What the document should say, but for what the product may choose.
struct Wanted
{
    yaml::Value document;
    Path root; ///< of the unit
    std::set<std::string> anywhere; ///< as of sameBut
};

/// The new process stands at those steps, with ids of its own.
[[nodiscard]] std::string judgeAdded(yaml::Value now, const Wanted& wanted,
                                     const std::vector<policy::Step>& steps,
                                     const yaml::Value& process);
/// The copy stands there, and rules that name the one name the other.
[[nodiscard]] std::string judgeCopy(yaml::Value now, const Wanted& wanted, const Path& copy,
                                    const yaml::Value& process);

/// Writes into every process who its users are, and whether it is one of the moved.
void noteUsers(yaml::Value& value, const Path& root, const std::vector<Path>& moved);
/// Those are their users still. `wanted` has the notes.
[[nodiscard]] std::string judgeMoved(yaml::Value now, Wanted wanted);

/// Two rules in the place of one, of which each has some of the list and all of the rest.
[[nodiscard]] std::string judgeSplit(yaml::Value now, const yaml::Value& before, const Path& rule,
                                     const std::string& key);

} // namespace pw::oracle
