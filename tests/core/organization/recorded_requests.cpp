#include "tests/core/organization/recorded_requests.h"

#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/value.h"
#include "tests/core/organization/mongo_organization.h"

#include <optional>
#include <sstream>

namespace pw::tests {
namespace {

using yaml::Value;

const std::string org = "/org/{org}";
const std::string policies = org + "/analyticspolicy/";
const std::string logs = org + "/analyticspolicy/logs";

/// POST fingerprint/guardian/query
RecordedRequest oldQuery(const std::string& client, const std::string& type,
                         const std::string& rest, const std::string& shape)
{
    return {client + " (0.13.1)",
            "POST",
            "/fingerprint/guardian/query",
            {},
            R"({"org_uid":"{org}","start_time":{t0},"end_time":{t1},"fingerprint_type":")" + type
                + R"(","unique":false,)" + rest + "}",
            shape};
}

RecordedRequest oldLogs(const std::string& client, const std::string& times,
                        const std::string& pipeline, const std::string& shape)
{
    return {client + " (0.13.1)",
            "POST",
            logs,
            {},
            "{" + times + R"(,"data_type":"audit","pipeline":)" + pipeline
                + R"(,"org_uid":"{org}","src_uid":"{policy}"})",
            shape};
}

RecordedRequest search(const std::string& client, const std::string& schema,
                       const std::string& query, const std::string& job)
{
    return {client + " (0.24.2)",
            "POST",
            org + "/search/",
            {{"limit", "10000"}},
            R"({"schema":")" + schema + R"(","query":)" + yaml::jsonString(query)
                + R"(,"start_time":{t0},"end_time":{t1},"output_fields":["full_json"]})",
            "object id:text",
            job + "=id"};
}

RecordedRequest ask(const std::string& job, const std::string& shape,
                    const std::string& body = R"({"limit":999,"token":null})",
                    const std::string& captures = {})
{
    return {"page of " + job + " (0.24.2)",
            "POST",
            org + "/search/{" + job + "}",
            {},
            body,
            shape,
            captures};
}

const std::string runs = "object status:text !";
const std::string fingerprintPage
    = "object results:list results.full_json.id results.full_json.covered_by_policy token:null "
      "result_count:number";
const std::string deviationPage
    = "object results:list results.full_json.id results.full_json.policy_uid "
      "results.full_json.checksum results.full_json.deviation.metadata.checksum token:null "
      "result_count:number";

/// The deviations of a policy as 0.13.1 asks for them.
const std::string deviationPipeline
    = R"([{"latest_model":{}},{"filter":{"and":[{"schema":"event_audit:guardian_deviation"}]}}])";
const std::string eventPipeline = R"([{"filter":{"schema":"event_audit"}},{"latest_model":{}}])";
const std::string firstBlock = R"("start_time":{t0},"end_time":{tm})";
const std::string secondBlock = R"("start_time":{tm},"end_time":{t1})";

const std::string containerLine
    = " id:text image:text image_id:text time:number metadata.type:text apiVersion kind "
      "spec.containerSelector.image spec.containerSelector.imageID covered_by_policy";
const std::string serviceLine
    = " id:text cgroup:text time:number metadata.cgroup metadata.firstTimestamp latestTimestamp "
      "spec.serviceSelector.cgroup";
const std::string oldPolicyList = " uid:text name type policy:text valid_from:number";
const std::string newPolicyList
    = " uid:text name:text type:text policy:object policy.metadata.uid:text "
      "policy.metadata.version:number policy.metadata.creationTimestamp:number valid_from:number "
      "version:number";
const std::string eventLine = " id:text schema:text time:number description:text policy_uid:text";
const std::string deviationLine
    = eventLine + " checksum:text deviation.metadata.policy_uid:text deviation.metadata.checksum";

/// `{"property", "re_match"}` of the four that a name is looked for in.
std::string nameExpression(const std::string& pattern)
{
    std::string out;
    for (const char* property : {"image", "image_id", "cgroup", "id"})
        out += (out.empty() ? "" : ",") + std::string(R"({"property":")") + property
            + R"(","re_match":")" + pattern + R"("})";
    return R"({"or":[)" + out + "]}";
}

