// An organization of real size on a disk, by hand:
// build/release/tests/bench_organization [fingerprints [container-ids]]

#include "core/api/client.h"
#include "core/organization/import.h"
#include "core/organization/local_organization.h"
#include "core/yaml/reader.h"
#include "tests/bench/organization_data.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>

using namespace pw;

namespace {

using bench::organizationStart;

[[noreturn]] void fail(const std::string& why)
{
    std::fprintf(stderr, "bench_organization: %s\n", why.c_str());
    std::_Exit(1);
}

template <typename T> T must(Result<T> result)
{
    if (!result)
        fail(result.error().text());
    return std::move(result).value();
}

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// The most memory that the process has had, in MB.
double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
    }
    return 0;
}

/// Runs a step and prints what it took; the step says what it did. `wanted` is in seconds of wall
/// time, 0 for none.
void measure(std::string_view name, double wanted, const std::function<std::string()>& step)
{
    using Clock = std::chrono::steady_clock;
    const double processorBefore = processorSeconds();
    const Clock::time_point before = Clock::now();
    const std::string did = step();
    const double wall = std::chrono::duration<double>(Clock::now() - before).count();
    const double processor = processorSeconds() - processorBefore;
    std::string verdict;
    if (wanted > 0)
        verdict = "wanted " + std::to_string(wanted).substr(0, 4)
            + (wall <= wanted ? ", reached" : ", NOT REACHED");
    std::printf("%-34.*s %9.3f %9.3f %7.0f   %s%s%s\n", static_cast<int>(name.size()), name.data(),
                processor, wall, peakMegabytes(), did.c_str(), verdict.empty() ? "" : "; ",
                verdict.c_str());
    std::fflush(stdout);
}

