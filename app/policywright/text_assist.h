#pragma once
// What the editor of a document asks for while a person types, found off the GUI thread.

#include "app/policywright/job.h"
#include "core/ops/vocabulary.h"
#include "core/policy/policy_edit.h"
#include "core/snapshot.h"

#include <QObject>
#include <QStringList>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "ui/editor/reference_marks.h"

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

    /// Wishes of a view that has seen the snapshot. They are planned on the text as it stands by
    /// then, one after the other, and become one undo step.
    void wish(std::vector<policy::PolicyEdit> wishes, const QString& step, SnapshotPtr seen);
    [[nodiscard]] bool isIdle() const { return m_wishes.empty(); }

Q_SIGNALS:
    /// It stands in the text. What else changed because of it, a sentence each.
    void made(const QString& step, const QStringList& notes);
    /// Nothing was changed.
    void refused(const QString& step, const QString& reason);

private:
    struct Wish
    {
        std::vector<policy::PolicyEdit> edits;
        QString step;
        SnapshotPtr seen;
    };

    void complete(quint64 revision, quint32 at);
    void hover(quint64 revision, quint32 at);
    void findReferences(quint64 revision, quint32 at, ui::ReferenceMarks::Wish wish);
    /// Off the GUI thread: the snapshot of that text, or one without diagnostics made for it.
    [[nodiscard]] std::function<SnapshotPtr()> readText(quint64 revision) const;
    void planNext();
    void take(const Result<policy::PlannedEdit>& plan, std::uint64_t revision);

    ui::PolicyEditor& m_editor;
    VocabularyPtr m_vocabulary;
    Job m_completion;
    Job m_hover;
    Job m_references;
    Job m_planning;
    std::deque<Wish> m_wishes; ///< the first one is being planned
};

} // namespace pw::app
