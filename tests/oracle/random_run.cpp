#include "tests/oracle/random_run.h"

#include "core/yaml/reader.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace pw::oracle {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::vector<yaml::Value> realPolicies(const std::string& conformanceFolder)
{
    std::vector<yaml::Value> out;
    const std::filesystem::path folder = conformanceFolder + "/policies";
    if (!std::filesystem::is_directory(folder))
        return out;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml")
            files.insert(entry.path());
    }
    for (const auto& file : files) {
        std::ostringstream content;
        content << std::ifstream(file).rdbuf();
        const auto source = text::SourceText::make(content.str(), file.string());
        if (source)
            out.push_back(yaml::toValue(yaml::read(*source).roots().front()));
    }
    return out;
}

bool holdsFor(bool condition, const std::string& shown)
{
    if (!condition)
        std::fprintf(stderr, "%s\n", shown.c_str());
    return condition;
}

} // namespace pw::oracle