/// The folder of the database, gone at the end.
class Folder
{
public:
    Folder()
    {
        std::string name = std::filesystem::temp_directory_path() / "bench-organization-XXXXXX";
        if (mkdtemp(name.data()) == nullptr)
            fail("no temporary folder");
        m_path = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(m_path); }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

class Bench
{
public:
    Bench(const bench::OrganizationSize& size, const std::string& path)
        : m_size(size), m_organization(must(organization::LocalOrganization::open(
                            path, {}, {.clock = [] { return organizationStart + 90'000; }})))
    {
    }

    void run()
    {
        measure("import all", 0, [&] { return import(); });
        startClient(); // from now on requests and slices have a thread of their own
        measure("list all, before any policy", 2, [&] { return list(); });
        measure("apply 1,000 policies", 0, [&] { return apply(); });
        measure("list all, first evaluation", 0, [&] { return list(); });
        measure("list all, all evaluated", 2, [&] { return list(); });
        measure("one policy changes, list all", 0, [&] {
            change();
            return list();
        });
        measure("one policy changes, coverage", 1, [&] {
            change();
            return coverage();
        });
        measure("one for everything, coverage", 1, [&] {
            cover();
            return coverage();
        });
        measure("  and its deviations", 0, [&] { return deviations(); });
        measure("it changes, coverage", 1, [&] {
            cover();
            return coverage();
        });
        measure("  and its deviations", 0, [&] { return deviations(); });
        measure("another program opens the file", 0, [&] { return open(); });
        measure("and puts one fingerprint in", 0, [&] { return arrive(); });
        measure("a page of a search", 0, [&] { return page(); });
        measure("get policies", 0, [&] { return policies(); });
        if (peakMegabytes() > 1024)
            std::printf("The process took more than 1 GB.\n");
    }

private:
    std::string import()
    {
        constexpr std::size_t fileSize = 5000;
        std::size_t added = 0;
        double bytes = 0;
        for (std::size_t at = 0; at < m_size.fingerprints; at += fileSize) {
            const std::size_t end = std::min(at + fileSize, m_size.fingerprints);
            const text::SourceText text
                = must(text::SourceText::make(bench::fingerprintLines(m_size, at, end), "bench"));
            bytes += static_cast<double>(text.bytes().size());
            added += must(importText(m_organization->store(), text, organizationStart + 86'400))
                         .count.added;
        }
        return std::to_string(added) + " fingerprints, " + std::to_string(bytes / 1e6) + " MB";
    }

    void startClient()
    {
        m_transport = std::make_shared<organization::LocalTransport>(
            organization::LocalOrganization::service(m_organization));
        m_client = std::make_unique<api::Client>(m_transport, api::ClientOptions());
    }

    [[nodiscard]] static api::TimeRange wholeDay()
    {
        return {organizationStart, organizationStart + 90'000};
    }

    std::string list()
    {
        api::FingerprintQuery query;
        query.printedOnly = true;
        query.range = wholeDay();
        const api::FingerprintRows found = must(m_client->fingerprints(query));
        if (found.rows.size() != m_size.fingerprints || !found.complete)
            fail("the list is not complete: " + std::to_string(found.rows.size()));
        const auto covered = std::ranges::count_if(
            found.rows, [](const auto& row) { return row.facts.covered.value_or(false); });
        return std::to_string(covered) + " of " + std::to_string(found.rows.size()) + " covered";
    }

    std::string apply()
    {
        std::vector<yaml::Value> documents;
        for (std::size_t i = 0; i < m_size.policies; ++i)
            documents.push_back(bench::imagePolicy(i));
        for (Result<api::Written>& written : m_client->applyAll(documents, false))
            m_uids.push_back(must(std::move(written)).uid);
        return std::to_string(m_uids.size()) + " applied";
    }

    yaml::Value withUid(yaml::Value document, const std::string& uid)
    {
        for (auto& [key, metadata] : document.entries) {
            if (key == "metadata" && !uid.empty())
                metadata.set("uid", yaml::Value::string(uid));
        }
        return document;
    }

    void change()
    {
        const std::size_t at = m_size.policies / 2;
        (void)must(m_client->apply(withUid(bench::imagePolicy(at, ++m_round), m_uids.at(at))));
    }

    void cover()
    {
        m_forAll = must(m_client->apply(withUid(bench::policyForAll(++m_round), m_forAll))).uid;
    }

    /// How many of the fingerprints are not covered.
    std::string coverage()
    {
        return valueIn(search("covered_by_policy = \\\"false\\\"", "id"), "result_count")
            + " not covered";
    }

    std::string deviations()
    {
        api::DeviationQuery query;
        query.range = wholeDay();
        query.policies = {m_forAll};
        const api::Deviations found = must(m_client->deviations(query));
        return std::to_string(found.records.size()) + " of one policy";
    }

    std::string open()
    {
        m_other = must(organization::Store::open(m_organization->store().path()));
        return {};
    }

    std::string arrive()
    {
        bench::OrganizationSize more = m_size;
        more.fingerprints += 1;
        const std::string line
            = bench::fingerprintLines(more, m_size.fingerprints, more.fingerprints);
        (void)must(importText(*m_other, must(text::SourceText::make(line, "one")),
                              organizationStart + 86'401));
        m_size = more;
        return coverage();
    }

    std::string page()
    {
        return std::to_string(search("*", "full_json").body.size() / 1000) + " kB of full records";
    }

    /// The first page.
    api::Response search(const std::string& query, const std::string& field)
    {
        const std::string id = valueIn(
            ask("POST", "/search/",
                R"({"schema": "model_fingerprint", "query": ")" + query
                    + R"(", "start_time": 1712990000, "end_time": 1714000000, "output_fields": [")"
                    + field + "\"]}"),
            "id");
        api::Response reply;
        do
            reply = ask("POST", "/search/" + id, R"({"limit": 999, "token": null})");
        while (reply.body.starts_with("{\"status\""));
        return reply;
    }

    static std::string valueIn(const api::Response& reply, const std::string& key)
    {
        const yaml::Document document = yaml::read(must(text::SourceText::make(reply.body)));
        const yaml::NodeRef found = document.roots().front().find(key);
        if (!found)
            fail("no " + key + " in " + reply.body.substr(0, 200));
        return std::string(found.value());
    }

    std::string policies()
    {
        return std::to_string(must(m_client->list(api::Resource::Policy)).size()) + " listed";
    }

    api::Response ask(const std::string& method, const std::string& rest, const std::string& body)
    {
        const std::string path = "/api/v1/org/" + m_organization->store().organizationUid() + rest;
        api::Response reply = must(m_transport->send({method, path, {}, {}, body}, {}, {}));
        if (!reply.succeeded())
            fail(path + ": " + reply.body);
        return reply;
    }

    bench::OrganizationSize m_size;
    std::shared_ptr<organization::LocalOrganization> m_organization;
    std::shared_ptr<organization::LocalTransport> m_transport;
    std::unique_ptr<api::Client> m_client;
    std::unique_ptr<organization::Store> m_other;
    std::vector<std::string> m_uids;
    std::string m_forAll;
    std::size_t m_round = 0;
};

} // namespace

int main(int argc, char** argv)
{
    bench::OrganizationSize size;
    if (argc > 1)
        size.fingerprints = std::strtoul(argv[1], nullptr, 10);
    size.containerIds = argc > 2;
    if (size.fingerprints < size.scopes) {
        std::fprintf(stderr,
                     "usage: bench_organization [fingerprints [container-ids]], at least "
                     "2000 fingerprints\n");
        return 2;
    }
    std::printf("Seconds of processor and wall time, peak of memory so far in MB.\n\n");
    std::printf("%-34s %9s %9s %7s\n", "", "processor", "wall", "peak");
    const Folder folder;
    Bench(size, folder.path() / "organization.db").run();
    return 0;
}
