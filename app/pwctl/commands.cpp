#include "app/pwctl/commands.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

std::vector<Command> allCommands()
{
    return {getFingerprintsCommand(), createPolicyCommand(), validateCommand(),
            applyCommand(),           getPoliciesCommand(),  getDeviationsCommand(),
            logsPolicyCommand(),      mergeCommand(),        diffCommand(),
            compareCommand(),         simulateCommand(),     breadthCommand(),
            deletePolicyCommand(),    getRulesetsCommand(),  deleteRulesetCommand(),
            getContextsCommand(),     useContextCommand(),   currentContextCommand(),
            setContextCommand(),      setSecretCommand(),    testConnectionCommand(),
            importCommand(),          serveCommand()};
}

std::string overview(const std::vector<Command>& commands)
{
    std::string help = "Usage: pwctl COMMAND [OPTIONS]\n\n"
                       "Guardian policies from fingerprints, on the command line.\n\n";
    for (const Command& command : commands) {
        std::string line = "  " + std::string(command.spec.words);
        line.append(26 - line.size(), ' ');
        help += line + std::string(command.spec.summary) + "\n";
    }
    return help
        + "\n  pwctl COMMAND --help shows the options of a command, pwctl --version the "
          "version.\n";
}

std::vector<std::string> split(std::string_view words)
{
    std::vector<std::string> out;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        out.emplace_back(words.substr(0, end));
        words.remove_prefix(std::min(words.size(), end + 1));
    }
    return out;
}

bool isHelp(const std::string& word)
{
    return word == "--help" || word == "-h";
}

int noSuchCommand(const std::vector<Command>& commands, const std::vector<std::string>& words,
                  Session& session)
{
    std::vector<std::string_view> known;
    std::string given = words.front();
    std::string hint;
    for (const Command& command : commands) {
        known.push_back(command.spec.words);
        if (!command.spec.words.starts_with(words.front() + " "))
            continue;
        // `create polcy`: two words are compared with the two words of the command.
        if (words.size() > 1)
            given = words[0] + " " + words[1];
        else
            hint = "; did you mean \"" + std::string(command.spec.words) + "\"?";
    }
    session.say("There is no command \"" + given + "\""
                + (hint.empty() ? didYouMean(given, known) : hint));
    session.say("pwctl --help shows the commands");
    return couldNot;
}

int runCommand(const Command& command, const std::vector<std::string>& words, Session& session)
{
    const Result<Arguments> arguments = parseArguments(command.spec, words);
    if (!arguments) {
        session.say(arguments.error().message);
        session.say("pwctl " + std::string(command.spec.words) + " --help shows the options");
        return couldNot;
    }
    if (arguments->has("help")) {
        session.out += helpOf(command.spec);
        return ok;
    }
    return command.run(*arguments, session);
}

} // namespace

int run(const std::vector<std::string>& words, Session& session)
{
    if (!words.empty() && (words.front() == "--version" || words.front() == "-V")) {
        session.out += "pwctl " POLICYWRIGHT_VERSION "\n";
        return ok;
    }
    const std::vector<Command> commands = allCommands();
    if (words.empty()) {
        session.err += overview(commands);
        return couldNot;
    }
    if (isHelp(words.front())) {
        session.out += overview(commands);
        return ok;
    }
    for (const Command& command : commands) {
        const std::vector<std::string> own = split(command.spec.words);
        if (words.size() >= own.size() && std::equal(own.begin(), own.end(), words.begin()))
            return runCommand(
                command, {words.begin() + static_cast<std::ptrdiff_t>(own.size()), words.end()},
                session);
        // `create --help`: the only command that begins so.
        if (words.size() == 2 && own.front() == words.front() && isHelp(words[1])) {
            session.out += helpOf(command.spec);
            return ok;
        }
    }
    return noSuchCommand(commands, words, session);
}

} // namespace pw::pwctl
