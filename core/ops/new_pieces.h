#pragma once
// New pieces of a policy, with what the schema requires, ready to be typed over: the same ones in a
// form and in a text.

#include "core/policy/schema.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string_view>

namespace pw::ops {

/// What stands in them until a person says better.
inline constexpr std::string_view newProcessName = "process";
inline constexpr std::string_view newProcessId = "process_0";
inline constexpr std::string_view newNetwork = "192.0.2.0/24"; ///< kept for documentation
inline constexpr std::string_view newHostName = "api.example.org";
inline constexpr std::string_view newPortNumber = "443";
inline constexpr std::string_view newPolicyName = "new-policy";

/// The types of policies that a person begins with.
enum class NewPolicy : std::uint8_t { Container, LinuxService };

/// A whole document in audit mode that allows nothing yet.
[[nodiscard]] yaml::Value newPolicy(NewPolicy type);

/// A value for a field that is missing.
[[nodiscard]] yaml::Value newValue(const policy::Field& field);
/// With what the schema requires of it.
[[nodiscard]] yaml::Value newObject(const policy::ObjectType& type);

/// Children take the users of their parent.
[[nodiscard]] yaml::Value newProcess(std::string_view id, bool isChild);
[[nodiscard]] yaml::Value newAddress();
[[nodiscard]] yaml::Value newHost();
[[nodiscard]] yaml::Value newPort();
/// `peers`: `from` or `to`. Without an id it is for any process.
[[nodiscard]] yaml::Value newRule(std::string_view peers, std::string_view processId);
/// With a selector where the action may have one.
[[nodiscard]] yaml::Value newAction(const policy::Field& action, std::string_view policyType);

} // namespace pw::ops
