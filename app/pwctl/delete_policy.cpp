#include "app/pwctl/applied_lists.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

/// What every word means, each policy once.
Result<std::vector<api::Applied>> chosen(const Connection& connection, api::Resource resource,
                                         const Arguments& arguments, Session& session)
{
    std::vector<api::Applied> out;
    for (const std::string& word : arguments.positional()) {
        Result<std::vector<api::Applied>> found = namedExactly(connection, resource, word, session);
        if (!found)
            return found.error();
        for (api::Applied& one : *found) {
            if (std::none_of(out.begin(), out.end(),
                             [&](const api::Applied& other) { return other.uid == one.uid; }))
                out.push_back(std::move(one));
        }
    }
    return out;
}

enum class Answer { Yes, No, Nobody };

Answer agreed(const api::Applied& one, api::Resource resource, const Arguments& arguments,
              Session& session)
{
    if (arguments.has("yes"))
        return Answer::Yes;
    session.flush();
    if (!session.around.ask)
        return Answer::Nobody;
    const std::optional<std::string> line = session.around.ask(
        "Are you sure you want to delete " + std::string(toString(resource)) + " '" + one.name
        + " - " + one.uid + "' from " + "the organization? [y/N] ");
    if (!line)
        return Answer::Nobody;
    return *line == "y" || *line == "Y" || *line == "yes" ? Answer::Yes : Answer::No;
}

int removeAll(api::Resource resource, const Arguments& arguments, Session& session)
{
    const std::string what(toString(resource));
    if (arguments.positional().empty()) {
        session.say("Which " + what + "? Give a name or uid.");
        return couldNot;
    }
    const Result<Connection> connection = connect(arguments, session);
    if (!connection)
        return failed(connection.error(), session);
    const Result<std::vector<api::Applied>> found
        = chosen(*connection, resource, arguments, session);
    if (!found)
        return failed(found.error(), session);
    int exitCode = ok;
    for (const api::Applied& one : *found) {
        const Answer answer = agreed(one, resource, arguments, session);
        if (answer == Answer::Nobody) {
            session.say("Nobody is there to agree; -y deletes without asking.");
            return couldNot;
        }
        if (answer == Answer::No)
            continue;
        const Result<api::Written> gone
            = connection->client->remove(resource, one.uid, connection->call(session));
        if (gone)
            session.out
                += "Successfully deleted " + what + " '" + one.name + " - " + one.uid + "'\n";
        else
            exitCode = failed(gone.error(), session);
    }
    return exitCode;
}

int runDeletePolicy(const Arguments& arguments, Session& session)
{
    return removeAll(api::Resource::Policy, arguments, session);
}

int runDeleteRuleset(const Arguments& arguments, Session& session)
{
    return removeAll(api::Resource::Ruleset, arguments, session);
}

std::vector<OptionSpec> deleteOptions()
{
    return joined({{'y', {"yes"}, Takes::Nothing, {}, "without asking", {}, false}},
                  {connectionOptions()});
}

} // namespace

Command deletePolicyCommand()
{
    return {{"delete policy", "Delete applied policies by their whole name, uid or a pattern.",
             "NAME_OR_UID...", deleteOptions()},
            runDeletePolicy};
}

Command deleteRulesetCommand()
{
    return {{"delete ruleset", "Delete applied rulesets by their whole name, uid or a pattern.",
             "NAME_OR_UID...", deleteOptions()},
            runDeleteRuleset};
}

} // namespace pw::pwctl