/// The six fields of a policy in the older generation.
std::string oldPolicyBody(const std::string& uid, const std::string& document,
                          const std::string& type, const std::string& tags)
{
    const std::string name = type == "trace" ? "trace-policy" : "mongo-policy";
    return R"({"name":")" + name + R"(","policy":)" + yaml::jsonString(document)
        + R"(,"selectors":"{\"containerSelector\": {\"image\": \"docker.io/library/mongo:*\"}}",)"
          R"("type":")"
        + type + R"(","uid":")" + uid + R"(","tags":)" + tags + "}";
}

const std::string tracePolicy
    = R"({"apiVersion":"spyderbat/v1","kind":"SpyderbatPolicy","metadata":{"name":"trace-policy","type":"trace","selectorHash":"abc"},)"
      R"("spec":{"traceSelector":{"triggerClass":["x"]},"enabled":true,"mode":"audit","allowedFlags":[]}})";

void addOld(std::vector<RecordedRequest>& out)
{
    const std::string global = R"("src_uid":"global:{org}")";
    out.push_back({"any (0.13.1)", "GET", "/org/", {}, {}, "list(1) uid:text name:text"});
    out.push_back(oldQuery("get fingerprints", "container", R"("expr":null,)" + global,
                           "lines(2)" + containerLine));
    out.push_back(oldQuery("get fingerprints -o yaml mongo", "container",
                           R"("expr":)" + nameExpression("^.*mongo.*$") + "," + global,
                           "lines(2)" + containerLine));
    out.push_back({"get fingerprints --cluster c1 (0.13.1)",
                   "GET",
                   org + "/cluster/",
                   {},
                   {},
                   "list(1) uid:text name:text cluster_details:object"});
    out.push_back(oldQuery("get fingerprints --namespace dev", "container",
                           R"("expr":null,"namespace":["dev"],"cluster_uid":["clus:c1"],)"
                           R"("image_name":["*mongo*"],)"
                               + global,
                           "lines(2)" + containerLine));
    out.push_back(oldQuery("get fingerprints --namespace other", "container",
                           R"("expr":null,"namespace":"other",)" + global, "empty"));
    out.push_back({"get fingerprints --machines node-1 (0.13.1)",
                   "GET",
                   org + "/source/",
                   {},
                   {},
                   "list(1) uid:text name:text runtime_details:object last_data:text "
                   "last_stored_chunk_end_time:text"});
    out.push_back({"get fingerprints --machines node-1 (0.13.1)",
                   "GET",
                   org + "/agent/",
                   {},
                   {},
                   "list(1) uid:text description:text runtime_details.src_uid:text "
                   "runtime_details.hostname:text"});
    out.push_back(oldQuery("get fingerprints --machines node-1", "container",
                           R"("expr":null,"src_uid":"mach:m1")", "lines(2)" + containerLine));
    out.push_back(oldQuery("get fingerprints of another machine", "container",
                           R"("expr":null,"src_uid":"mach:m2")", "empty"));
    out.push_back(oldQuery("get fingerprints -t 30h", "linux_svc", R"("expr":null,)" + global,
                           "lines(1)" + serviceLine));
    out.push_back(
        {"get policies (0.13.1)", "GET", policies, {{"type", "container"}}, {}, "list(0)"});
    out.push_back({"apply -f, no uid (0.13.1)",
                   "POST",
                   policies,
                   {},
                   oldPolicyBody("", mongoPolicy(), "container", "[]"),
                   "object uid:text",
                   "policy=uid"});
    out.push_back(
        {"apply -f, uid and tags (0.13.1)",
         "PUT",
         policies + "{policy}",
         {},
         oldPolicyBody("{policy}", mongoPolicy(R"(, "uid": "{policy}", "tags": ["a", "b"])"),
                       "container", R"(["a","b"])"),
         "object uid:text"});
    out.push_back({"get policies (0.13.1)",
                   "GET",
                   policies,
                   {{"type", "container"}},
                   {},
                   "list(1)" + oldPolicyList});
    out.push_back(
        {"get policies (0.13.1)", "GET", policies, {{"type", "linux-service"}}, {}, "list(0)"});
    out.push_back({"one policy (0.13.1)",
                   "GET",
                   policies + "{policy}",
                   {},
                   {},
                   "object uid:text policy:object valid_from:number"});
    out.push_back({"apply -f, trace (0.13.1)",
                   "GET",
                   policies,
                   {{"type", "trace"}, {"has_tags", "SELECTOR_HASH:abc"}},
                   {},
                   "list(0)"});
    out.push_back({"apply -f, trace (0.13.1)",
                   "POST",
                   policies,
                   {},
                   oldPolicyBody("", tracePolicy, "trace", R"(["SELECTOR_HASH:868d471d"])"),
                   "object uid:text",
                   "trace=uid"});
    out.push_back({"apply -f, trace again (0.13.1)",
                   "GET",
                   policies,
                   {{"type", "trace"}, {"has_tags", "SELECTOR_HASH:868d471d"}},
                   {},
                   "list(1)" + oldPolicyList});
    out.push_back(oldLogs("logs policy", firstBlock, eventPipeline, "lines" + eventLine));
    out.push_back(oldLogs("logs policy", secondBlock, eventPipeline, "lines?" + eventLine));
    out.push_back(oldLogs("logs policy --since-iterator",
                          R"("start_time":1713000940.5026083,"end_time":{t1})", eventPipeline,
                          "lines" + eventLine));
    out.push_back(
        oldLogs("get deviations", firstBlock, deviationPipeline, "lines(1)" + deviationLine));
    out.push_back(oldLogs("get deviations", secondBlock, deviationPipeline, "empty"));
    out.push_back(oldLogs(
        "get deviations audit:d1", firstBlock,
        R"([{"latest_model":{}},{"filter":{"and":[{"schema":"event_audit:guardian_deviation"},)"
        R"({"or":[{"property":"id","re_match":"^.*audit:no-such.*$"}]}]}}])",
        "empty"));
    const std::string sourceQuery = R"({"start_time":{t0},"end_time":{t1},"data_type":)"
                                    R"("fingerprints","pipeline":)";
    const std::string sourceEnd = R"(,"org_uid":"{org}","src_uid":"global:{org}"})";
    out.push_back({"diff -f FILE, no uid (0.13.1)",
                   "POST",
                   "/source/query/",
                   {},
                   sourceQuery
                       + R"([{"filter":{"schema":"model_fingerprint"}},{"latest_model":{}}])"
                       + sourceEnd,
                   "lines(3) id:text spec:object"});
    out.push_back(
        {"create policy -f UidList (0.13.1)",
         "POST",
         "/source/query/",
         {},
         sourceQuery
             + R"([{"latest_model":{}},{"filter":{"or":[{"property":"id","equals":"fprint:a1"},)"
               R"({"property":"id","equals":"fprint:a2"},{"property":"id","equals":"dev:x"}]}}])"
             + sourceEnd,
         "lines(2)" + containerLine});
    out.push_back({"suppress trace (0.13.1)",
                   "POST",
                   "/source/query/",
                   {{"ui_tag", "SearchLoadAllSchemaTypesInOneQuery"}},
                   R"({"data_type":"spydergraph","org_uid":"{org}",)"
                   R"J("query":"(id:\"trace:1\")","query_from":0,"query_size":1})J",
                   "empty"});
    out.push_back({"validate -f -a (0.13.1)",
                   "POST",
                   org + "/spyctl/validate/",
                   {},
                   R"({"object":)" + yaml::jsonString(mongoPolicy()) + "}",
                   "object invalid_message:text"});
    std::string first = mongoFingerprints();
    first.resize(first.find('\n'));
    out.push_back({"create policy -f -a (0.13.1)",
                   "POST",
                   org + "/spyctl/guardianpolicy/build/",
                   {},
                   R"({"input_objects":)" + yaml::jsonString("[" + first + "]")
                       + R"(,"mode":"audit","name":"x"})",
                   "object policy:object policy.metadata.name:text policy.spec.mode:text"});
}

