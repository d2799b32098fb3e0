// Times of counting and trying, by hand: build/release/tests/bench_generalize

#include "core/ops/block_cover.h"
#include "core/ops/breadth.h"
#include "core/ops/simulate.h"
#include "core/ops/workload.h"

#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

using namespace pw;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void covers()
{
    std::mt19937_64 random(1);
    for (const std::size_t count : {std::size_t{1000}, std::size_t{10000}, std::size_t{100000}}) {
        std::vector<ops::Cidr> addresses;
        for (std::size_t at = 0; at < count; ++at)
            addresses.push_back({false, 0, random() & 0xffffffffU, 32});
        const Clock::time_point start = Clock::now();
        const auto best = ops::bestCovers(addresses, 100);
        std::printf("%6zu random addresses, best covers of 1 to 100 lines  %8.1f ms, /%d first\n",
                    count, millisecondsSince(start), int{best.front().front().prefix});
    }
}

std::string policyOf(int processes)
{
    std::string tree;
    std::string rules;
    for (int at = 0; at < processes; ++at) {
        const std::string word = std::to_string(at);
        tree += "{name: p" + word + ", exe: [/usr/bin/p" + word + "], id: p_" + word
            + ", euser: [app]}, ";
        rules += "{to: [{ipBlock: {cidr: 10." + word + ".0.0/16}}], processes: [p_" + word
            + "], ports: [{protocol: TCP, port: 443}]}, ";
    }
    return "{kind: SpyderbatPolicy, metadata: {name: p, type: container}, spec: "
           "{containerSelector: {image: web}, processPolicy: ["
        + tree + "], networkPolicy: {ingress: [], egress: [" + rules
        + "]}, response: {default: [{makeRedFlag: {severity: high}}], actions: []}}}";
}

void tries()
{
    constexpr int processes = 100;
    constexpr std::size_t events = 100000;
    const policy::GuardianDocument policy = ops::guardianOf(policyOf(processes));
    std::mt19937_64 random(1);
    std::vector<ops::Evidence> evidence;
    for (std::size_t at = 0; at < events; ++at) {
        ops::TriedEvent event;
        event.kind = ops::TriedEvent::Kind::Connection;
        event.process = "p_" + std::to_string(random() % processes);
        // One of ten goes where it may not.
        event.peer = "10." + (random() % 10 == 0 ? "250" : event.process.substr(2)) + "."
            + std::to_string(random() % 256) + "." + std::to_string(random() % 256);
        event.port = {policy::Protocol::Tcp, 443, 443, {}};
        evidence.push_back(*ops::evidenceOf(event, policy));
    }
    Clock::time_point start = Clock::now();
    const ops::Simulation simulation = ops::simulate(policy, evidence, true);
    std::printf("%zu events tried on %d rules  %8.1f ms, %zu different behaviours\n", events,
                processes, millisecondsSince(start), simulation.behaviours.size());
    evidence.resize(2000);
    start = Clock::now();
    const double bits = ops::slackOf(policy, evidence).front().bits;
    std::printf("slack of 2,000 events  %8.1f ms, %.1f bits\n", millisecondsSince(start), bits);
    start = Clock::now();
    const ops::Forecast forecast = ops::forecastOf(policy, evidence);
    std::printf("forecast of 2,000 events  %8.1f ms, %zu left out\n", millisecondsSince(start),
                forecast.instances);
}

} // namespace

int main()
{
    covers();
    tries();
    return 0;
}
