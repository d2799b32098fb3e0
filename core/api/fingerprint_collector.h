#pragma once
// Fingerprint records as they come in: filtered, the newest version of each kept.

#include "core/api/resolved_filters.h"

#include <unordered_map>
#include <utility>

namespace pw::api {

class FingerprintCollector
{
public:
    FingerprintCollector(const FingerprintQuery& query, bool wholeRecords)
        : m_query(query), m_wholeRecords(wholeRecords)
    {
    }

    /// A row of fields, or a whole record. The newest version of an id stays, at the place of the
    /// first; of those without a version the later one.
    void take(yaml::NodeRef record);
    /// A result of a search for whole records, which it holds as an object or as a text.
    void takeFullJson(yaml::NodeRef result);

    [[nodiscard]] FingerprintRows rows();
    [[nodiscard]] Records records(); ///< when whole records are kept
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> recordsById();

    ResolvedFilters filters;
    std::vector<FilterField> clientSide; ///< what the server was not asked
    std::size_t unreadable = 0;
    bool complete = true;

private:
    std::pair<std::size_t, bool> placeOf(const std::string& id);
    [[nodiscard]] std::vector<std::string> notes() const;

    const FingerprintQuery& m_query;
    bool m_wholeRecords;
    std::vector<FingerprintRow> m_rows;
    std::vector<double> m_versions;
    std::vector<std::string> m_lines;
    std::unordered_map<std::string, std::size_t> m_places;
    policy::SharedTextsPool m_shared;
};

} // namespace pw::api
