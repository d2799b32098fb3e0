#pragma once
// What the editor of a document asks for while a person types, found off the GUI thread.

#include "app/policywright/job.h"
#include "core/ops/vocabulary.h"

#include <QObject>

#include <memory>

namespace pw::ui {
class PolicyEditor;
} // namespace pw::ui

namespace pw::app {

using VocabularyPtr = std::shared_ptr<const ops::Vocabulary>;

class TextAssist : public QObject
{
    Q_OBJECT
public:
    explicit TextAssist(ui::PolicyEditor& editor, QObject* parent = nullptr);

    /// Words that completion knows from fingerprints. Never null.
    void setVocabulary(VocabularyPtr vocabulary) { m_vocabulary = std::move(vocabulary); }

private:
    void complete(quint64 revision, quint32 at);

    ui::PolicyEditor& m_editor;
    VocabularyPtr m_vocabulary;
    Job m_completion;
};

} // namespace pw::app
