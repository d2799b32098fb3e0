#include "core/ops/fingerprint_filter.h"

#include "core/ops/fingerprint_table.h"
#include "core/ops/wildcard.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Names of images, ids and units are ASCII; other bytes stay as they are.
std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char sign) {
        return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
    });
    return out;
}

bool wordFits(const std::string& word, const std::string& value)
{
    if (value.empty())
        return false;
    return isPattern(word) ? globMatches(word, value) : value.find(word) != std::string::npos;
}

} // namespace

FingerprintTextFilter::FingerprintTextFilter(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t begin = text.find_first_not_of(blanks);
        if (begin == std::string_view::npos)
            break;
        text.remove_prefix(begin);
        const std::size_t end = std::min(text.find_first_of(blanks), text.size());
        m_words.push_back(lowered(text.substr(0, end)));
        text.remove_prefix(end);
    }
}

bool FingerprintTextFilter::matches(const policy::FingerprintFacts& facts) const
{
    if (m_words.empty())
        return true;
    const ImageName image = splitImage(facts.image);
    const std::array values{
        lowered(facts.image),         lowered(image.nameAndTag),   lowered(image.repo),
        lowered(facts.imageId),       shortImageId(facts.imageId), lowered(facts.id),
        lowered(facts.containerName), lowered(facts.containerId),  lowered(facts.cgroup),
        lowered(facts.serviceName),   lowered(facts.clusterName),  lowered(facts.namespaceName),
        lowered(facts.podName),       lowered(facts.machine)};
    return std::ranges::all_of(m_words, [&values](const std::string& word) {
        return std::ranges::any_of(
            values, [&word](const std::string& value) { return wordFits(word, value); });
    });
}

bool FingerprintFilter::matches(const policy::FingerprintFacts& facts) const
{
    return (type.empty() || facts.type == type)
        && (!namespaceName || facts.namespaceName == *namespaceName)
        && (!clusterName || facts.clusterName == *clusterName)
        && (!onlyUncovered || !facts.covered.value_or(false))
        && FingerprintTextFilter(text).matches(facts);
}

bool FingerprintFilter::empty() const
{
    FingerprintFilter plain;
    plain.type = type;
    return *this == plain
        || (text.find_first_not_of(blanks) == std::string::npos && !namespaceName && !clusterName
            && !onlyUncovered);
}

} // namespace pw::ops
