#include "app/pwctl/applied_lists.h"

#include "core/ops/fingerprint_groups.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/yaml_writer.h"

namespace pw::pwctl {

Result<std::vector<api::Applied>> namedExactly(const Connection& connection, api::Resource resource,
                                               const std::string& word, Session& session)
{
    api::ListQuery query;
    query.nameOrUid = word;
    query.exactName = true;
    Result<std::vector<api::Applied>> found
        = connection.client->list(resource, query, connection.call(session));
    if (found && found->empty()) {
        const std::string what(toString(resource));
        return Error{"no-such-" + what,
                     "there is no " + what + " \"" + word + "\"; pwctl get "
                         + (resource == api::Resource::Policy ? "policies" : "rulesets")
                         + " lists them",
                     {}};
    }
    return found;
}

std::string documentsText(std::vector<yaml::Value> documents, std::string_view format)
{
    const yaml::Value value = ops::itemsDocument(std::move(documents));
    return format == "json" ? yaml::writeJson(value) : yaml::writeYaml(value);
}

} // namespace pw::pwctl
