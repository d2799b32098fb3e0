#pragma once
// The words of a command line against a table of what a command takes.

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pw::pwctl {

struct OptionSpec
{
    enum class Takes {
        Nothing,
        One, ///< a value; given twice is an error
        Repeated, ///< a value each time it is given
        Many, ///< every word up to the next option: `-f a b`
    };

    char letter = 0; ///< `f` for `-f`, 0 for none
    std::vector<std::string_view> names; ///< long ones; the first is shown and asked for
    Takes takes = Takes::Nothing;
    std::string_view placeholder; ///< `FILE`
    std::string_view help;
    std::vector<std::string_view> allowed; ///< empty: any value
    bool required = false;
};

struct CommandSpec
{
    std::string_view words; ///< `create policy`
    std::string_view summary;
    std::string_view positional; ///< `[NAME...]`, empty when it takes none
    std::vector<OptionSpec> options;
};

/// What was given, by the first long name of each option.
class Arguments
{
public:
    [[nodiscard]] bool has(std::string_view name) const { return m_values.contains(name); }
    [[nodiscard]] std::string value(std::string_view name, std::string_view fallback = {}) const;
    [[nodiscard]] const std::vector<std::string>& values(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& positional() const { return m_positional; }

    void add(std::string_view name) { m_values[std::string(name)]; }
    void add(std::string_view name, std::string value);
    void addPositional(std::string word) { m_positional.push_back(std::move(word)); }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> m_values;
    std::vector<std::string> m_positional;
};

/// Reads the words behind the command's own. `--` ends the options; `-` is a value. Error codes:
/// `unknown-option`, `missing-value`, `wrong-value`, `repeated-option`, `unexpected-argument`,
/// `missing-option`. `--help` stops the reading and is an argument like any other.
[[nodiscard]] Result<Arguments> parseArguments(const CommandSpec& command,
                                               const std::vector<std::string>& words);

/// How the command is called and what its options mean.
[[nodiscard]] std::string helpOf(const CommandSpec& command);

/// `; did you mean "x"?` for the candidate that is nearest to the word, if one is near.
[[nodiscard]] std::string didYouMean(std::string_view word,
                                     const std::vector<std::string_view>& candidates);

} // namespace pw::pwctl