void addNew(std::vector<RecordedRequest>& out)
{
    out.push_back({"any (0.24.2)", "GET", "/org/", {}, {}, "list(1) uid:text name:text"});
    out.push_back(
        search("get fingerprints", "model_fingerprint", "metadata.type = \"container\"", "job"));
    out.push_back(ask("job", runs));
    out.push_back(ask("job", fingerprintPage));
    out.push_back(search("get fingerprints, in pages", "model_fingerprint",
                         "metadata.type = \"container\"", "job"));
    out.push_back(ask("job", runs));
    out.push_back(ask("job", "object results:list token:text result_count:number",
                      R"({"limit":1,"token":null})", "token=token"));
    out.push_back(ask("job", fingerprintPage, R"({"limit":1,"token":"{token}"})"));
    for (const char* query :
         {" (id ~= \"*fprint*\") AND metadata.type = \"container\"",
          "image ~= '*mongo*' AND metadata.type = \"container\"",
          " (id ~= \"*fprint*\") (image ~= '*mongo*' OR image ~= '*b*') AND metadata.type = "
          "\"container\""}) {
        out.push_back(search("get fingerprints mongo", "model_fingerprint", query, "job"));
        out.push_back(ask("job", runs));
        out.push_back(ask("job", fingerprintPage));
    }
    out.push_back(search("get fingerprints -E mongo", "model_fingerprint",
                         " (id ~= \"mongo\") AND metadata.type = \"container\"", "job"));
    out.push_back(ask("job", runs));
    out.push_back(ask("job", "object results:list(0) token:null result_count:number"));
    out.push_back(search("get fingerprints --type linux-service", "model_fingerprint",
                         "metadata.type = \"linux-service\"", "job"));
    out.push_back(ask("job", runs));
    out.push_back(ask(
        "job", fingerprintPage + " results.full_json.cgroup results.full_json.metadata.cgroup"));
    out.push_back({"get policies (0.24.2)",
                   "GET",
                   policies,
                   {{"from_archive", "False"}},
                   {},
                   "list(2)" + newPolicyList});
    out.push_back({"get policies UID -o yaml (0.24.2)",
                   "GET",
                   policies,
                   {{"name_or_uid_contains", "{policy}"}, {"from_archive", "False"}},
                   {},
                   "list(1)" + newPolicyList});
    out.push_back(
        {"get policies --type container mongo (0.24.2)",
         "GET",
         policies,
         {{"name_or_uid_contains", "mongo"}, {"from_archive", "False"}, {"type", "container"}},
         {},
         "list(1)" + newPolicyList});
    out.push_back({"get policies --from-archive (0.24.2)",
                   "GET",
                   policies,
                   {{"from_archive", "True"}},
                   {},
                   "list(1)" + newPolicyList});
    for (const char* query :
         {"*", "policy_uid = \"{policy}\"",
          " (policy_name ~= \"*mongo*\" OR policy_uid ~= \"*mongo*\" OR id ~= \"*mongo*\")"}) {
        out.push_back(search("get deviations", "event_deviation", query, "job"));
        out.push_back(ask("job", runs));
        out.push_back(ask("job", deviationPage));
    }
    out.push_back({"get deviations (0.24.2)", "GET", policies, {}, {}, "list(2)" + newPolicyList});
    out.push_back({"apply -f, no uid (0.24.2)",
                   "POST",
                   policies,
                   {},
                   R"({"policy":)" + mongoPolicy({}, "other-policy") + "}",
                   "object uid:text",
                   "second=uid"});
    out.push_back(
        {"apply -f, uid (0.24.2)",
         "PUT",
         policies,
         {},
         R"({"policy":)" + mongoPolicy(R"(, "uid": "{policy}", "version": 2, "tags": ["a"])") + "}",
         "object" + newPolicyList + " last_updated:number last_updated_by:text"});
    out.push_back({"merge -p UID -y (0.24.2)",
                   "PUT",
                   policies,
                   {},
                   R"({"policy":)" + mongoPolicy(R"(, "uid": "{policy}")") + "}",
                   "object" + newPolicyList});
    out.push_back({"one version (0.24.2)",
                   "GET",
                   policies + "{policy}",
                   {{"archive_version", "1"}},
                   {},
                   "object" + newPolicyList});
    out.push_back(
        {"apply -f, trace (0.24.2)",
         "GET",
         policies,
         {{"selector_hash_equals", "6eab41bc4627d24bde5775a96216dadd"}, {"type", "trace"}},
         {},
         "list(1)" + newPolicyList + " selector_hash:text"});
    out.push_back({"apply -f, a ruleset (0.24.2)",
                   "POST",
                   org + "/analyticsruleset/",
                   {},
                   R"({"ruleset":{"apiVersion":"spyderbat/v1","kind":"SpyderbatRuleset",)"
                   R"("metadata":{"name":"c1_ruleset","type":"cluster"},"spec":{"rules":[]}}})",
                   "object uid:text",
                   "ruleset=uid"});
    out.push_back({"get rulesets (0.24.2)",
                   "GET",
                   org + "/analyticsruleset/",
                   {{"from_archive", "False"}},
                   {},
                   "list(1) uid:text name:text type:text ruleset:object ruleset.metadata.uid:text "
                   "ruleset.metadata.version:number"});
    out.push_back({"delete policy UID -y (0.24.2)",
                   "GET",
                   policies,
                   {{"name_or_uid_contains", "{second}"}},
                   {},
                   "list(1)" + newPolicyList});
    out.push_back(
        {"delete policy UID -y (0.24.2)", "DELETE", policies + "{second}", {}, {}, "object"});
    out.push_back({"create policy -f UidList (0.24.2)",
                   "POST",
                   org + "/objects",
                   {},
                   R"({"ids":["fprint:a1","fprint:a2"]})",
                   "object results:list results.id:text results.spec:object err_array:list(0)"});
    out.push_back({"export policies -E NAME (0.24.2)",
                   "GET",
                   policies,
                   {{"name_or_uid_contains", "mongo-policy"}},
                   {},
                   "list(1)" + newPolicyList});
    out.push_back({"search (0.24.2)",
                   "GET",
                   org + "/search/schema/",
                   {},
                   {},
                   "object model_fingerprint.projection:object model_fingerprint.title:text "
                   "event_deviation.projection:object event_redflag event_opsflag model_process "
                   "model_connection model_container model_machine model_spydertrace"});
    for (const char* schema : {"model_process", "model_connection", "event_redflag"}) {
        out.push_back(search("create container-policy", schema, "*", "job"));
        out.push_back(ask("job", runs));
        out.push_back(ask("job", "object results:list(0) token:null"));
    }
    out.push_back({"search --skip-results (0.24.2)",
                   "POST",
                   org + "/search/validate",
                   {},
                   R"({"context_uid":"x","query":"image ~= 'a'","schema":"model_fingerprint"})",
                   "object ok error:text"});
    out.push_back({"validate -f -a (0.24.2)",
                   "POST",
                   org + "/spyctl/validate/",
                   {},
                   R"({"object":)" + mongoPolicy() + "}",
                   "object invalid_message:text"});
}

