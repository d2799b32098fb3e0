#include "core/ops/text_table.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace pw::ops {
namespace {

constexpr std::size_t gap = 2;
/// A column is at least this much wider than its header.
constexpr std::size_t headerPadding = 2;

std::string inCase(std::string_view text, int (*fold)(int))
{
    std::string out(text);
    for (char& sign : out)
        sign = static_cast<char>(fold(static_cast<unsigned char>(sign)));
    return out;
}

std::vector<std::string> headersOf(const FingerprintTableOptions& options)
{
    std::vector<std::string> headers;
    if (options.type == "linux-service")
        headers = {"SERVICE_NAME", "CGROUP"};
    else
        headers = {"IMAGE_NAME:TAG", "IMAGEID", options.wide ? "REPO/IMAGE_NAME:TAG" : "REPO"};
    headers.insert(headers.end(), {"COVERED_BY_POLICY", "LATEST_TIMESTAMP"});
    for (const std::string& field : options.groupBy)
        headers.push_back(inCase(field, std::toupper));
    return headers;
}

/// Every image of the row with its repository, one a line.
std::string imageLines(const FingerprintGroupRow& row)
{
    std::vector<std::string> images;
    images.reserve(row.repos.size());
    for (const std::string& repo : row.repos)
        images.push_back(repo.empty() ? row.title : repo + "/" + row.title);
    std::sort(images.begin(), images.end());
    std::string lines;
    for (const std::string& image : images)
        lines += (lines.empty() ? "" : "\n") + image;
    return lines;
}

std::vector<std::string> cellsOf(const FingerprintGroupRow& row,
                                 const FingerprintTableOptions& options)
{
    std::vector<std::string> cells{row.title};
    if (options.type == "linux-service") {
        cells.push_back(options.wide ? row.cgroup : row.cgroupShown);
    } else {
        cells.push_back(options.wide ? row.fullImageId : row.imageId);
        cells.push_back(options.wide ? imageLines(row) : row.repo);
    }
    cells.push_back(std::to_string(row.covered) + "/" + std::to_string(row.total));
    cells.push_back(formatTimestamp(row.latestTime));
    cells.insert(cells.end(), row.groupValues.begin(), row.groupValues.end());
    return cells;
}

std::optional<std::size_t> columnNamed(const std::vector<std::string>& headers,
                                       std::string_view name)
{
    const std::string wanted = inCase(name, std::toupper);
    const auto found = std::find(headers.begin(), headers.end(), wanted);
    if (found == headers.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - headers.begin());
}

Error unknownColumn(const std::vector<std::string>& headers, const std::string& name)
{
    std::string message = "Invalid sort by field: " + name + ". Options are: ";
    for (std::size_t i = 0; i < headers.size(); ++i)
        message += (i == 0 ? "" : ", ") + inCase(headers[i], std::tolower);
    return {"unknown-column", std::move(message), {}};
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::vector<std::string_view> linesOf(std::string_view cell)
{
    std::vector<std::string_view> lines;
    for (;;) {
        const std::size_t end = cell.find('\n');
        lines.push_back(cell.substr(0, end));
        if (end == std::string_view::npos)
            return lines;
        cell.remove_prefix(end + 1);
    }
}

void appendRow(std::string& out, const std::vector<std::string>& cells,
               const std::vector<std::size_t>& widths)
{
    std::vector<std::vector<std::string_view>> columns;
    std::size_t height = 0;
    for (const std::string& cell : cells) {
        columns.push_back(linesOf(cell));
        height = std::max(height, columns.back().size());
    }
    for (std::size_t line = 0; line < height; ++line) {
        std::string text;
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const std::string_view part
                = line < columns[column].size() ? columns[column][line] : std::string_view();
            text += part;
            text.append(widths[column] - codePoints(part) + gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    }
}

} // namespace

Result<TextTable> fingerprintTable(const std::vector<FingerprintInstance>& instances,
                                   const FingerprintTableOptions& options)
{
    TextTable table{headersOf(options), {}};
    std::vector<FingerprintGroupRow> groups = groupFingerprints(instances, options.type);
    if (options.sortBy.empty()) {
        for (const FingerprintGroupRow& group : groups)
            table.rows.push_back(cellsOf(group, options));
        return table;
    }
    const std::optional<std::size_t> column = columnNamed(table.headers, options.sortBy);
    if (!column)
        return unknownColumn(table.headers, options.sortBy);
    // Equal values keep the order in which the groups were first seen.
    std::sort(groups.begin(), groups.end(),
              [](const FingerprintGroupRow& a, const FingerprintGroupRow& b) {
                  return a.members.front() < b.members.front();
              });
    const bool byCoverage = table.headers[*column] == "COVERED_BY_POLICY";
    if (byCoverage) {
        std::stable_sort(groups.begin(), groups.end(),
                         [](const FingerprintGroupRow& a, const FingerprintGroupRow& b) {
                             return std::pair(a.covered, a.total) < std::pair(b.covered, b.total);
                         });
    }
    for (const FingerprintGroupRow& group : groups)
        table.rows.push_back(cellsOf(group, options));
    if (!byCoverage) {
        std::stable_sort(table.rows.begin(), table.rows.end(),
                         [at = *column](const auto& a, const auto& b) {
                             return std::pair(a[at].empty(), std::string_view(a[at]))
                                 < std::pair(b[at].empty(), std::string_view(b[at]));
                         });
    }
    return table;
}

std::string toText(const TextTable& table)
{
    std::vector<std::size_t> widths;
    widths.reserve(table.headers.size());
    for (const std::string& header : table.headers)
        widths.push_back(codePoints(header) + headerPadding);
    for (const std::vector<std::string>& row : table.rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            for (const std::string_view line : linesOf(row[column]))
                widths[column] = std::max(widths[column], codePoints(line));
        }
    }
    std::string out;
    appendRow(out, table.headers, widths);
    for (const std::vector<std::string>& row : table.rows)
        appendRow(out, row, widths);
    return out;
}

} // namespace pw::ops
