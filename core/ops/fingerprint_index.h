#pragma once
// Fingerprints by their values: each value once, so that a filter looks at 2,000 images and not at
// 100,000 fingerprints.

#include "core/ops/fingerprint_table.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// Texts one behind the other in one piece of memory; 4 GB of them at most.
class PackedTexts
{
public:
    void add(std::string_view text);
    void shrink(); ///< nothing more will be added
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t at) const;

private:
    std::string m_bytes;
    std::vector<std::uint32_t> m_ends;
};

/// A value's number in its column; the empty value has 0.
using ValueNumber = std::uint32_t;

/// The different values of one field, and which row has which.
class FingerprintColumn
{
public:
    using Field = const std::string& (*)(const policy::FingerprintFacts& facts);
    FingerprintColumn() = default;
    FingerprintColumn(const std::vector<FingerprintInstance>& instances, Field field);

    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] std::string_view value(ValueNumber number) const { return m_values[number]; }
    [[nodiscard]] std::string_view lowered(ValueNumber number) const;
    [[nodiscard]] ValueNumber of(std::size_t row) const { return m_of[row]; }

private:
    PackedTexts m_values;
    PackedTexts m_lowered; ///< empty when no value has a capital
    std::vector<ValueNumber> m_of;
};

/// The different sets of labels, and which row has which.
struct LabelColumn
{
    std::vector<policy::SharedTexts> sets; ///< the first one is empty
    std::vector<ValueNumber> of; ///< of each row
};

class FingerprintIndex
{
public:
    enum class Column : std::uint8_t {
        Type,
        Image,
        ImageId,
        Cgroup,
        Service,
        Cluster,
        ClusterUid,
        Namespace,
        Machine,
        Hostname,
        Status,
        ContainerName,
        Pod,
        Id,
        ContainerId,
        Title, ///< see instanceTitle
        Place, ///< see instancePlace
    };
    static constexpr std::size_t columnCount = 17;

    explicit FingerprintIndex(const std::vector<FingerprintInstance>& instances);

    [[nodiscard]] std::size_t rows() const { return m_covered.size(); }
    [[nodiscard]] const FingerprintColumn& operator[](Column column) const
    {
        return m_columns[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] const LabelColumn& labels() const { return m_labels; }
    /// Images with one name and tag, whatever their repository, have one number.
    [[nodiscard]] ValueNumber nameOf(ValueNumber image) const { return m_imageNames[image]; }
    [[nodiscard]] bool covered(std::size_t row) const { return m_covered[row]; }
    /// The latest timestamp in seconds, NaN where there is none.
    [[nodiscard]] double time(std::size_t row) const { return m_times[row]; }

private:
    std::array<FingerprintColumn, columnCount> m_columns;
    LabelColumn m_labels;
    std::vector<ValueNumber> m_imageNames;
    std::vector<bool> m_covered;
    std::vector<double> m_times;
};

} // namespace pw::ops
