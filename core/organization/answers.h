#pragma once
// Replies, and JSON put together out of texts that are JSON already.

#include "core/api/transport.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace pw::organization {

/// 200 with one JSON value.
[[nodiscard]] api::Response jsonAnswer(std::string json);
/// 200 with a value on one line.
[[nodiscard]] api::Response jsonAnswer(const yaml::Value& value);
/// 200 with one JSON value a line; no line is empty.
[[nodiscard]] api::Response linesAnswer(std::string lines);

/// The reply to an Error of the store or of Guardian, by its code.
[[nodiscard]] api::Response failedAnswer(const Error& error);

/// Gives it a fresh context uid unless it has one.
void addContextUid(api::Response& response);

/// An object on one line, entry by entry.
class JsonObject
{
public:
    JsonObject& add(std::string_view key, std::string_view content); ///< as a string
    JsonObject& addJson(std::string_view key, std::string_view json); ///< as it is
    JsonObject& addSeconds(std::string_view key, double seconds);
    JsonObject& addNumber(std::string_view key, std::int64_t number);
    [[nodiscard]] std::string text() const& { return m_text + "}"; }
    [[nodiscard]] std::string text() && { return std::move(m_text += '}'); }

private:
    void addKey(std::string_view key);

    std::string m_text = "{";
};

/// A list on one line.
class JsonList
{
public:
    void addJson(std::string_view json);
    [[nodiscard]] std::string text() const& { return m_text + "]"; }
    [[nodiscard]] std::string text() && { return std::move(m_text += ']'); }

private:
    std::string m_text = "[";
};

/// Epoch seconds as JSON: with a point, in the shortest form that reads back, never as 1.67e+09.
[[nodiscard]] std::string jsonSeconds(double seconds);

} // namespace pw::organization
