#pragma once
// The verbs of the client that read.

#include "tests/transport/world.h"

namespace pw::tests {

/// A verb of the client, which of its requests goes wrong, and what it says when nothing does.
struct ReadVerb
{
    const char* name; ///< as it stands in messages
    World* world;
    const char* method;
    const char* target;
    bool list; ///< the reply is a list, which may be empty
    std::function<Result<std::string>(api::Client&, World&)> run;
    std::string_view without = {}; ///< error code when the server has no such thing (404)
    std::size_t skipped = 0; ///< how many such requests go well before
};

struct ReadWorlds
{
    World newer;
    World older{organization::Generation::V013};
    World large{organization::Generation::Auto, 1000}; ///< two pages of a search
};

[[nodiscard]] std::vector<ReadVerb> readVerbs(ReadWorlds& worlds);

} // namespace pw::tests
