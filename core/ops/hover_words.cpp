#include "core/ops/hover_words.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

struct Word
{
    std::string_view key;
    std::string_view word;
    std::string_view meaning;
};

constexpr std::array words{
    Word{"apiVersion", "spyderbat/v1", "the only version there is"},
    Word{"kind", "SpyderbatPolicy", "what workloads may do, and what happens when they do more"},
    Word{"kind", "SpyderbatFingerprint", "what one workload was seen doing"},
    Word{"kind", "FingerprintGroup", "fingerprints of one image or service, together"},
    Word{"kind", "SpyderbatBaseline",
         "what a workload normally does, without a mode or a response"},
    Word{"kind", "SpyderbatRuleset", "rules that policies for clusters put into force by its name"},
    Word{"kind", "GuardianDeviation", "what a workload did that its policy does not allow"},
    Word{"kind", "UidList", "ids of fingerprints or deviations to be fetched"},
    Word{"kind", "Config", "where a client connects to"},
    Word{"kind", "APISecret", "a key for the API and its address"},
    Word{"mode", "audit",
         "deviations are logged, and so is what would be done about them; nothing is done"},
    Word{"mode", "enforce", "deviations are logged, flags are made and actions are taken"},
    Word{"type", "container", "for containers, by their image"},
    Word{"type", "linux-service", "for services of Linux machines, by their control group"},
    Word{"type", "cluster", "for whole Kubernetes clusters, by rulesets"},
    Word{"type", "trace", "keeps traces quiet that hold none but the allowed flags"},
    Word{"disableProcesses", "all", "any process may run, none is judged"},
    Word{"disableConnections", "all", "any connection may be made, none is judged"},
    Word{"disableConnections", "egress", "any connection may go out; those coming in are judged"},
    Word{"disableConnections", "ingress", "any connection may come in; those going out are judged"},
    Word{"disablePrivateConnections", "all", "connections with private addresses are not judged"},
    Word{"disablePrivateConnections", "egress",
         "connections out to private addresses are not judged"},
    Word{"disablePrivateConnections", "ingress",
         "connections in from private addresses are not judged"},
    Word{"disablePublicConnections", "all", "connections with public addresses are not judged"},
    Word{"disablePublicConnections", "egress",
         "connections out to public addresses are not judged"},
    Word{"disablePublicConnections", "ingress",
         "connections in from public addresses are not judged"},
    Word{"protocol", "TCP", "connections"},
    Word{"protocol", "UDP", "single packets"},
    Word{"severity", "info", "the lowest of five: good to know"},
    Word{"severity", "low", "the second lowest of five"},
    Word{"severity", "medium", "the middle of five"},
    Word{"severity", "high", "the second highest of five; what new policies say"},
    Word{"severity", "critical", "the highest of five: look at once"},
    Word{"template", "json", "the message is JSON"},
    Word{"template", "yaml", "the message is YAML"},
    Word{"template", "slack", "the message is laid out for Slack"},
    Word{"operator", "In", "one of the values fits"},
    Word{"operator", "NotIn", "none of the values fits; also when there is nothing to compare"},
    Word{"operator", "Exists", "it is there, whatever it says"},
    Word{"operator", "DoesNotExist", "it is not there"},
    Word{"verb", "allow", "what fits the values may be; a plain value wins over a denied pattern"},
    Word{"verb", "deny", "what fits the values deviates"},
    Word{"target", "container::image", "the image with its tag"},
    Word{"target", "container::imageID", "the digest of the image"},
    Word{"target", "container::containerName", "the name of the container"},
    Word{"target", "container::containerID", "the id of one container"},
    Word{"target", "process::exe", "the path of the executable"},
    Word{"target", "process::name", "the name of the process"},
    Word{"target", "process::euser", "the effective user of the process"},
    Word{"key", "image", "the image with its tag"},
    Word{"key", "imageID", "the digest of the image"},
    Word{"key", "containerName", "the name of the container"},
    Word{"key", "containerID", "the id of one container"},
    Word{"key", "cgroup", "the control group of the service"},
    Word{"key", "name", "the name of what is selected"},
    Word{"key", "uid", "the uid of what is selected"},
    Word{"key", "hostname", "the name of the host"},
    Word{"key", "sourceName", "what the machine is called in the organization"},
    Word{"key", "muid", "the uid of the machine, as spyctl 0.24 spells it"},
    Word{"key", "exe", "the path of the executable"},
    Word{"key", "euser", "the effective user"},
    Word{"key", "triggerClass", "the class of the flag that starts a trace"},
    Word{"key", "triggerAncestors", "the names of the processes above it, joined by slashes"},
    Word{"key", "user", "the user of the session"},
};

} // namespace

std::string_view wordMeaning(std::string_view key, std::string_view word)
{
    const std::string_view table = key == "matchFields" ? "key" : key;
    const auto* const found = std::ranges::find_if(
        words, [&](const Word& each) { return each.key == table && each.word == word; });
    return found == words.end() ? std::string_view() : found->meaning;
}

} // namespace pw::ops
