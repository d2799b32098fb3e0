#include "core/ops/response_fit.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 5> killActions{"agentKillPod", "agentKillProcess",
                                                      "agentKillProcessGroup",
                                                      "agentKillProcessTree", "agentReniceProcess"};

bool holds(Words words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

bool actionFits(std::string_view action, std::string_view type)
{
    if (!holds(killActions, action))
        return true;
    if (type == "cluster")
        return action == "agentKillPod";
    return type != "linux-service" || action != "agentKillPod";
}

bool selectorFits(std::string_view selector, std::string_view type)
{
    constexpr std::array<std::string_view, 6> ofContainers{"processSelector",   "podSelector",
                                                           "namespaceSelector", "containerSelector",
                                                           "machineSelector",   "clusterSelector"};
    constexpr std::array<std::string_view, 3> ofServices{"processSelector", "machineSelector",
                                                         "clusterSelector"};
    constexpr std::array<std::string_view, 5> ofClusters{"podSelector", "namespaceSelector",
                                                         "containerSelector", "machineSelector",
                                                         "clusterSelector"};
    return type == "linux-service" ? holds(ofServices, selector)
        : type == "cluster"        ? holds(ofClusters, selector)
                                   : holds(ofContainers, selector);
}

std::span<const std::string_view> scopeSelectors(std::string_view type)
{
    static constexpr std::array<std::string_view, 5> ofContainers{
        "containerSelector", "machineSelector", "namespaceSelector", "podSelector",
        "clusterSelector"};
    static constexpr std::array<std::string_view, 3> ofServices{
        "serviceSelector", "machineSelector", "clusterSelector"};
    static constexpr std::array<std::string_view, 1> ofClusters{"clusterSelector"};
    if (type == "container")
        return ofContainers;
    if (type == "linux-service")
        return ofServices;
    return type == "cluster" ? Words(ofClusters) : Words();
}

} // namespace pw::ops
