#pragma once
// Deviations and audit events: written once, read by time.

#include "core/base/result.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::organization {

class Database;

enum class EventKind : std::uint8_t { Deviation, Audit };

struct EventRow
{
    std::string id; ///< `dev:…`, `audit:…`
    std::string schema; ///< `event_deviation:…`, `event_audit:guardian_action:…`
    std::string policyUid;
    std::string checksum; ///< of deviations
    std::string ref; ///< the fingerprint; of deviations
    double time = 0;
    bool active = true; ///< a deviation that the policy and the fingerprint still show
    std::string record; ///< JSON on one line
};

/// Absent or empty members ask for everything.
struct EventSearch
{
    EventKind kind = EventKind::Deviation;
    std::optional<double> start; ///< both ends included
    std::optional<double> end;
    std::string policyUid;
    std::string schemaPrefix; ///< whole words: `event_audit:guardian_action`
    std::vector<std::string> ids;
};

/// Read here; Guardian writes them where it evaluates, in the same transaction.
class Events
{
public:
    explicit Events(Database& database) : m_database(&database) { }

    /// By time, then id; `visit` answers false to stop.
    [[nodiscard]] Result<Done> visit(const EventSearch& search,
                                     const std::function<bool(const EventRow&)>& visit,
                                     const std::stop_token& stop = {});
    /// Of either kind.
    [[nodiscard]] Result<std::optional<EventRow>> get(const std::string& id);
    /// Those whose id is there already are left alone. The number of new ones.
    [[nodiscard]] Result<std::size_t> append(EventKind kind, const std::vector<EventRow>& rows);

private:
    Database* m_database;
};

} // namespace pw::organization
