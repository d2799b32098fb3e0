#include "app/policywright/text_assist.h"

#include "core/ops/completion.h"
#include "core/policy/follow_edit.h"
#include "core/snapshot_words.h"
#include "core/yaml/reader.h"
#include "ui/common/convert.h"
#include "ui/editor/completer.h"
#include "ui/editor/policy_editor.h"

namespace pw::app {
namespace {

Error notParsed()
{
    return Error{"not-parsed", "the text cannot be read as it stands; mend it first", {}};
}

Result<policy::PlannedEdit> planNow(const yaml::Document& document,
                                    const std::vector<policy::PolicyEdit>& wishes)
{
    return document.complete() ? policy::planEdits(document, wishes)
                               : Result<policy::PlannedEdit>(notParsed());
}

/// On a text that is newer than what the wishes were made about.
Result<policy::PlannedEdit> planLater(const Snapshot& seen, std::string bytes,
                                      std::vector<policy::PolicyEdit> wishes)
{
    const Result<text::SourceText> source = text::SourceText::make(std::move(bytes), "");
    if (!source)
        return source.error();
    const yaml::Document document = yaml::read(*source);
    if (!document.complete())
        return notParsed();
    const std::vector<policy::Unit> seenUnits = policy::unitsOf(*seen.document, false);
    const std::vector<policy::Unit> units = policy::unitsOf(document, false);
    for (policy::PolicyEdit& wish : wishes) {
        Result<policy::PolicyEdit> followed
            = policy::followEdit({*seen.document, seenUnits}, {document, units}, wish);
        if (!followed)
            return followed.error();
        wish = *std::move(followed);
    }
    return policy::planEdits(document, wishes);
}

} // namespace

TextAssist::TextAssist(ui::PolicyEditor& editor, QObject* parent)
    : QObject(parent), m_editor(editor), m_vocabulary(std::make_shared<const ops::Vocabulary>())
{
    connect(&editor.completer(), &ui::Completer::requested, this, &TextAssist::complete);
    connect(&editor, &ui::PolicyEditor::hoverRequested, this, &TextAssist::hover);
    connect(&editor.references(), &ui::ReferenceMarks::requested, this,
            &TextAssist::findReferences);
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

std::function<SnapshotPtr()> TextAssist::readText(quint64 revision) const
{
    if (const SnapshotPtr& known = m_editor.snapshot(); known && known->revision == revision)
        return [known] { return known; };
    return [bytes = m_editor.bytes(), revision]() -> SnapshotPtr {
        Snapshot out;
        out.revision = revision;
        if (Result<text::SourceText> source = text::SourceText::make(bytes, ""))
            out.source = *std::move(source);
        out.document = std::make_shared<const yaml::Document>(yaml::read(out.source));
        out.units = policy::unitsOf(*out.document, true);
        return std::make_shared<const Snapshot>(std::move(out));
    };
}

void TextAssist::hover(quint64 revision, quint32 at)
{
    m_hover.run(
        [text = readText(revision), at](const std::stop_token&, const ProgressFn&) {
            return ops::hoverAt(*text(), at);
        },
        [this, revision, at](const std::optional<ops::Hover>& hover) {
            m_editor.showHover(revision, at, hover);
        });
}

void TextAssist::findReferences(quint64 revision, quint32 at, ui::ReferenceMarks::Wish wish)
{
    m_references.run(
        [text = readText(revision), at](const std::stop_token&, const ProgressFn&) {
            return ops::processReferencesAt(*text(), at);
        },
        [this, revision, at, wish](const std::optional<ops::ProcessReferences>& found) {
            m_editor.references().take(revision, at, wish, found);
        });
}

void TextAssist::wish(std::vector<policy::PolicyEdit> wishes, const QString& step, SnapshotPtr seen)
{
    m_wishes.push_back({std::move(wishes), step, std::move(seen)});
    if (m_wishes.size() == 1)
        planNext();
}

void TextAssist::planNext()
{
    const std::uint64_t revision = m_editor.revision();
    const Wish& wish = m_wishes.front();
    const bool isNewest = wish.seen->revision == revision;
    m_planning.run(
        [wish, isNewest, bytes = isNewest ? std::string() : m_editor.bytes()](
            const std::stop_token&, const ProgressFn&) mutable {
            return isNewest ? planNow(*wish.seen->document, wish.edits)
                            : planLater(*wish.seen, std::move(bytes), wish.edits);
        },
        [this, revision](const Result<policy::PlannedEdit>& plan) { take(plan, revision); });
}

void TextAssist::take(const Result<policy::PlannedEdit>& plan, std::uint64_t revision)
{
    if (revision != m_editor.revision())
        return planNext(); // somebody typed while it was planned
    const Wish wish = std::move(m_wishes.front());
    m_wishes.pop_front();
    if (!plan) {
        Q_EMIT refused(wish.step, ui::toQString(plan.error().message));
    } else if (!m_editor.applyEdits(plan->edits, revision)) {
        Q_EMIT refused(wish.step, tr("the text cannot be changed now"));
    } else {
        QStringList notes;
        for (const std::string& note : plan->notes)
            notes << ui::toQString(note);
        Q_EMIT made(wish.step, notes);
    }
    if (!m_wishes.empty())
        planNext();
}

} // namespace pw::app
