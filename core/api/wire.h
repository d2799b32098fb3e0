#pragma once
// Replies, read: what a server sends is never trusted to be what was asked for.

#include "core/api/transport.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace pw::api::wire {

/// Errors of this file have the code `malformed-reply` (or `cancelled`): a page instead of data,
/// half a text, a key twice, numbers that JSON has not, a list where an object belongs.

/// It is no page of a proxy or of a server that is none of ours; its data may still be broken.
[[nodiscard]] Result<Done> checkIsData(const Response& reply);
/// The one object of the reply, the first root.
[[nodiscard]] Result<yaml::Document> readObject(Response reply, const std::stop_token& stop = {});

/// Objects of a reply; they point into the documents.
struct ObjectList
{
    std::vector<yaml::NodeRef> objects;
    std::vector<std::unique_ptr<yaml::Document>> documents;
    std::size_t unreadable = 0; ///< lines that were left out
};

enum class BrokenLines : std::uint8_t { Refuse, LeaveOut };

/// One JSON list, or lines that each hold a list or an object; empty lines are skipped, an empty
/// reply is an empty list. A last line that is broken means that the rest got lost: an error.
[[nodiscard]] Result<ObjectList> readList(Response reply, BrokenLines broken,
                                          const std::stop_token& stop = {});

/// A JSON object inside a text, as some servers send whole records.
[[nodiscard]] Result<yaml::Document> readEmbedded(std::string_view json);

/// What the server says about a failure, made fit to be shown: its message, or the body if that is
/// a short text, else nothing.
[[nodiscard]] std::string serverWords(const Response& reply);
/// One line without control characters, cut to `most` bytes.
[[nodiscard]] std::string shownText(std::string_view text, std::size_t most = 300);

/// A string or number as it is written; empty for everything else.
[[nodiscard]] std::string scalarAt(yaml::NodeRef node, std::string_view key);
[[nodiscard]] std::string scalarIn(const yaml::Value& map, std::string_view key);
/// The value under the key; an empty map when there is none.
[[nodiscard]] const yaml::Value& mapIn(const yaml::Value& map, std::string_view key);
/// Of a string or a number; nothing for what is neither or not finite.
[[nodiscard]] std::optional<double> numberOf(std::string_view written);
/// A whole number; nothing for others.
[[nodiscard]] std::optional<std::int64_t> integerOf(std::string_view written);
/// The node as JSON on one line, its own bytes if possible.
[[nodiscard]] std::string jsonLine(yaml::NodeRef node);

} // namespace pw::api::wire
