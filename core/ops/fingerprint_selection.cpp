#include "core/ops/fingerprint_selection.h"

#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {
namespace {

using Column = FingerprintIndex::Column;

/// Where the words of a filter are looked for. Columns with few values come first: a row that has
/// been found is not looked at again.
constexpr std::array textColumns{Column::Image,   Column::ImageId,  Column::Cgroup,
                                 Column::Service, Column::Cluster,  Column::Namespace,
                                 Column::Machine, Column::Hostname, Column::ContainerName,
                                 Column::Pod,     Column::Id,       Column::ContainerId};

/// A word of a filter, ready to be held against many values.
class Word
{
public:
    explicit Word(const std::string& word)
        : m_word(word), m_pattern(isPattern(word)), m_literal(m_pattern ? literalOf(word) : word)
    {
    }

    [[nodiscard]] bool fits(Column column, std::string_view lowered) const
    {
        // What a pattern must hold is looked for first: that is many times faster.
        if (lowered.empty() || lowered.find(m_literal) == std::string_view::npos)
            return false;
        if (!m_pattern)
            return true;
        if (globMatches(m_word, lowered))
            return true;
        if (column == Column::ImageId)
            return globMatches(m_word, shortImageId(lowered));
        if (column != Column::Image)
            return false;
        const ImageName image = splitImage(lowered);
        return globMatches(m_word, image.nameAndTag)
            || (!image.repo.empty() && globMatches(m_word, image.repo));
    }

private:
    /// The longest run of signs in front of any class that stand for themselves.
    static std::string_view literalOf(std::string_view pattern)
    {
        pattern = pattern.substr(0, pattern.find('['));
        std::string_view longest;
        while (!pattern.empty()) {
            const std::size_t end = std::min(pattern.find_first_of("*?"), pattern.size());
            if (end > longest.size())
                longest = pattern.substr(0, end);
            pattern.remove_prefix(std::min(end + 1, pattern.size()));
        }
        return longest;
    }

    const std::string& m_word;
    bool m_pattern;
    std::string_view m_literal;
};

/// Of each value of a column.
std::vector<bool> fitting(const FingerprintColumn& column, const FieldPatterns& patterns,
                          bool otherNames)
{
    std::vector<bool> out(column.size());
    for (ValueNumber number = otherNames ? 1 : 0; number < column.size(); ++number)
        out[number] = patterns.fit(column.value(number));
    return out;
}

} // namespace

FieldColumns columnsOf(FingerprintField field)
{
    switch (field) {
    case FingerprintField::Namespace:
        return {Column::Namespace, {}};
    case FingerprintField::Cluster:
        return {Column::Cluster, Column::ClusterUid};
    case FingerprintField::Image:
        return {Column::Image, {}};
    case FingerprintField::ImageId:
        return {Column::ImageId, {}};
    case FingerprintField::Machine:
        return {Column::Machine, Column::Hostname};
    case FingerprintField::Pod:
        return {Column::Pod, {}};
    case FingerprintField::Cgroup:
        return {Column::Cgroup, {}};
    case FingerprintField::Status:
        return {Column::Status, {}};
    case FingerprintField::Id:
    case FingerprintField::Label:
        break;
    }
    return {Column::Id, {}};
}

FingerprintSelection::FingerprintSelection(const FingerprintIndex& index,
                                           const FingerprintFilter& filter,
                                           const std::stop_token& stop)
    : m_index(index), m_stops(index.rows(), 0)
{
    const FingerprintColumn& types = index[Column::Type];
    for (std::size_t row = 0; row < m_stops.size(); ++row) {
        if (!filter.type.empty() && types.value(types.of(row)) != filter.type)
            m_stops[row] = wrongType;
        else if (filter.onlyUncovered && index.covered(row))
            m_stops[row] = otherReason;
    }
    for (const std::string& word : filterWords(filter.text)) {
        if (!stop.stop_requested())
            askWord(word);
    }
    for (const auto& [field, patterns] : filter.fields) {
        if (!patterns.empty() && !stop.stop_requested())
            askField(field, patterns);
    }
    if (stop.stop_requested())
        std::ranges::fill(m_stops, wrongType);
}

void FingerprintSelection::askField(FingerprintField field, const std::vector<std::string>& wanted)
{
    const FieldPatterns patterns(field, wanted);
    if (field == FingerprintField::Label) {
        askLabels(patterns);
        return;
    }
    const FieldColumns columns = columnsOf(field);
    const FingerprintColumn& values = m_index[columns.values];
    const std::vector<bool> fit = fitting(values, patterns, false);
    if (!columns.otherNames) {
        for (std::size_t row = 0; row < m_stops.size(); ++row) {
            if (!fit[values.of(row)])
                m_stops[row] |= bitOf(field);
        }
        return;
    }
    const FingerprintColumn& others = m_index[*columns.otherNames];
    const std::vector<bool> otherFit = fitting(others, patterns, true);
    for (std::size_t row = 0; row < m_stops.size(); ++row) {
        if (!fit[values.of(row)] && !otherFit[others.of(row)])
            m_stops[row] |= bitOf(field);
    }
}

void FingerprintSelection::askLabels(const FieldPatterns& patterns)
{
    const LabelColumn& labels = m_index.labels();
    std::vector<bool> fit;
    for (const policy::SharedTexts& set : labels.sets)
        fit.push_back(patterns.fit(set));
    for (std::size_t row = 0; row < m_stops.size(); ++row) {
        if (!fit[labels.of[row]])
            m_stops[row] |= bitOf(FingerprintField::Label);
    }
}

void FingerprintSelection::askWord(const std::string& text)
{
    const Word word(text);
    std::vector<std::size_t> missing; // rows in which it has not been found
    for (std::size_t row = 0; row < m_stops.size(); ++row) {
        if ((m_stops[row] & (wrongType | otherReason)) == 0)
            missing.push_back(row);
    }
    for (const Column id : textColumns) {
        const FingerprintColumn& column = m_index[id];
        enum class Answer : std::uint8_t { Unknown, No, Yes };
        std::vector<Answer> answers(column.size(), Answer::Unknown);
        std::erase_if(missing, [&](std::size_t row) {
            const ValueNumber number = column.of(row);
            Answer& answer = answers[number];
            if (answer == Answer::Unknown)
                answer = word.fits(id, column.lowered(number)) ? Answer::Yes : Answer::No;
            return answer == Answer::Yes;
        });
    }
    for (const std::size_t row : missing)
        m_stops[row] |= otherReason;
}

} // namespace pw::ops
