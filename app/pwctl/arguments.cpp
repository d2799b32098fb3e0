#include "app/pwctl/arguments.h"

#include "core/ops/spelling.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

constexpr std::string_view helpName = "help";

const OptionSpec* findByName(const CommandSpec& command, std::string_view name)
{
    for (const OptionSpec& option : command.options) {
        if (std::find(option.names.begin(), option.names.end(), name) != option.names.end())
            return &option;
    }
    return nullptr;
}

const OptionSpec* findByLetter(const CommandSpec& command, char letter)
{
    for (const OptionSpec& option : command.options) {
        if (letter != 0 && option.letter == letter)
            return &option;
    }
    return nullptr;
}

std::string shownName(const OptionSpec& option)
{
    return "--" + std::string(option.names.front());
}

Error unknownOption(const CommandSpec& command, const std::string& word, std::string_view name)
{
    std::vector<std::string> known{"--help"};
    for (const OptionSpec& option : command.options) {
        for (const std::string_view candidate : option.names)
            known.push_back("--" + std::string(candidate));
    }
    const std::string given = "--" + std::string(name);
    return {"unknown-option",
            "There is no option " + word + didYouMean(given, {known.begin(), known.end()}),
            {}};
}

/// One pass over the words of a command.
class Parser
{
public:
    Parser(const CommandSpec& command, const std::vector<std::string>& words)
        : m_command(command), m_words(words)
    {
    }

    Result<Arguments> parse()
    {
        while (m_next < m_words.size()) {
            const std::string& word = m_words[m_next++];
            if (word == "--help" || word == "-h") {
                m_arguments.add(helpName);
                return std::move(m_arguments);
            }
            Result<Done> taken = Done{};
            if (!m_onlyPositional && word == "--")
                m_onlyPositional = true;
            else if (!m_onlyPositional && word.starts_with("--"))
                taken = takeLong(word);
            else if (!m_onlyPositional && word.size() > 1 && word.starts_with('-'))
                taken = takeShort(word);
            else
                taken = takePositional(word);
            if (!taken)
                return taken.error();
        }
        for (const OptionSpec& option : m_command.options) {
            if (option.required && !m_arguments.has(option.names.front()))
                return Error{"missing-option", shownName(option) + " is missing", {}};
        }
        return std::move(m_arguments);
    }

private:
    Result<Done> takeLong(const std::string& word)
    {
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        const OptionSpec* const option = findByName(m_command, name);
        if (option == nullptr)
            return unknownOption(m_command, word.substr(0, equals), name);
        if (equals == std::string::npos)
            return takeValues(*option);
        if (option->takes == OptionSpec::Takes::Nothing)
            return Error{"wrong-value", shownName(*option) + " takes no value", {}};
        return takeValue(*option, word.substr(equals + 1));
    }

    Result<Done> takeShort(const std::string& word)
    {
        const OptionSpec* const option = findByLetter(m_command, word[1]);
        if (option == nullptr)
            return unknownOption(m_command, word.substr(0, 2), word.substr(1));
        if (word.size() == 2)
            return takeValues(*option);
        if (option->takes == OptionSpec::Takes::Nothing)
            return Error{"wrong-value", shownName(*option) + " takes no value", {}};
        return takeValue(*option, word.substr(2));
    }

    Result<Done> takePositional(const std::string& word)
    {
        if (m_command.positional.empty())
            return Error{"unexpected-argument", "Unexpected argument \"" + word + "\"", {}};
        m_arguments.addPositional(word);
        return Done{};
    }

    Result<Done> takeValues(const OptionSpec& option)
    {
        if (option.takes == OptionSpec::Takes::Nothing) {
            m_arguments.add(option.names.front());
            return Done{};
        }
        if (!nextIsValue())
            return Error{"missing-value",
                         shownName(option) + " needs a value: " + std::string(option.placeholder),
                         {}};
        do {
            Result<Done> taken = takeValue(option, m_words[m_next++]);
            if (!taken)
                return taken;
        } while (option.takes == OptionSpec::Takes::Many && nextIsValue());
        return Done{};
    }

    Result<Done> takeValue(const OptionSpec& option, std::string value)
    {
        const std::string name = shownName(option);
        if (value.empty())
            return Error{"missing-value", name + " needs a value that is not empty", {}};
        if (option.takes == OptionSpec::Takes::One && m_arguments.has(option.names.front()))
            return Error{"repeated-option", name + " may be given once", {}};
        if (!option.allowed.empty()
            && std::find(option.allowed.begin(), option.allowed.end(), value)
                == option.allowed.end()) {
            std::string message = name + " cannot be \"" + value + "\"; it is one of";
            for (const std::string_view allowed : option.allowed)
                message += " " + std::string(allowed);
            return Error{"wrong-value", message + didYouMean(value, option.allowed), {}};
        }
        m_arguments.add(option.names.front(), std::move(value));
        return Done{};
    }

    [[nodiscard]] bool nextIsValue() const
    {
        return m_next < m_words.size()
            && (m_words[m_next] == "-" || !m_words[m_next].starts_with('-'));
    }

    const CommandSpec& m_command;
    const std::vector<std::string>& m_words;
    std::size_t m_next = 0;
    bool m_onlyPositional = false;
    Arguments m_arguments;
};

std::string usageOf(const OptionSpec& option)
{
    std::string usage = option.letter != 0 ? std::string("  -") + option.letter + ", " : "      ";
    usage += shownName(option);
    if (option.takes != OptionSpec::Takes::Nothing)
        usage += " " + std::string(option.placeholder);
    if (option.takes == OptionSpec::Takes::Many)
        usage += "...";
    return usage;
}

} // namespace

std::string Arguments::value(std::string_view name, std::string_view fallback) const
{
    const std::vector<std::string>& given = values(name);
    return given.empty() ? std::string(fallback) : given.front();
}

const std::vector<std::string>& Arguments::values(std::string_view name) const
{
    static const std::vector<std::string> none;
    const auto found = m_values.find(name);
    return found == m_values.end() ? none : found->second;
}

void Arguments::add(std::string_view name, std::string value)
{
    m_values[std::string(name)].push_back(std::move(value));
}

Result<Arguments> parseArguments(const CommandSpec& command, const std::vector<std::string>& words)
{
    return Parser(command, words).parse();
}

std::string helpOf(const CommandSpec& command)
{
    std::string usage = "Usage: pwctl " + std::string(command.words);
    if (!command.positional.empty())
        usage += " " + std::string(command.positional);
    std::size_t width = 0;
    for (const OptionSpec& option : command.options) {
        if (option.required)
            usage += " " + shownName(option) + " " + std::string(option.placeholder)
                + (option.takes == OptionSpec::Takes::Many ? "..." : "");
        width = std::max(width, usageOf(option).size());
    }
    std::string help = usage + " [OPTIONS]\n\n" + std::string(command.summary) + "\n\n";
    for (const OptionSpec& option : command.options) {
        std::string line = usageOf(option);
        line.append(width - line.size() + 2, ' ');
        line += option.help;
        for (std::size_t i = 0; i < option.allowed.size(); ++i)
            line += (i == 0 ? ": " : ", ") + std::string(option.allowed[i]);
        help += line + "\n";
    }
    std::string line = "  -h, --help";
    line.append(width > line.size() ? width - line.size() + 2 : 2, ' ');
    return help + line + "show this help\n";
}

std::string didYouMean(std::string_view word, const std::vector<std::string_view>& candidates)
{
    const std::string_view meant = ops::closestWord(word, candidates);
    return meant.empty() ? std::string() : "; did you mean \"" + std::string(meant) + "\"?";
}

} // namespace pw::pwctl
