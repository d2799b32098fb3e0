#pragma once
// How much more a policy allows than was seen, in numbers that can be compared, and what no number
// excuses.

#include "core/ops/replay.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// One dimension of what is allowed, held against what the selected evidence shows in it.
struct SlackPart
{
    std::string dimension; ///< `ingress addresses, IPv4`, `image mongo:*`
    std::string allowed; ///< `65,536`; empty for a pattern
    std::string seen; ///< `4`; empty for a pattern
    /// log2 of allowed over seen, nothing seen counting as one. Of a pattern a fixed amount that
    /// serves to order patterns, not to be believed: see nominalBits below.
    double bits = 0;
    bool isNominal = false;
    policy::Where where; ///< of a pattern
};

/// Nominal bits of what a pattern leaves open.
namespace nominalBits {
inline constexpr double partOfName = 6; ///< a wildcard beside fixed text in a name or path part
inline constexpr double wholeName = 12; ///< a whole name, or the last part of a path
inline constexpr double wholePath = 24; ///< a wildcard with path parts behind or nothing before it
inline constexpr double imageTag = 7;
inline constexpr double imagePath = 14; ///< the repository
inline constexpr double imageRegistry = 20;
inline constexpr double dnsLabel = 20; ///< each wildcard
inline constexpr double user = 8; ///< a wildcard beside fixed text
inline constexpr double anyUser = 16;
} // namespace nominalBits

/// Leaving one instance out: what only it shows goes from the policy, what others show and what is
/// written by hand or generalized beyond it stays; then its deviations are counted.
struct Forecast
{
    std::size_t instances = 0; ///< that were left out, one after the other
    std::size_t deviating = 0; ///< of them: those that would deviate
    std::size_t deviations = 0; ///< of all together
    /// At most this share of further instances deviates, with 95 % confidence (Clopper and
    /// Pearson).
    double mostShare = 1;
    [[nodiscard]] bool isTooFew() const { return instances < fewest; }

    static constexpr std::size_t fewest = 5;
    /// Of more selected instances so many are left out, evenly chosen.
    static constexpr std::size_t most = 200;
};

/// Something that no number excuses.
struct BreadthFlag
{
    std::string what; ///< `0.0.0.0/0`, `/tmp/*`
    std::string why; ///< `every address`
    policy::Where where;
    bool operator==(const BreadthFlag&) const = default;
};

struct Breadth
{
    std::size_t instances = 0; ///< of the evidence, selected or not
    ReplayNumbers numbers;
    std::vector<SlackPart> slack; ///< the widest first; those of 0 bits are left out
    double bits = 0; ///< of all together
    Forecast forecast;
    std::vector<BreadthFlag> flags; ///< in the order of the text
};

[[nodiscard]] Breadth breadthOf(const policy::GuardianDocument& policy,
                                const std::vector<Evidence>& evidence,
                                const std::stop_token& stop = {}, const ProgressFn& progress = {});

[[nodiscard]] std::vector<SlackPart> slackOf(const policy::GuardianDocument& policy,
                                             const std::vector<Evidence>& selected);
[[nodiscard]] Forecast forecastOf(const policy::GuardianDocument& policy,
                                  const std::vector<Evidence>& selected,
                                  const std::stop_token& stop = {});
[[nodiscard]] std::vector<BreadthFlag> breadthFlags(const policy::GuardianDocument& policy);

/// The largest share of which so few of so many are still likely at 5 %.
[[nodiscard]] double mostLikelyShare(std::size_t hits, std::size_t of);

/// What an edit brings in: of the evidence, by name, each once.
struct Reach
{
    std::vector<std::string> selected; ///< instances that were not selected before
    std::vector<std::string> allowed; ///< behaviours that were refused, or nobody's, before
};
[[nodiscard]] Reach reachOf(const policy::GuardianDocument& before,
                            const policy::GuardianDocument& after,
                            const std::vector<Evidence>& evidence,
                            const std::stop_token& stop = {});

} // namespace pw::ops
