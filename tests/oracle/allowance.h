#pragma once
// What a behaviour allows, asked in the plainest way.

#include "tests/oracle/behaviour.h"

#include <string>
#include <vector>

namespace pw::oracle {

/// One question about the network: may this process talk there? A process of noParent means any.
struct Connection
{
    policy::Direction direction = policy::Direction::Ingress;
    std::size_t process = noParent;
    policy::Protocol protocol = policy::Protocol::Tcp;
    std::uint16_t port = 0;
};

/// Every address the rules allow for it.
[[nodiscard]] Ranges addressesAllowed(const Behaviour& behaviour, const Connection& connection);
[[nodiscard]] bool nameAllowed(const Behaviour& behaviour, const Connection& connection,
                               const std::string& name);

/// Rules of the process itself and of any process.
[[nodiscard]] bool speaksFor(const Rule& rule, std::size_t process);

/// Name, executables and users of `seen` are all allowed by `rule`, parents not looked at.
[[nodiscard]] bool allowsProcess(const Process& rule, const Process& seen);

/// The same process, its whole chain of parents included, whatever its users.
[[nodiscard]] bool sameProcess(const Behaviour& rules, std::size_t rule, const Behaviour& seen,
                               std::size_t process);

/// What `seen` does and `rules` do not allow, in words; `judged` leaves out what is switched off.
/// One process of the rules stands for one process seen, with its children and its connections.
[[nodiscard]] std::vector<std::string> notAllowed(const Behaviour& rules, const Behaviour& seen,
                                                  const Judged& judged);

/// Ports at which the answer can change, inside the range.
[[nodiscard]] std::vector<std::uint16_t> portsToAsk(const Behaviour& rules,
                                                    const policy::PortRange& range);

} // namespace pw::oracle
