#pragma once
// What the real clients were seen to ask, in an order in which it can be asked of one server.

#include "core/api/transport.h"

#include <map>
#include <string>
#include <vector>

namespace pw::tests {

/// Names in braces stand for what is known by then: `{org}`, `{t0}`, `{policy}`.
using Names = std::map<std::string, std::string>;

struct RecordedRequest
{
    std::string client; ///< the command that sends it, with the client's version
    std::string method;
    std::string path; ///< behind `/api/v1`
    std::vector<std::pair<std::string, std::string>> query;
    std::string body;
    /// `object`, `list`, `lines` or `empty`, behind it the keys that each one needs, with dots into
    /// objects and `:text`, `:object`, `:number`, `:list`, `:null` for what stands there;
    /// `list(0)` has none, `lines(2)` two, `object status` has no other keys when it ends with `!`.
    std::string shape;
    std::string captures = {}; ///< `policy=uid`: the reply's `uid` is `{policy}` from here on
};

/// Of 0.13.1 and 0.24.2, in one run.
[[nodiscard]] std::vector<RecordedRequest> recordedRequests();

[[nodiscard]] std::string withNames(std::string text, const Names& names);
[[nodiscard]] api::Request requestOf(const RecordedRequest& recorded, const Names& names);

/// What is wrong with the reply, empty when it has the shape; takes the captures into the names.
[[nodiscard]] std::string complaint(const RecordedRequest& recorded, const api::Response& reply,
                                    Names& names);

} // namespace pw::tests
