#include "ui/editor/text_search.h"

#include "ui/common/convert.h"

#include <QRegularExpression>

#include <algorithm>

namespace pw::ui {
namespace {

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

QRegularExpression patternOf(const TextQuery& query)
{
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (!query.matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(query.regex ? query.text : QRegularExpression::escape(query.text),
                              options);
}

/// Bytes with bytes: exact, or letters of ASCII in either case.
void findPlain(std::string_view text, const std::string& wanted, bool matchCase,
               const std::string& replacement, std::size_t limit, std::vector<Found>& out)
{
    const auto same = [matchCase](char a, char b) {
        return a == b || (!matchCase && lowered(a) == lowered(b));
    };
    auto at = text.begin();
    while (out.size() < limit) {
        if (matchCase) {
            const std::size_t found
                = text.find(wanted, static_cast<std::size_t>(at - text.begin()));
            at = found == std::string_view::npos
                ? text.end()
                : text.begin() + static_cast<std::ptrdiff_t>(found);
        } else {
            at = std::search(at, text.end(), wanted.begin(), wanted.end(), same);
        }
        if (at == text.end())
            return;
        const auto begin = static_cast<std::size_t>(at - text.begin());
        out.push_back({begin, begin + wanted.size(), replacement});
        at += static_cast<std::ptrdiff_t>(wanted.size());
    }
}

std::string expanded(const QString& replacement, const QRegularExpressionMatch& match)
{
    QString out;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar sign = replacement.at(i);
        if (sign != u'\\' || i + 1 == replacement.size()) {
            out += sign;
            continue;
        }
        const QChar next = replacement.at(++i);
        if (next >= u'0' && next <= u'9')
            out += match.captured(next.digitValue());
        else if (next == u'n')
            out += u'\n';
        else if (next == u't')
            out += u'\t';
        else
            out += next;
    }
    return toUtf8(out);
}

std::size_t utf8Size(QStringView text)
{
    std::size_t size = 0;
    for (const QChar sign : text) {
        if (sign.isSurrogate())
            size += 2; // half of four
        else
            size += sign.unicode() < 0x80 ? 1 : sign.unicode() < 0x800 ? 2 : 3;
    }
    return size;
}

void findInLine(std::string_view line, std::size_t offset, const QRegularExpression& pattern,
                const TextQuery& query, const QString& replacement, std::size_t limit,
                std::vector<Found>& out)
{
    const QString wide = toQString(line);
    qsizetype counted = 0;
    std::size_t bytes = 0;
    const auto byteAt = [&](qsizetype index) {
        bytes += utf8Size(QStringView(wide).mid(counted, index - counted));
        counted = index;
        return bytes;
    };
    auto matches = pattern.globalMatch(wide);
    while (out.size() < limit && matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() == 0)
            continue;
        Found found;
        found.begin = offset + byteAt(match.capturedStart());
        found.end = offset + byteAt(match.capturedEnd());
        found.replacement = query.regex ? expanded(replacement, match) : toUtf8(replacement);
        out.push_back(std::move(found));
    }
}

} // namespace

QString TextQuery::problem() const
{
    if (!regex)
        return {};
    const QRegularExpression pattern = patternOf(*this);
    return pattern.isValid() ? QString() : pattern.errorString();
}

std::vector<Found> findAll(std::string_view text, const TextQuery& query,
                           const QString& replacement, std::size_t limit)
{
    std::vector<Found> out;
    if (query.empty() || !query.problem().isEmpty())
        return out;
    const std::string wanted = toUtf8(query.text);
    if (!query.regex && (query.matchCase || isAscii(wanted))) {
        findPlain(text, wanted, query.matchCase, toUtf8(replacement), limit, out);
        return out;
    }
    const QRegularExpression pattern = patternOf(query);
    std::size_t begin = 0;
    while (begin < text.size() && out.size() < limit) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        if (end > begin)
            findInLine(text.substr(begin, end - begin), begin, pattern, query, replacement, limit,
                       out);
        begin = end + 1;
    }
    return out;
}

} // namespace pw::ui
