#pragma once
// Whether the main button may be pressed, and if not, why: decided from values alone.

#include "ui/apply/apply_types.h"

#include <vector>

namespace pw::ui {

enum class ApplyPhase : std::uint8_t {
    Reviewing,
    Sending,
    Ended, ///< everything was written
};

struct ReviewGate
{
    bool open = false;
    QString reason; ///< why it is not; empty when it is
    bool audit = false; ///< staying in audit is open, too: it needs no name
    bool offersAudit = false; ///< something begins to enforce
    bool enforces = false;
    bool deletes = false;
    bool others = false; ///< a part was written: the main button sends what was not
    QString nameToType; ///< empty: no name is asked for
    QString question; ///< that asks for it
};

struct GateInput
{
    std::vector<ops::ReviewPtr> reviews;
    ApplyTarget target;
    ApplyPhase phase = ApplyPhase::Reviewing;
    bool conflict = false; ///< a newer version stands on the server, and nothing was chosen
    bool unclear = false; ///< an earlier write may have arrived: another might be a second one
    bool partlyDone = false; ///< some of several documents were written
    QString typed;
    /// For a choice that says what becomes of the server's copy.
    bool inSpiteOfServer = false;
};

[[nodiscard]] ReviewGate gateOf(const GateInput& input);

} // namespace pw::ui
