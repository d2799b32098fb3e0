#include "ui/common/sentence_html.h"

#include "ui/common/convert.h"

namespace pw::ui {

QString sentenceHtml(const ops::Sentence& sentence)
{
    QString out;
    for (const ops::Sentence::Part& part : sentence.parts) {
        const QString words = toQString(part.text).toHtmlEscaped();
        out += part.name ? QStringLiteral("<code>%1</code>").arg(words) : words;
    }
    return out;
}

ops::Sentence begun(ops::Sentence sentence)
{
    if (sentence.parts.empty() || sentence.parts.front().name)
        return sentence;
    std::string& first = sentence.parts.front().text;
    QString words = toQString(first);
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    first = toUtf8(words);
    return sentence;
}

} // namespace pw::ui
