#include "app/policywright/arguments.h"

#include <charconv>
#include <optional>

namespace pw::app {
namespace {

constexpr int smallest = 200;
constexpr int largest = 8000;

Error wrong(std::string message)
{
    return {"wrong-option", std::move(message), {}};
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Result<QSize> parseSize(std::string_view text)
{
    const std::size_t cross = text.find('x');
    const auto width = number(text.substr(0, cross));
    const auto height
        = cross == std::string_view::npos ? std::nullopt : number(text.substr(cross + 1));
    if (!width || !height || *width < smallest || *height < smallest || *width > largest
        || *height > largest)
        return wrong("--size needs two numbers from 200 to 8000, as in --size 1600x1000");
    return QSize(*width, *height);
}

Result<ui::ThemeChoice> parseTheme(std::string_view text)
{
    if (text == "light")
        return ui::ThemeChoice::Light;
    if (text == "dark")
        return ui::ThemeChoice::Dark;
    if (text == "system")
        return ui::ThemeChoice::System;
    return wrong("--theme needs light, dark or system");
}

} // namespace

Result<Arguments> parseArguments(std::span<const std::string> words)
{
    Arguments out;
    bool onlyFiles = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::string word = words[at];
        if (onlyFiles || !word.starts_with('-') || word == "-") {
            out.files.push_back(std::move(word));
            continue;
        }
        if (word == "--") {
            onlyFiles = true;
            continue;
        }
        if (word == "--diff") {
            if (at + 2 >= words.size())
                return wrong("--diff needs two files, as in --diff old.yaml new.yaml");
            out.compared = {words[at + 1], words[at + 2]};
            at += 2;
            continue;
        }
        std::optional<std::string> value;
        if (const std::size_t equals = word.find('='); equals != std::string::npos) {
            value = word.substr(equals + 1);
            word.resize(equals);
        }
        if (word == "--version" || word == "--help" || word == "-h") {
            (word == "--version" ? out.version : out.help) = true;
            continue;
        }
        if (word != "--screenshot" && word != "--theme" && word != "--size" && word != "--context"
            && word != "--db")
            return wrong("unknown option " + word + "; see --help");
        if (!value) {
            if (at + 1 == words.size())
                return wrong(word + " needs a value");
            value = words[++at];
        }
        if (word == "--screenshot") {
            if (value->empty())
                return wrong("--screenshot needs a file name");
            out.screenshot = *value;
        } else if (word == "--context") {
            out.context = *value;
        } else if (word == "--db") {
            out.database = *value;
        } else if (word == "--theme") {
            const auto theme = parseTheme(*value);
            if (!theme)
                return theme.error();
            out.theme = *theme;
        } else {
            const auto size = parseSize(*value);
            if (!size)
                return size.error();
            out.size = *size;
        }
    }
    return out;
}

std::string helpText()
{
    return "Usage: policywright [FILES or FOLDERS…] [options]\n"
           "\n"
           "Shows what runs in an organization, and policies in tabs. Files of fingerprints (YAML "
           "or\n"
           "JSON) are shown instead of the organization; without a server the local one has a\n"
           "sample in it. Folders are shown as libraries: their files, what is wrong with them,\n"
           "and one fix for many.\n"
           "\n"
           "  --context NAME             which organization: a context of ours or spyctl's, or "
           "local\n"
           "  --db FILE                  the local organization of another file\n"
           "  --diff LEFT RIGHT          compare two files\n"
           "  --theme light|dark|system  colours; system is what the desktop uses\n"
           "  --size WIDTHxHEIGHT        of the window, in its own units\n"
           "  --screenshot FILE.png      draw the window into a picture, without a display, and "
           "end\n"
           "  --version                  print the version and end\n"
           "  -h, --help                 print this and end\n"
           "\n"
           "Ends with 0; with 2 when an option is wrong, a display is missing, or a picture was\n"
           "asked for and a file could not be read.\n";
}

} // namespace pw::app
