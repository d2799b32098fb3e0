#include "ui/form/sentence_line.h"

#include "ui/common/convert.h"
#include "ui/common/sentence_html.h"

namespace pw::ui {

SentenceLine::SentenceLine(const QString& objectName, const QString& what, QWidget* parent)
    : QLabel(parent)
{
    setObjectName(objectName);
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setAccessibleDescription(what);
    hide();
}

void SentenceLine::setSentence(const ops::Sentence& sentence)
{
    const ops::Sentence shown = begun(sentence);
    setText(sentenceHtml(shown));
    setAccessibleName(toQString(shown.text()));
    setVisible(!sentence.empty());
}

} // namespace pw::ui
