#pragma once
// A document as the oracle sees it: processes with their users resolved, and rules.

#include "core/policy/policy.h"
#include "tests/oracle/addresses.h"

#include <cstddef>
#include <string>
#include <vector>

namespace pw::oracle {

inline constexpr std::size_t noParent = static_cast<std::size_t>(-1);

struct Process
{
    std::string id;
    std::string name;
    std::vector<std::string> exe;
    std::vector<std::string> users; ///< the effective set
    std::vector<policy::PortRange> sockets;
    std::size_t parent = noParent;
    std::vector<std::size_t> children;
};

/// One entry of `from` or `to`: addresses or names.
struct Target
{
    std::string text; ///< for messages
    bool isBlock = false;
    bool isPrivate = false; ///< of a block as a whole
    Ranges addresses;
    std::vector<std::string> names;
};

struct Rule
{
    policy::Direction direction = policy::Direction::Ingress;
    std::vector<Target> targets;
    bool anyProcess = false;
    std::vector<std::size_t> processes;
    std::vector<policy::PortRange> ports;
    std::size_t index = 0; ///< in its list
};

struct Behaviour
{
    std::vector<Process> processes; ///< parents before children
    std::vector<Rule> rules;
};

/// What the document's options leave to be judged.
struct Judged
{
    bool processes = true;
    bool connections[2] = {true, true}; ///< by direction
    bool privateOnes[2] = {true, true};
    bool publicOnes[2] = {true, true};

    [[nodiscard]] bool target(policy::Direction direction, const Target& target) const;
};

[[nodiscard]] Judged judgedBy(const policy::Options& options);

/// The behaviour of a document. Deviations speak of processes of `base`: their chains of ancestors
/// are copied from there.
[[nodiscard]] Behaviour behaviourOf(const policy::GuardianDocument& document,
                                    const policy::GuardianDocument* base = nullptr);

/// `srv/sh/ls`, for messages.
[[nodiscard]] std::string pathOf(const Behaviour& behaviour, std::size_t process);

} // namespace pw::oracle
