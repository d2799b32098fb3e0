#include "core/ops/fingerprint_index.h"

#include "core/ops/fingerprint_filter.h"
#include "core/ops/fingerprint_sort.h"
#include "core/ops/timestamp.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>

namespace pw::ops {
namespace {

using Facts = policy::FingerprintFacts;

template <std::string Facts::*member> const std::string& fieldOf(const Facts& facts)
{
    return facts.*member;
}

/// In the order of FingerprintIndex::Column.
constexpr std::array<FingerprintColumn::Field, FingerprintIndex::columnCount> columnFields{
    fieldOf<&Facts::type>,
    fieldOf<&Facts::image>,
    fieldOf<&Facts::imageId>,
    fieldOf<&Facts::cgroup>,
    fieldOf<&Facts::serviceName>,
    fieldOf<&Facts::clusterName>,
    fieldOf<&Facts::clusterUid>,
    fieldOf<&Facts::namespaceName>,
    fieldOf<&Facts::machine>,
    fieldOf<&Facts::hostname>,
    fieldOf<&Facts::status>,
    fieldOf<&Facts::containerName>,
    fieldOf<&Facts::podName>,
    fieldOf<&Facts::id>,
    fieldOf<&Facts::containerId>,
    instanceTitle,
    instancePlace};

LabelColumn labelColumn(const std::vector<FingerprintInstance>& instances)
{
    LabelColumn out;
    out.sets.emplace_back();
    out.of.reserve(instances.size());
    std::map<std::vector<std::string>, ValueNumber> byContent{{{}, 0}};
    std::unordered_map<const std::vector<std::string>*, ValueNumber> byPlace;
    for (const FingerprintInstance& instance : instances) {
        const policy::SharedTexts& labels = instance.facts.podLabels;
        // Most rows share their list with others: those are known by its place.
        const auto [place, isNewPlace] = byPlace.try_emplace(&labels.get(), 0);
        if (isNewPlace) {
            const auto [known, isNew]
                = byContent.try_emplace(labels.get(), static_cast<ValueNumber>(out.sets.size()));
            if (isNew)
                out.sets.push_back(labels);
            place->second = known->second;
        }
        out.of.push_back(place->second);
    }
    return out;
}

std::vector<ValueNumber> imageNames(const FingerprintColumn& images)
{
    std::vector<ValueNumber> out;
    out.reserve(images.size());
    std::unordered_map<std::string, ValueNumber> known;
    for (ValueNumber image = 0; image < images.size(); ++image) {
        const auto number = static_cast<ValueNumber>(known.size());
        out.push_back(
            known.try_emplace(splitImage(images.value(image)).nameAndTag, number).first->second);
    }
    return out;
}

} // namespace

void PackedTexts::add(std::string_view text)
{
    m_bytes += text;
    m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
}

void PackedTexts::shrink()
{
    m_bytes.shrink_to_fit();
    m_ends.shrink_to_fit();
}

std::string_view PackedTexts::operator[](std::size_t at) const
{
    const std::size_t begin = at == 0 ? 0 : m_ends[at - 1];
    return std::string_view(m_bytes).substr(begin, m_ends[at] - begin);
}

FingerprintColumn::FingerprintColumn(const std::vector<FingerprintInstance>& instances, Field field)
{
    m_values.add({});
    m_of.reserve(instances.size());
    std::unordered_map<std::string_view, ValueNumber> known;
    known.reserve(instances.size());
    known.emplace(std::string_view(), 0);
    bool capitals = false;
    const std::string* before = nullptr;
    for (const FingerprintInstance& instance : instances) {
        const std::string& value = field(instance.facts);
        if (before != nullptr && *before == value) {
            m_of.push_back(m_of.back());
            continue;
        }
        before = &value;
        const auto [found, isNew]
            = known.try_emplace(value, static_cast<ValueNumber>(m_values.size()));
        if (isNew) {
            m_values.add(value);
            capitals = capitals
                || std::ranges::any_of(value, [](char sign) { return sign >= 'A' && sign <= 'Z'; });
        }
        m_of.push_back(found->second);
    }
    for (ValueNumber number = 0; capitals && number < m_values.size(); ++number)
        m_lowered.add(loweredText(m_values[number]));
    m_values.shrink();
    m_lowered.shrink();
}

std::string_view FingerprintColumn::lowered(ValueNumber number) const
{
    return m_lowered.size() == 0 ? m_values[number] : m_lowered[number];
}

FingerprintIndex::FingerprintIndex(const std::vector<FingerprintInstance>& instances)
    : m_labels(labelColumn(instances))
{
    for (std::size_t column = 0; column < columnCount; ++column)
        m_columns[column] = FingerprintColumn(instances, columnFields[column]);
    m_imageNames = imageNames((*this)[Column::Image]);
    m_covered.reserve(instances.size());
    m_times.reserve(instances.size());
    for (const FingerprintInstance& instance : instances) {
        m_covered.push_back(instance.facts.covered.value_or(false));
        m_times.push_back(
            timestampValue(instance.facts.time).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
}

} // namespace pw::ops
