#pragma once
// What the tables of a form say about processes, rules and actions, from the tree as it stands.

#include "core/policy/place.h"

#include <string>
#include <vector>

namespace pw::ops {

/// `TCP 443`, `UDP 8000–8010`.
[[nodiscard]] std::string portWords(yaml::NodeRef port);
/// `10.0.0.0/8`, `*.example.org`.
[[nodiscard]] std::string peerWords(yaml::NodeRef peer);
/// The first one and how many more there are: `TCP 443, +2`.
[[nodiscard]] std::string portsWords(yaml::NodeRef ports);
[[nodiscard]] std::string peersWords(yaml::NodeRef peers);
[[nodiscard]] std::string textsWords(yaml::NodeRef texts);
/// The peers of a rule, whichever way it goes.
[[nodiscard]] yaml::NodeRef peersOf(yaml::NodeRef rule);

/// The users of a process, and whether they are those of a process above it.
struct ProcessUsers
{
    yaml::NodeRef users;
    bool inherited = false;
};
[[nodiscard]] ProcessUsers usersOf(yaml::NodeRef process);

/// The name of an action and its body: of an entry with one key.
[[nodiscard]] yaml::NodeRef bodyOf(yaml::NodeRef action);
/// `pod env=staging, process bash`: what the selectors of an action say.
[[nodiscard]] std::string selectorWords(yaml::NodeRef body);

/// What goes along when processes are removed.
struct Removal
{
    std::size_t below = 0; ///< processes that are their children
    std::size_t rules = 0; ///< that name nobody else
    std::size_t shortened = 0; ///< rules that name them among others
    bool operator==(const Removal&) const = default;
};
[[nodiscard]] Removal removalOf(yaml::NodeRef root, const std::vector<yaml::NodeRef>& processes);

} // namespace pw::ops
