#pragma once
// What the review page is told beside the reviews themselves.

#include "core/ops/apply_review.h"

#include <QString>

#include <vector>

namespace pw::ui {

/// Where the write goes.
struct ApplyTarget
{
    QString organization;
    QString host; ///< empty for the local organization
    bool production = false; ///< the context is marked so
    QString readOnly; ///< why nothing may be written there; empty when it may
};

/// How the write of one document goes.
struct ApplyOutcome
{
    enum class State : std::uint8_t {
        Waiting, ///< nothing was sent yet
        Sending,
        Done,
        Failed, ///< the server refused it, or it never got there: nothing changed
        Unclear, ///< whether it arrived is not known
        UnknownUid, ///< the server has no document of this uid
    };
    State state = State::Waiting;
    QString words; ///< `applied as v3: Enforcing`, or what failed
    QString details; ///< the server's own words
    QString contextUid; ///< by which the server knows the request
    QString uid; ///< that the server gave
};

/// Another version than the one that was edited stands on the server.
struct ApplyConflict
{
    QString name; ///< of the one of several policies; empty: there is no other
    QString words; ///< `v4 by ann@example.org, 2024-01-16T15:00:43Z`
    std::vector<ops::PolicyChange> changedThere; ///< since the text was read
};

/// What the server says about the document without taking it.
struct ServerVerdict
{
    enum class State : std::uint8_t { NotAsked, Asking, Valid, Invalid, Failed };
    State state = State::NotAsked;
    QString words; ///< what it has against it, or why it could not be asked
};

} // namespace pw::ui
