#pragma once
// The API of an organization as a plain function: what the real service answers, answered here.

#include "core/api/transport.h"
#include "core/base/clock.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace pw::organization {

class Guardian;
class Store;

/// Two generations of clients ask for the list of policies at the same path and want it in
/// different shapes. `Auto` tells them apart by the query.
enum class Generation : std::uint8_t { Auto, V013, V024 };

/// `auto`, `0.13`, `0.24`; nothing for other words.
[[nodiscard]] std::optional<Generation> generationNamed(std::string_view word);

struct OrganizationOptions
{
    Generation generation = Generation::Auto;
    ClockFn clock = systemTime;
    std::string user = "local"; ///< who creates and updates policies
    std::size_t bodyBytes = std::size_t{64} << 20; ///< of a request; larger ones are answered 413
    std::size_t searches = 64; ///< jobs kept at once; the one asked for least recently goes first
    double searchSeconds = 900; ///< after which a job that nobody asks for is forgotten
};

/// Answers requests over a store and its Guardian, which must outlive it. Every reply has a context
/// uid; whoever carries the requests checks the key. One thread at a time.
class Organization
{
public:
    Organization(Store& store, Guardian& guardian, OrganizationOptions options = {});
    Organization(const Organization&) = delete;
    Organization& operator=(const Organization&) = delete;
    ~Organization();

    /// Never fails: what cannot be answered is a reply that says so. Work that is stopped is
    /// answered 503; a write is then either done as a whole or not at all.
    [[nodiscard]] api::Response handle(const api::Request& request, const std::stop_token& stop);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// `{"msg": …}` with a fresh context uid, for replies that are made outside of `handle`.
[[nodiscard]] api::Response errorResponse(int status, std::string_view message);

} // namespace pw::organization
