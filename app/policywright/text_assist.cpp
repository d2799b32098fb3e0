#include "app/policywright/text_assist.h"

#include "core/ops/completion.h"
#include "ui/editor/completer.h"
#include "ui/editor/policy_editor.h"

namespace pw::app {

TextAssist::TextAssist(ui::PolicyEditor& editor, QObject* parent)
    : QObject(parent), m_editor(editor), m_vocabulary(std::make_shared<const ops::Vocabulary>())
{
    connect(&editor.completer(), &ui::Completer::requested, this, &TextAssist::complete);
}

void TextAssist::complete(quint64 revision, quint32 at)
{
    m_completion.run(
        [bytes = m_editor.bytes(), at, format = m_editor.format(),
         vocabulary = m_vocabulary](const std::stop_token&, const ProgressFn&) {
            return ops::complete(bytes, at, format, *vocabulary);
        },
        [this, revision, at](ops::Completion completion) {
            m_editor.completer().show(revision, at, std::move(completion));
        });
}

} // namespace pw::app
