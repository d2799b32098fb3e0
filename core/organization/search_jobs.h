#pragma once
// Searches that were started and are asked for page by page.

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace pw::organization {

/// What a search found, at the moment it was started.
struct SearchJob
{
    enum class Holds : std::uint8_t { Fingerprints, Events, Rows };

    std::string id; ///< `srch:…`
    Holds holds = Holds::Rows;
    std::vector<std::int64_t> fingerprints; ///< by their numbers; records are read for each page
    std::vector<std::string> events; ///< by their ids
    std::string rows; ///< JSON objects, one behind the other
    std::vector<std::size_t> rowEnds;
    bool asked = false; ///< the first answer is always that it still runs
    double used = 0;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::string_view row(std::size_t index) const;
    void addRow(std::string_view json);
};

class SearchJobs
{
public:
    SearchJobs(std::size_t atMost, double lifetime) : m_atMost(atMost), m_lifetime(lifetime) { }

    /// Takes it over and names it; what is too old or too much is forgotten.
    const SearchJob& add(SearchJob job, double now);
    /// nullptr when there is none, any more.
    [[nodiscard]] SearchJob* find(std::string_view id, double now);

private:
    void forget(double now);

    std::size_t m_atMost;
    double m_lifetime;
    std::list<SearchJob> m_jobs; ///< the one used last in front
};

/// `t999`: from the result of that index on; tokens of other searches do not fit.
[[nodiscard]] std::string pageToken(const SearchJob& job, std::size_t from);
/// The index, or the size of the search plus one for what is no token of it.
[[nodiscard]] std::size_t pageStart(const SearchJob& job, std::string_view token);

} // namespace pw::organization