void addEnd(std::vector<RecordedRequest>& out)
{
    out.push_back(
        {"delete policy UID -y (0.13.1)", "DELETE", policies + "{policy}", {}, {}, "object"});
    out.push_back(
        {"get policies (0.13.1)", "GET", policies, {{"type", "container"}}, {}, "list(0)"});
}

/// `results.full_json.id:text` of each value that `results` holds.
std::string missingIn(const Value& value, std::string_view path)
{
    const std::size_t colon = path.find(':');
    const std::string_view keys = path.substr(0, colon);
    const std::string_view kind
        = colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
    if (keys.empty()) {
        const bool right = kind.empty() || (kind == "text" && value.kind == Value::Kind::String)
            || (kind == "object" && value.kind == Value::Kind::Map)
            || (kind == "number" && value.kind == Value::Kind::Number)
            || (kind == "list" && value.kind == Value::Kind::List && !value.items.empty())
            || (kind == "list(0)" && value.kind == Value::Kind::List && value.items.empty())
            || (kind == "null" && value.isNull());
        return right ? std::string() : "is no " + std::string(kind);
    }
    if (value.kind == Value::Kind::List) {
        for (const Value& item : value.items) {
            if (std::string missing = missingIn(item, path); !missing.empty())
                return missing;
        }
        return {};
    }
    const std::size_t dot = keys.find('.');
    const Value* const inner = value.find(keys.substr(0, dot));
    if (inner == nullptr)
        return "is missing";
    return missingIn(
        *inner, dot == std::string_view::npos ? path.substr(keys.size()) : path.substr(dot + 1));
}

