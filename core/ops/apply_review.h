#pragma once
// Everything that a person should have seen before a policy is written to the server.

#include "core/base/error.h"
#include "core/ops/policy_changes.h"
#include "core/ops/policy_status.h"
#include "core/ops/replay.h"
#include "core/text/diagnostic.h"

#include <memory>
#include <optional>

namespace pw::ops {

/// A version of the document as the server holds or held it.
struct ServerCopy
{
    yaml::Value document;
    std::optional<std::int64_t> version; ///< the older API has none
    std::string lastUpdated; ///< epoch seconds as written; may be empty
    std::string lastUpdatedBy;
};

using EvidencePtr = std::shared_ptr<const std::vector<Evidence>>;

struct ReviewInput
{
    std::shared_ptr<const yaml::Document> text;
    policy::Unit unit; ///< the document of the text that would be applied
    bool alone = true; ///< the text holds nothing else
    std::vector<text::Diagnostic> diagnostics; ///< of the whole text
    bool deletes = false; ///< the server's copy would be deleted instead

    std::optional<ServerCopy> server; ///< read just now; nothing when the server has none
    std::optional<Error> serverError; ///< it could not be asked
    std::optional<ServerCopy> edited; ///< the copy that the text began as, where that is known
    /// All policies that are applied, this one included; nothing when they could not be read.
    std::optional<std::vector<policy::GuardianDocument>> applied;
    EvidencePtr evidence; ///< fingerprints of the time range; null: not read
    bool evidenceToCome = false; ///< it is being read; the review is not complete yet
    std::string range = "the time range"; ///< as a sentence names it: `the last 24 h`
    double now = 0; ///< epoch seconds
};

struct ReviewCheck
{
    enum class Kind : std::uint8_t {
        Valid,
        ServerCopy,
        SelfMatch,
        Overlap,
        Maturity, ///< only of a policy that begins to enforce
        Kills,
        Response,
        WayBack,
    };
    enum class State : std::uint8_t {
        Passed,
        ToRead, ///< nothing forbids it, but a person should know
        Blocking, ///< it cannot be applied like this
        Unknown, ///< could not be told; `sentence` says why
    };
    Kind kind = Kind::Valid;
    State state = State::Passed;
    std::string sentence;
    std::string detail; ///< may be empty
    bool operator==(const ReviewCheck&) const = default;
};

enum class ServerState : std::uint8_t {
    New, ///< no uid: it will be created
    SameAsEdited,
    ChangedSince, ///< somebody applied another version since the text was read
    UnknownUid, ///< the text has a uid that the server does not know
    NotKnown, ///< the server has it, but versions cannot be compared
    NotAsked, ///< it did not answer
};

struct ReviewedKill
{
    PossibleKill kill;
    std::uint32_t line = 0; ///< of the action in the text, from 1; 0: not known
    text::Span span; ///< of the action in the text
};

struct ApplyReview
{
    policy::Kind kind = policy::Kind::Policy;
    std::string name;
    std::string type;
    std::string uid; ///< in the text; empty for a new one
    bool deletes = false;
    ServerState server = ServerState::New;
    std::optional<std::int64_t> editedVersion; ///< the one that the text began as, or says it did
    std::optional<std::int64_t> serverVersion; ///< to be expected by the write
    std::optional<PolicyStatus> statusNow; ///< nothing when the server has none
    bool hasMode = true; ///< false: a ruleset, whose status only says whether it is applied
    PolicyStatus statusAfter = PolicyStatus::NotApplied;

    std::vector<ReviewCheck> checks; ///< in the order in which they are read
    std::vector<PolicyChange> changes; ///< from the server's copy to this text; none if NotAsked
    std::vector<PolicyChange> changedThere; ///< since the text was read; with ChangedSince
    std::string changedThereBy; ///< who, and when: `ann@example.org, 2024-01-16T15:00:43Z`
    /// Both as YAML in the words of this text (comments and order of both are its own), so that
    /// lines can be compared; the server's is empty when it has none.
    std::string serverText;
    std::string proposedText;

    /// Of the replay, once it is there. What would be killed is counted as if it enforced.
    std::optional<ReplayNumbers> before;
    std::optional<ReplayNumbers> after;
    std::size_t fingerprints = 0; ///< that the version before or after selects
    std::vector<ReviewedKill> kills;
    bool hasKillActions = false;
    std::string range;
    bool complete = false; ///< false while parts are still to come

    [[nodiscard]] bool enforces() const
    {
        return hasMode && statusAfter == PolicyStatus::Enforcing;
    }
    [[nodiscard]] bool startsEnforcing() const
    {
        return enforces() && statusNow != PolicyStatus::Enforcing;
    }
    /// A check forbids it.
    [[nodiscard]] const ReviewCheck* blocking() const;
};

using ReviewPtr = std::shared_ptr<const ApplyReview>;

struct ReviewCall
{
    std::stop_token stop;
    ProgressFn progress;
};

/// Changes and checks of the documents come at once, the replay of the evidence takes time. Stopped
/// work gives a review that is not complete.
[[nodiscard]] ApplyReview reviewApply(const ReviewInput& input, const ReviewCall& call = {});

/// The document can be written to a server: a policy of any type, or a ruleset.
[[nodiscard]] bool canBeApplied(policy::Kind kind);

} // namespace pw::ops
