#include "core/organization/answers.h"

#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/base/progress.h"
#include "core/organization/routes.h"
#include "core/yaml/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <random>
#include <utility>

namespace pw::organization {
namespace {

namespace wire = api::wire;

api::Response answer(int status, std::string body, std::string_view type)
{
    return {status, {{std::string(wire::contentTypeHeader), std::string(type)}}, std::move(body)};
}

std::string freshContextUid()
{
    static constexpr std::string_view letters
        = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    thread_local std::mt19937_64 random{std::random_device{}()};
    std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1);
    std::string uid = "ctx:";
    constexpr int length = 11;
    for (int i = 0; i < length; ++i)
        uid += letters[letter(random)];
    return uid;
}

int statusOf(const Error& error)
{
    constexpr std::array<std::string_view, 4> wrongRequest{"invalid-document", "invalid-name",
                                                           "type-changed", "wrong-query"};
    if (std::find(wrongRequest.begin(), wrongRequest.end(), error.code) != wrongRequest.end())
        return 400;
    if (error.code == "no-such-uid")
        return 404;
    return error.code == cancelledCode || error.code == "database-busy" ? 503 : 500;
}

} // namespace

api::Response jsonAnswer(std::string json)
{
    return answer(200, std::move(json), "application/json");
}

api::Response jsonAnswer(const yaml::Value& value)
{
    return jsonAnswer(yaml::writeJson(value, yaml::JsonLayout::OneLine));
}

api::Response linesAnswer(std::string lines)
{
    return answer(200, std::move(lines), "application/x-ndjson");
}

api::Response errorResponse(int status, std::string_view message)
{
    api::Response response
        = answer(status, JsonObject().add(wire::msg, message).text(), "application/json");
    response.headers.emplace_back(wire::contextUidHeader, freshContextUid());
    return response;
}

api::Response failedAnswer(const Error& error)
{
    api::Response response = errorResponse(statusOf(error), error.text());
    if (response.status == 503)
        response.headers.emplace_back(wire::retryAfterHeader, "1");
    return response;
}

void addContextUid(api::Response& response)
{
    if (response.header(wire::contextUidHeader).empty())
        response.headers.emplace_back(wire::contextUidHeader, freshContextUid());
}

void JsonObject::addKey(std::string_view key)
{
    if (m_text.size() > 1)
        m_text += ", ";
    yaml::appendJsonString(m_text, key);
    m_text += ": ";
}

JsonObject& JsonObject::addJson(std::string_view key, std::string_view json)
{
    addKey(key);
    m_text += json;
    return *this;
}

JsonObject& JsonObject::add(std::string_view key, std::string_view content)
{
    addKey(key);
    yaml::appendJsonString(m_text, content);
    return *this;
}

JsonObject& JsonObject::addSeconds(std::string_view key, double seconds)
{
    return addJson(key, jsonSeconds(seconds));
}

JsonObject& JsonObject::addNumber(std::string_view key, std::int64_t number)
{
    return addJson(key, std::to_string(number));
}

void JsonList::addJson(std::string_view json)
{
    if (m_text.size() > 1)
        m_text += ", ";
    m_text += json;
}

std::string jsonSeconds(double seconds)
{
    if (!std::isfinite(seconds))
        return "null";
    std::array<char, 512> written{};
    const auto end = std::to_chars(written.data(), written.data() + written.size(), seconds,
                                   std::chars_format::fixed)
                         .ptr;
    std::string out(written.data(), end);
    return out.find('.') == std::string::npos ? out + ".0" : out;
}

} // namespace pw::organization