std::optional<Value> readJson(const std::string& text)
{
    const auto source = text::SourceText::make(text);
    const yaml::Document document = yaml::readJsonText(*source);
    if (document.roots().size() != 1 || !document.problems().empty())
        return std::nullopt;
    return yaml::toValue(document.roots().front());
}

std::string wrongKeys(const Value& value, const std::vector<std::string>& keys)
{
    for (const std::string& key : keys) {
        if (key == "!")
            continue;
        if (const std::string missing = missingIn(value, key); !missing.empty())
            return key + " " + missing + " in "
                + yaml::writeJson(value, yaml::JsonLayout::OneLine).substr(0, 1500);
    }
    if (!keys.empty() && keys.back() == "!" && value.entries.size() != keys.size() - 1)
        return "there are other keys in " + yaml::writeJson(value, yaml::JsonLayout::OneLine);
    return {};
}

/// The values of the body, as the clients read it: line by line.
std::optional<std::vector<Value>> valuesOf(const std::string& form, const std::string& body)
{
    std::vector<Value> values;
    std::istringstream lines(body);
    for (std::string line; std::getline(lines, line);) {
        std::optional<Value> value = readJson(line);
        if (!value)
            return std::nullopt;
        if (form == "list") {
            if (value->kind != Value::Kind::List)
                return std::nullopt;
            values.insert(values.end(), value->items.begin(), value->items.end());
        } else {
            values.push_back(std::move(*value));
        }
    }
    return values;
}

} // namespace

