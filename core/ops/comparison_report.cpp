#include "core/ops/comparison_report.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

constexpr std::array effects{Effect::Wider,    Effect::Mixed,    Effect::Unknown,
                             Effect::Acts,     Effect::Watches,  Effect::Off,
                             Effect::Response, Effect::Narrower, Effect::Same};

std::string_view signOf(const PolicyChange& change)
{
    switch (change.sign) {
    case PolicyChange::Sign::Added:
        return "+";
    case PolicyChange::Sign::Removed:
        return "-";
    case PolicyChange::Sign::Changed:
        break;
    }
    return "~";
}

/// One cell of a table: a line break or a bar would end it, other signs would be read as marks.
std::string cell(std::string_view text)
{
    std::string out;
    for (const char sign : text) {
        if (sign == '\n' || sign == '\r') {
            out += ' ';
            continue;
        }
        if (std::string_view("|`*_<>[]\\").find(sign) != std::string_view::npos)
            out += '\\';
        out += sign;
    }
    return out;
}

} // namespace

std::string countsText(const Comparison& comparison)
{
    std::string out;
    for (const Effect effect : effects) {
        const std::size_t count = comparison.count(effect);
        if (count > 0)
            out += (out.empty() ? "" : ", ") + std::to_string(count) + ' '
                + std::string(toString(effect));
    }
    return out;
}

std::string textReport(const Comparison& comparison)
{
    constexpr std::size_t effectColumn = 64;
    std::string out;
    for (const ComparedDocument& document : comparison.documents) {
        out += document.name + "\n";
        for (const PolicyChange& change : document.changes) {
            std::string line = "  " + std::string(signOf(change)) + ' ' + change.sentence.text();
            const std::string_view effect = toString(change.effect);
            if (!effect.empty())
                line.append(line.size() < effectColumn ? effectColumn - line.size() : 2, ' ');
            out += line + std::string(effect) + "\n";
        }
    }
    return out;
}

std::string markdownReport(const Comparison& comparison, std::string_view left,
                           std::string_view right)
{
    std::string out = "### " + cell(left) + " → " + cell(right) + "\n\n";
    if (comparison.documents.empty())
        return out
            + (comparison.notJudged > 0 ? "These are no policies; only their texts differ.\n"
                                        : "Both mean the same.\n");
    const std::size_t count = comparison.count();
    out += std::to_string(count) + (count == 1 ? " change" : " changes");
    if (const std::string counts = countsText(comparison); !counts.empty())
        out += ": " + counts;
    out += "\n";
    for (const ComparedDocument& document : comparison.documents) {
        out += "\n**" + cell(document.name)
            + "**\n\n| | Change | Effect | Why |\n| --- | --- | "
              "--- | --- |\n";
        for (const PolicyChange& change : document.changes)
            out += "| " + cell(signOf(change)) + " | " + cell(change.sentence.text()) + " | "
                + cell(toString(change.effect)) + " | " + cell(change.detail) + " |\n";
    }
    return out;
}

} // namespace pw::ops
