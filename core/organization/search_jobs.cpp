#include "core/organization/search_jobs.h"

#include <algorithm>
#include <charconv>
#include <random>
#include <utility>

namespace pw::organization {
namespace {

constexpr std::size_t mostBytes = std::size_t{128} << 20; ///< of all jobs together

std::string freshId()
{
    thread_local std::mt19937_64 random{std::random_device{}()};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string id = "srch:";
    constexpr int length = 16;
    const std::uint64_t bits = random();
    for (int i = 0; i < length; ++i)
        id += digits[(bits >> static_cast<unsigned>(4 * i)) & 0xFU];
    return id;
}

} // namespace

std::size_t SearchJob::size() const
{
    switch (holds) {
    case Holds::Fingerprints:
        return fingerprints.size();
    case Holds::Events:
        return events.size();
    case Holds::Rows:
        break;
    }
    return rowEnds.size();
}

std::size_t SearchJob::bytes() const
{
    std::size_t sum = rows.size() + sizeof(std::size_t) * (fingerprints.size() + rowEnds.size());
    for (const std::string& event : events)
        sum += sizeof event + event.size();
    return sum;
}

std::string_view SearchJob::row(std::size_t index) const
{
    const std::size_t begin = index == 0 ? 0 : rowEnds[index - 1];
    return std::string_view(rows).substr(begin, rowEnds[index] - begin);
}

void SearchJob::addRow(std::string_view json)
{
    rows += json;
    rowEnds.push_back(rows.size());
}

const SearchJob& SearchJobs::add(SearchJob job, double now)
{
    job.id = freshId();
    job.used = now;
    m_jobs.push_front(std::move(job));
    forget(now);
    return m_jobs.front();
}

SearchJob* SearchJobs::find(std::string_view id, double now)
{
    forget(now);
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(),
                                    [&](const SearchJob& job) { return job.id == id; });
    if (found == m_jobs.end())
        return nullptr;
    found->used = now;
    m_jobs.splice(m_jobs.begin(), m_jobs, found);
    return &m_jobs.front();
}

/// One that is new or was just asked for stays, whatever its size.
void SearchJobs::forget(double now)
{
    std::size_t kept = 0;
    std::size_t bytes = 0;
    for (auto job = m_jobs.begin(); job != m_jobs.end();) {
        bytes += job->bytes();
        const bool fits = kept == 0 || (kept < m_atMost && bytes <= mostBytes);
        if (fits && now - job->used <= m_lifetime) {
            ++kept;
            ++job;
        } else {
            job = m_jobs.erase(job);
        }
    }
}

std::string pageToken(const SearchJob& job, std::size_t from)
{
    return job.id + "/t" + std::to_string(from);
}

std::size_t pageStart(const SearchJob& job, std::string_view token)
{
    const std::size_t none = job.size() + 1;
    const std::string front = job.id + "/t";
    if (!token.starts_with(front))
        return none;
    token.remove_prefix(front.size());
    std::size_t start = none;
    const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), start);
    return problem == std::errc() && end == token.data() + token.size() ? std::min(start, none)
                                                                        : none;
}

} // namespace pw::organization
