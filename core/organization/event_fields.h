#pragma once
// Deviations and audit events as a search or pipeline asks for them.

#include "core/organization/events.h"
#include "core/organization/query_language.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pw::organization {

struct EventField
{
    std::string_view name;
    std::string_view type;
    std::string_view description;
};

[[nodiscard]] std::span<const EventField> eventFields();

/// The fields of an event for a query; its record is read when a field needs it. The row must
/// outlive it.
class EventLookup
{
public:
    explicit EventLookup(const EventRow& row) : m_row(&row) { }
    const yaml::Value* operator()(std::string_view field);

private:
    const EventRow* m_row;
    yaml::Value m_value;
    std::optional<yaml::Value> m_record;
};

/// Its record; that of a deviation says `active` as it is now.
[[nodiscard]] std::string eventRecord(const EventRow& row);

} // namespace pw::organization
