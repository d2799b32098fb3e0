#include "ui/editor/hover_tip.h"

#include "ui/common/convert.h"
#include "ui/common/sentence_html.h"
#include "ui/common/theme.h"

#include <QCoreApplication>
#include <QStringList>

namespace pw::ui {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::ui::HoverTip)
};

QString escaped(std::string_view words)
{
    return toQString(words).toHtmlEscaped();
}

QString codeOf(const std::vector<std::string>& words)
{
    QStringList out;
    for (const std::string& word : words)
        out << QStringLiteral("<code>%1</code>").arg(escaped(word));
    return out.join(QStringLiteral(", "));
}

/// Label and what it says, below each other in one column.
QString fact(const QString& label, const QString& html)
{
    return QStringLiteral("<tr><td style='padding-right:8px'>%1</td><td>%2</td></tr>")
        .arg(label, html);
}

QString facts(const ops::Hover& hover)
{
    QString rows;
    if (!hover.words.empty())
        rows += fact(Texts::tr("One of"), codeOf(hover.words));
    if (!hover.defaultValue.empty())
        rows += fact(Texts::tr("Default"), codeOf({hover.defaultValue}));
    if (!hover.example.empty())
        rows += fact(Texts::tr("Example"), codeOf({hover.example}));
    if (!hover.since.empty())
        rows += fact(Texts::tr("Since"), escaped(hover.since));
    if (!hover.until.empty())
        rows += fact(Texts::tr("Until"), escaped(hover.until));
    return rows.isEmpty()
        ? QString()
        : QStringLiteral("<table cellspacing='0' cellpadding='0'>%1</table>").arg(rows);
}

} // namespace

QString hoverTip(const ops::Hover& hover, const QPalette& palette)
{
    const QString line = QStringLiteral("<p style='margin:2px 0'>%1</p>");
    QString out;
    if (!hover.title.empty())
        out += line.arg(QStringLiteral("<b>%1</b>").arg(escaped(hover.title)));
    if (!hover.meaning.parts.empty())
        out += line.arg(sentenceHtml(begun(hover.meaning)));
    if (!hover.doc.empty())
        out += line.arg(escaped(hover.doc));
    out += facts(hover);
    if (!hover.inside.parts.empty())
        out += QStringLiteral("<p style='margin:4px 0 2px 0; color:%1'>%2</p>")
                   .arg(themeOf(palette).muted.name(), sentenceHtml(hover.inside));
    return out;
}

} // namespace pw::ui
