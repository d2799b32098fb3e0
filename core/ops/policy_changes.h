#pragma once
// What one policy says otherwise than another, in words; order and spelling do not count.

#include "core/ops/sentence.h"
#include "core/policy/policy.h"
#include "core/text/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// What a change does to what is selected and allowed, as far as that is simply decided.
enum class Effect : std::uint8_t {
    None, ///< there was nothing before
    Wider,
    Narrower,
    Mixed, ///< something more, and something else no longer
    Same, ///< written otherwise, meaning the same
    Acts, ///< responses are carried out from now on
    Watches, ///< responses are only logged from now on
    Off, ///< the policy does nothing any more
    Response, ///< another answer to what deviates
    Unknown,
};

/// `wider`, `acts`, …; empty for None.
[[nodiscard]] std::string_view toString(Effect effect);

struct PolicyChange
{
    enum class Sign : std::uint8_t { Added, Removed, Changed };
    enum class Part : std::uint8_t { General, Selectors, Processes, Network, Response, Others };
    Sign sign = Sign::Changed;
    Part part = Part::General; ///< of the document
    Sentence sentence; ///< `process mongosh under mongod, as mongo`
    std::string detail; ///< why, or more of what; may be empty
    Effect effect = Effect::Unknown;
    text::Span span; ///< in the proposed text; empty where nothing of it stands there
    text::Span before; ///< in the text before
    bool operator==(const PolicyChange&) const = default;
};

/// Mode first, then selectors, processes, rules of the network, responses and the rest. Without
/// `before` everything is new. Processes are the same by their id, or else by name, executables and
/// parent; rules are compared by what they allow together. What a server fills in itself (uid,
/// version, times) is no change. `text` is what `after` was decoded from, `textBefore` the same of
/// `before`; without them there are no spans.
[[nodiscard]] std::vector<PolicyChange> policyChanges(const policy::GuardianDocument* before,
                                                      const policy::GuardianDocument& after,
                                                      const yaml::Document* text = nullptr,
                                                      const yaml::Document* textBefore = nullptr);

/// The server fills this entry of the metadata in, whatever a client writes there.
[[nodiscard]] bool isServerField(std::string_view metadataKey);

} // namespace pw::ops