std::vector<RecordedRequest> recordedRequests()
{
    std::vector<RecordedRequest> out;
    addOld(out);
    addNew(out);
    addEnd(out);
    return out;
}

std::string withNames(std::string text, const Names& names)
{
    for (const auto& [name, value] : names) {
        const std::string braced = "{" + name + "}";
        for (std::size_t at = text.find(braced); at != std::string::npos;
             at = text.find(braced, at + value.size()))
            text.replace(at, braced.size(), value);
    }
    return text;
}

api::Request requestOf(const RecordedRequest& recorded, const Names& names)
{
    api::Request request;
    request.method = recorded.method;
    request.path = "/api/v1" + withNames(recorded.path, names);
    for (const auto& [key, value] : recorded.query)
        request.query.emplace_back(key, withNames(value, names));
    request.body = withNames(recorded.body, names);
    return request;
}

std::string complaint(const RecordedRequest& recorded, const api::Response& reply, Names& names)
{
    if (reply.status != 200)
        return "status " + std::to_string(reply.status) + ": " + reply.body;
    if (!reply.header("x-context-uid").starts_with("ctx:"))
        return "there is no context uid";
    std::istringstream words(recorded.shape);
    std::string form;
    words >> form;
    std::vector<std::string> keys;
    for (std::string key; words >> key;)
        keys.push_back(key);
    if (form == "empty")
        return reply.body.empty() ? std::string() : "the body is not empty: " + reply.body;
    std::optional<std::size_t> count;
    if (const std::size_t open = form.find('('); open != std::string::npos) {
        count = std::stoul(form.substr(open + 1));
        form.resize(open);
    }
    const bool mayBeNone = form.ends_with('?');
    form = form.substr(0, form.find('?'));
    const std::optional<std::vector<Value>> values = valuesOf(form, reply.body);
    if (!values)
        return "the body cannot be read line by line: " + reply.body.substr(0, 500);
    if (count ? values->size() != *count : values->empty() && !mayBeNone)
        return std::to_string(values->size()) + " values: " + reply.body.substr(0, 500);
    for (const Value& value : *values) {
        if (std::string wrong = wrongKeys(value, keys); !wrong.empty())
            return wrong;
    }
    if (const std::size_t equals = recorded.captures.find('='); equals != std::string::npos)
        names[recorded.captures.substr(0, equals)]
            = values->front().find(recorded.captures.substr(equals + 1))->text;
    return {};
}

} // namespace pw::tests
