#pragma once
// What will be done about deviations, and when, as a person would say it.

#include "core/ops/sentence.h"
#include "core/policy/policy.h"
#include "core/yaml/document.h"

#include <cstdint>
#include <string_view>

namespace pw::ops {

/// How the actions of a document are told.
struct Acting
{
    enum class Mode : std::uint8_t {
        Does, ///< enforce, also when the document names no mode
        Would, ///< audit, or a mode that is not known
        Never, ///< it is switched off
    };
    Mode mode = Mode::Does;
    std::string_view who = "process"; ///< deviates; `container` for policies of clusters
};
[[nodiscard]] Acting actingOf(const policy::GuardianDocument& document);
/// The same of a document as it stands, without the rest of it.
[[nodiscard]] Acting actingOf(yaml::NodeRef root);

/// `When a process with name bash in pods with env=prod deviates, kills it`. In audit mode it
/// `would kill` it; an entry with `enabled: false` does nothing and says so. `othersFirst`, of a
/// default entry: the response has actions of its type, which go before it.
[[nodiscard]] Sentence whenSentence(const policy::Action& action, const Acting& acting,
                                    bool othersFirst = false);

/// `When a process deviates, makes a red flag of severity high; for one in pods with env=prod,
/// kills its pod`.
[[nodiscard]] Sentence responseSentence(const policy::Response& response, const Acting& acting);

} // namespace pw::ops
