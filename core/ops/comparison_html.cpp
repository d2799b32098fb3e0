#include "core/ops/comparison_html.h"

#include "core/ops/comparison_report.h"
#include "core/ops/html_text.h"
#include "core/text/line_diff.h"
#include "core/text/word_diff.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pw::ops {
namespace {

using text::LineHunk;
using text::LineRange;

constexpr std::uint32_t context = 3; ///< lines that stay, around a change
constexpr std::size_t mostLines = 20'000;

/// The class that colours an effect, and the path of its picture: 16 by 16, drawn as a line.
struct Look
{
    Effect effect;
    std::string_view colour;
    std::string_view path;
};
constexpr std::array looks{
    Look{Effect::Wider, "wider", "M3 3v10M3 8h10M9 4l4 4-4 4"},
    Look{Effect::Mixed, "wider", "M2 8h12M5 5L2 8l3 3M11 5l3 3-3 3"},
    Look{Effect::Unknown, "unknown", "M5 6a3 3 0 1 1 3 3v1.5M8 13v.5"},
    Look{Effect::Acts, "acts", "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM5.5 8l2 2 3.5-4"},
    Look{Effect::Watches, "watches", "M1 8q7-9 14 0-7 9-14 0M8 6v4M6 8h4"},
    Look{Effect::Off, "muted", "M8 2a6 6 0 1 1 0 12 6 6 0 1 1 0-12M4 12l8-8"},
    Look{Effect::Response, "changed", "M8 2a6 6 0 1 1 0 12 6 6 0 1 1 0-12M8 5v4M8 11v.5"},
    Look{Effect::Narrower, "narrower", "M13 3v10M13 8H3M7 4L3 8l4 4"},
    Look{Effect::Same, "muted", "M3 6h10M3 10h10"},
    Look{Effect::None, "muted", ""},
};

const Look& lookOf(Effect effect)
{
    return *std::ranges::find(looks, effect, &Look::effect);
}

constexpr std::string_view styles = R"(<style>
:root{color-scheme:light dark;--base:#fff;--alt:#f7f8fa;--text:#1b1f27;--muted:#565e6c;--line:#d4d8df;
--wider:#a9430a;--narrower:#0b6a6e;--unknown:#7e5500;--changed:#7e5500;--acts:#7539b8;--watches:#07677f;
--added:#e3efe9;--gone:#f6e4e3;--addedWord:#a9d3bf;--goneWord:#eeb4af}
@media(prefers-color-scheme:dark){:root{--base:#181a1f;--alt:#1d2026;--text:#e4e7ec;--muted:#a6aebb;
--line:#3a404b;--wider:#f5a268;--narrower:#60d0cb;--unknown:#e2b558;--changed:#e2b558;--acts:#cba4f5;
--watches:#5cc3dc;--added:#1f3630;--gone:#412c2f;--addedWord:#2f6a50;--goneWord:#7a3e3d}}
body{font:14px/1.5 system-ui,sans-serif;margin:24px;background:var(--base);color:var(--text)}
h1{font-size:1.25em;font-weight:600;overflow-wrap:anywhere}h2{font-size:1.08em;font-weight:600;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:600;color:var(--muted)}
.changes td,.changes th{padding:3px 10px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.effect{white-space:nowrap}svg.mark{width:1em;height:1em;vertical-align:-.12em;fill:none;stroke:currentColor;stroke-width:1.6}
.wider{color:var(--wider)}.narrower{color:var(--narrower)}.unknown{color:var(--unknown)}.changed{color:var(--changed)}
.acts{color:var(--acts)}.watches{color:var(--watches)}.muted{color:var(--muted)}
.share{width:100%;max-width:640px;height:12px;display:block}.share rect{fill:currentColor}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;padding:0;list-style:none}
.texts{table-layout:fixed;font:12px/1.5 ui-monospace,monospace}
.texts td{white-space:pre-wrap;overflow-wrap:anywhere;padding:0 8px;vertical-align:top;tab-size:4}
.texts td.n{width:4em;text-align:right;color:var(--muted);user-select:none}
.texts .gone{background:var(--gone)}.texts .added{background:var(--added)}
.texts del,.texts ins{text-decoration:none;border-radius:2px}
.texts del{background:var(--goneWord)}.texts ins{background:var(--addedWord)}
.texts .fold td{background:var(--alt);color:var(--muted);font-family:system-ui,sans-serif;text-align:center}
</style>
)";

std::string picture(Effect effect)
{
    return "<svg class=\"mark\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\""
        + std::string(lookOf(effect).path) + "\"/></svg>";
}

std::string effectCell(Effect effect)
{
    if (effect == Effect::None)
        return "<td></td>";
    return "<td class=\"effect " + std::string(lookOf(effect).colour) + "\">" + picture(effect)
        + ' ' + std::string(toString(effect)) + "</td>";
}

/// A bar that is cut by how many changes do what; the list below says the same in words.
std::string shares(const Comparison& comparison)
{
    std::size_t all = 0;
    for (const Look& look : looks)
        all += look.effect == Effect::None ? 0 : comparison.count(look.effect);
    if (all == 0)
        return {};
    std::string bar = "<svg class=\"share\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
                      "role=\"img\" aria-label=\""
        + countsText(comparison) + "\">";
    std::string list = "<ul class=\"legend\">";
    std::size_t before = 0;
    for (const Look& look : looks) {
        const std::size_t count = look.effect == Effect::None ? 0 : comparison.count(look.effect);
        if (count == 0)
            continue;
        const std::size_t from = before * 1000 / all;
        before += count;
        const std::size_t to = before * 1000 / all;
        const std::size_t gap = before < all && to - from > 6 ? 3 : 0;
        bar += "<rect class=\"" + std::string(look.colour) + "\" x=\"" + std::to_string(from)
            + "\" width=\"" + std::to_string(to - from - gap) + "\" height=\"10\"/>";
        list += "<li class=\"" + std::string(look.colour) + "\">" + picture(look.effect) + ' '
            + std::to_string(count) + ' ' + std::string(toString(look.effect)) + "</li>";
    }
    return bar + "</svg>\n" + list + "</ul>\n";
}

std::string_view signOf(PolicyChange::Sign sign)
{
    switch (sign) {
    case PolicyChange::Sign::Added:
        return "added";
    case PolicyChange::Sign::Removed:
        return "removed";
    case PolicyChange::Sign::Changed:
        break;
    }
    return "changed";
}

std::string meaning(const Comparison& comparison)
{
    if (comparison.documents.empty())
        return comparison.notJudged > 0
            ? "<p>What these texts mean is not compared; their lines are.</p>\n"
            : "<p>Both mean the same.</p>\n";
    const std::size_t count = comparison.count();
    std::string out = "<p>" + std::to_string(count)
        + (count == 1 ? " change of meaning</p>\n" : " changes of meaning</p>\n")
        + shares(comparison);
    for (const ComparedDocument& document : comparison.documents) {
        out += "<h2>" + htmlText(document.name)
            + "</h2>\n<table class=\"changes\"><tr><th>Kind</th><th>Change</th><th>Effect</th>"
              "<th>Why</th></tr>\n";
        for (const PolicyChange& change : document.changes)
            out += "<tr><td>" + std::string(signOf(change.sign)) + "</td><td>"
                + htmlText(change.sentence.text()) + "</td>" + effectCell(change.effect) + "<td>"
                + htmlText(change.detail) + "</td></tr>\n";
        out += "</table>\n";
    }
    return out;
}

/// The rows of both texts beside each other.
class Rows
{
public:
    Rows(std::string_view left, std::string_view right)
        : m_left(left), m_right(right), m_diff(text::lineDiff(left, right))
    {
    }

    std::string take()
    {
        const std::vector<LineHunk>& hunks = m_diff.hunks;
        for (std::size_t i = 0; i < hunks.size() && m_lines < mostLines; ++i) {
            if (hunks[i].kind == LineHunk::Kind::Equal)
                addEqual(hunks[i], i == 0, i + 1 == hunks.size());
            else
                addChange(hunks[i]);
        }
        if (m_lines >= mostLines)
            fold("the rest of the texts is left out");
        return std::move(m_out);
    }

private:
    void addEqual(const LineHunk& hunk, bool first, bool last)
    {
        const std::uint32_t size = hunk.left.size();
        const std::uint32_t head = first ? 0 : std::min(context, size);
        const std::uint32_t tail = last ? 0 : std::min(context, size - head);
        const auto same = [&](std::uint32_t from, std::uint32_t to) {
            for (std::uint32_t i = from; i < to; ++i)
                row(number(hunk.left.begin + i), line(m_left, m_diff.left, hunk.left.begin + i), "",
                    number(hunk.right.begin + i), line(m_right, m_diff.right, hunk.right.begin + i),
                    "");
        };
        same(0, head);
        if (const std::uint32_t hidden = size - head - tail; hidden > 0)
            fold(std::to_string(hidden) + (hidden == 1 ? " equal line" : " equal lines"));
        same(size - tail, size);
    }

    void addChange(const LineHunk& hunk)
    {
        const std::uint32_t size = std::max(hunk.left.size(), hunk.right.size());
        for (std::uint32_t i = 0; i < size && m_lines < mostLines; ++i) {
            const bool hasLeft = i < hunk.left.size();
            const bool hasRight = i < hunk.right.size();
            const std::string_view a = hasLeft ? raw(m_left, m_diff.left, hunk.left.begin + i) : "";
            const std::string_view b
                = hasRight ? raw(m_right, m_diff.right, hunk.right.begin + i) : "";
            text::ChangedWords words;
            if (hasLeft && hasRight)
                words = text::changedWords(a, b);
            row(hasLeft ? number(hunk.left.begin + i) : "", marked(a, words.left, "del"),
                hasLeft ? "gone" : "", hasRight ? number(hunk.right.begin + i) : "",
                marked(b, words.right, "ins"), hasRight ? "added" : "");
        }
    }

    static std::string number(std::uint32_t line) { return std::to_string(line + 1); }

    static std::string_view raw(std::string_view text, const std::vector<text::Span>& lines,
                                std::uint32_t at)
    {
        return text::withoutLineEnd(text::sliced(text, lines[at]));
    }

    static std::string line(std::string_view text, const std::vector<text::Span>& lines,
                            std::uint32_t at)
    {
        return htmlText(raw(text, lines, at));
    }

    static std::string marked(std::string_view line, const std::vector<text::Span>& words,
                              const std::string& tag)
    {
        std::string out;
        text::ByteOffset done = 0;
        for (const text::Span& word : words) {
            out += htmlText(line.substr(done, word.begin - done));
            out += "<" + tag + ">" + htmlText(text::sliced(line, word)) + "</" + tag + ">";
            done = word.end;
        }
        return out + htmlText(line.substr(done));
    }

    void row(const std::string& leftNumber, const std::string& left, std::string_view leftClass,
             const std::string& rightNumber, const std::string& right, std::string_view rightClass)
    {
        const auto half
            = [this](const std::string& at, const std::string& content, std::string_view look) {
                  const char* const sign = look == "gone" ? " −" : look == "added" ? " +" : "";
                  m_out += "<td class=\"n\">" + at + sign + "</td><td";
                  if (!look.empty())
                      m_out += " class=\"" + std::string(look) + "\"";
                  m_out += ">" + content + "</td>";
              };
        m_out += "<tr>";
        half(leftNumber, left, leftClass);
        half(rightNumber, right, rightClass);
        m_out += "</tr>\n";
        ++m_lines;
    }

    void fold(const std::string& words)
    {
        m_out += "<tr class=\"fold\"><td colspan=\"4\">" + words + "</td></tr>\n";
    }

    std::string_view m_left;
    std::string_view m_right;
    text::LineDiff m_diff;
    std::string m_out;
    std::size_t m_lines = 0;
};

} // namespace

std::string htmlReport(const Comparison& comparison, const ReportSide& left,
                       const ReportSide& right)
{
    const std::string title = htmlText(left.name) + " → " + htmlText(right.name);
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\">\n<title>"
        + title + "</title>\n" + std::string(styles) + "</head><body>\n<h1>" + title + "</h1>\n"
        + meaning(comparison);
    out += "<h2>Texts</h2>\n";
    if (left.text == right.text)
        out += "<p>Both texts are the same, byte for byte.</p>\n";
    else
        out += "<table class=\"texts\"><colgroup><col style=\"width:4em\"><col><col "
               "style=\"width:4em\"><col></colgroup>\n<tr><th></th><th>"
            + htmlText(left.name) + "</th><th></th><th>" + htmlText(right.name) + "</th></tr>\n"
            + Rows(left.text, right.text).take() + "</table>\n";
    return out + "</body></html>\n";
}

} // namespace pw::ops
