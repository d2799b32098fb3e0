#include "core/ops/policy_export.h"

namespace pw::ops {
namespace {

std::string cut(const std::string& name)
{
    std::size_t points = 0;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(name[at]) & 0xC0U) != 0x80U;
        if (begins && ++points > longestPolicyName)
            return name.substr(0, at);
    }
    return name;
}

yaml::Value exportableMetadata(const yaml::Value& metadata)
{
    yaml::Value out = yaml::Value::map();
    for (const auto& [key, value] : metadata.entries) {
        if (key == "name" && value.kind == yaml::Value::Kind::String)
            out.set(key, yaml::Value::string(cut(value.text)));
        else if (key == "name" || key == "type")
            out.set(key, value);
    }
    return out;
}

} // namespace

yaml::Value exportable(const yaml::Value& document)
{
    yaml::Value out = yaml::Value::map();
    for (const auto& [key, value] : document.entries) {
        if (key == "metadata")
            out.set(key, exportableMetadata(value));
        else if (key == "apiVersion" || key == "kind" || key == "spec")
            out.set(key, value);
    }
    return out;
}

} // namespace pw::ops
