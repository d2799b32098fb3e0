#pragma once
// Which response actions a deviation sets off.

#include "core/ops/deviation_report.h"
#include "core/policy/policy.h"

#include <vector>

namespace pw::ops {

/// The response of one policy, its selectors read once.
class ResponseChoice
{
public:
    explicit ResponseChoice(const policy::Response& response);

    /// All of `actions` that fit the process and the workload, in order, then those defaults of
    /// whose type none was taken. An entry with `enabled: false` takes its place and does nothing:
    /// it mutes the default of its type and is not among the answers. A selector can only fit what
    /// is known: `interactive: true` never does.
    [[nodiscard]] std::vector<const policy::Action*>
    actionsFor(const DeviatingProcess& process, const policy::GuardianDocument& workload) const;

private:
    struct Prepared
    {
        policy::Action action;
        policy::GuardianDocument selectors; // as a policy has them
        bool interactive = false;
        bool enabled = true;
    };
    [[nodiscard]] static Prepared prepared(const policy::Action& action);
    [[nodiscard]] static bool fits(const Prepared& entry, const DeviatingProcess& process,
                                   const policy::GuardianDocument& workload);

    std::vector<Prepared> m_actions;
    std::vector<Prepared> m_defaults;
};

/// A field of the action, such as `severity`; empty when it has none.
[[nodiscard]] std::string actionField(const policy::Action& action, std::string_view field);

} // namespace pw::ops
