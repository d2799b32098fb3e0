#include "core/api/fingerprint_collector.h"

#include "core/api/search_job.h"
#include "core/api/wire.h"
#include "core/api/wire_fields.h"
#include "core/policy/decode.h"
#include "core/policy/scalars.h"

#include <algorithm>

namespace pw::api {
namespace {

/// From a row of fields, or from a whole record.
policy::FingerprintFacts factsOf(yaml::NodeRef record)
{
    policy::FingerprintFacts facts = policy::decodeFacts(record);
    facts.where = {};
    if (facts.type.empty())
        facts.type = policy::fieldText(record, wire::metadataType);
    return facts;
}

} // namespace

void FingerprintCollector::take(yaml::NodeRef record)
{
    FingerprintRow row{factsOf(record), {}};
    if (!m_query.type.empty() && row.facts.type != m_query.type)
        return;
    const bool passed = std::all_of(clientSide.begin(), clientSide.end(), [&](FilterField field) {
        return filters.passes(field, row.facts);
    });
    if (!passed)
        return;
    m_shared.share(row.facts.podLabels);
    m_shared.share(row.facts.coveredBy);
    for (const std::string& path : m_query.extraFields)
        row.extra.push_back(policy::fieldText(record, path));
    const double version = wire::numberOf(wire::scalarAt(record, wire::version)).value_or(0);
    const auto [place, isNew]
        = row.facts.id.empty() ? std::pair(m_rows.size(), true) : placeOf(row.facts.id);
    if (isNew) {
        m_rows.emplace_back();
        m_versions.push_back(version);
    } else if (version < m_versions[place]) {
        return;
    }
    m_versions[place] = version;
    m_rows[place] = std::move(row);
    if (!m_wholeRecords)
        return;
    m_lines.resize(m_rows.size());
    m_lines[place] = wire::jsonLine(record);
}

void FingerprintCollector::takeFullJson(yaml::NodeRef result)
{
    if (!visitFullJson(result, [&](yaml::NodeRef record) { take(record); }))
        ++unreadable;
}

FingerprintRows FingerprintCollector::rows()
{
    return {std::move(m_rows), notes(), complete};
}

Records FingerprintCollector::records()
{
    return {std::move(m_lines), {}, notes(), complete};
}

std::vector<std::pair<std::string, std::string>> FingerprintCollector::recordsById()
{
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        out.emplace_back(m_rows[i].facts.id, std::move(m_lines[i]));
    return out;
}

std::pair<std::size_t, bool> FingerprintCollector::placeOf(const std::string& id)
{
    const auto [entry, isNew] = m_places.try_emplace(id, m_rows.size());
    return {entry->second, isNew};
}

std::vector<std::string> FingerprintCollector::notes() const
{
    return notesOf(unreadable, complete);
}

} // namespace pw::api
