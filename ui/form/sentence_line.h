#pragma once
// What a part of a form says, as one plain sentence over it.

#include "core/ops/sentence.h"

#include <QLabel>

namespace pw::ui {

class SentenceLine : public QLabel
{
    Q_OBJECT
public:
    /// `what`: for screen readers, what the sentence is about.
    SentenceLine(const QString& objectName, const QString& what, QWidget* parent);

    /// Takes no room when it says nothing.
    void setSentence(const ops::Sentence& sentence);
};

} // namespace pw::ui
