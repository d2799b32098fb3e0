#pragma once
// What can be searched, and for what in it.

#include <span>
#include <string>
#include <string_view>

namespace pw::organization {

/// Where the records of a schema come from.
enum class SearchSource : std::uint8_t {
    Fingerprints,
    Deviations,
    AuditEvents,
    RedFlags, ///< audit events that tell of a flag that was made
    OpsFlags,
    Nothing, ///< the schema is known, and the local organization has no such records
};

struct SearchSchema
{
    std::string_view name;
    std::string_view title;
    SearchSource source = SearchSource::Nothing;

    /// The field can be asked for. Where there are no records, every field can.
    [[nodiscard]] bool knows(std::string_view field) const;
    /// Empty when the query's fields are known, else what is wrong.
    template <typename Names> [[nodiscard]] std::string complaint(const Names& names) const
    {
        for (const auto& field : names) {
            if (!knows(field))
                return unknownField(field);
        }
        return {};
    }

private:
    [[nodiscard]] std::string unknownField(std::string_view field) const;
};

[[nodiscard]] std::span<const SearchSchema> searchSchemas();
/// nullptr when there is none of that name.
[[nodiscard]] const SearchSchema* searchSchema(std::string_view name);
/// All of them with their fields, as `search/schema/` answers.
[[nodiscard]] std::string searchSchemasJson();

} // namespace pw::organization
