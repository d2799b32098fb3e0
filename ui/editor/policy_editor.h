#pragma once
// The text of one policy. It is the truth: everybody else reads its bytes or plans edits to them.
//
// Places outside of this class are bytes of the file, a byte order mark counted; the widget's own
// positions begin behind it.

#include "core/ops/hover.h"
#include "core/snapshot.h"
#include "core/text/source_text.h"
#include "core/text/text_edit.h"
#include "ui/editor/qsci.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ui {

class Completer;
class EditorLook;
class FoldLevels;
class FoldTurns;
class ProblemMarks;
class ReferenceMarks;
class TextLoader;

class PolicyEditor : public QsciScintilla
{
    Q_OBJECT
public:
    explicit PolicyEditor(QWidget* parent = nullptr);
    ~PolicyEditor() override;

    /// Another document: nothing to undo, not modified. A large one can be read, but not edited,
    /// until it has been taken in beside the GUI thread. Without a format it is guessed from the
    /// first sign, and follows the snapshots.
    void load(const text::SourceText& text, std::optional<yaml::Format> format = {});
    /// One copy of the whole text, as it would be written to a file.
    [[nodiscard]] std::string bytes() const;
    /// Grows with every change of the text and never comes back, undone or not.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }
    [[nodiscard]] bool isLoading() const { return m_loading.has_value(); }
    [[nodiscard]] yaml::Format format() const { return m_format; }
    [[nodiscard]] bool hasBom() const { return m_bom; }

    /// One undo step; the cursor keeps its place in the text. False, and nothing is changed, when
    /// the edits were planned on another revision, overlap or leave the text.
    bool applyEdits(const text::TextEdits& edits, std::uint64_t revision);
    /// Makes the text these bytes in one undo step, touching only what differs.
    void replaceText(std::string_view bytes);
    /// The text as it stands is what is kept: undo back to it is not modified again.
    void markSaved();

    /// Shows what is wrong at its places. A snapshot of an older text is left alone: the marks
    /// of before move along with the text until a newer one comes.
    void setSnapshot(const SnapshotPtr& snapshot);
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }

    /// Selects the span (its first line when it is longer), opens folds and scrolls to it.
    void reveal(text::Span span);
    [[nodiscard]] text::ByteOffset cursorOffset() const;
    /// The line on top, from 0; folded ones counted.
    [[nodiscard]] int topLine() const;
    /// As it was looked at before; a text that is being taken in is so when it is there.
    void lookFrom(text::ByteOffset cursor, int topLine);
    /// From the cursor, and from the other end when there is none. Reads the marks as they stand.
    void revealNextProblem(bool backwards);
    /// What is wrong at a place, the gravest first, as plain lines; empty when all is well.
    [[nodiscard]] QString problemText(text::ByteOffset offset) const;

    /// Positions are the widget's own.
    [[nodiscard]] text::Span spanAt(long begin, long end) const;
    [[nodiscard]] long positionOf(text::ByteOffset offset) const;
    /// The text without a copy, a byte order mark left out. Valid until the next call.
    [[nodiscard]] std::string_view view() const;
    /// One undo step for the replacements; `edits` count as the widget's positions.
    void replaceRange(long begin, long end, std::string_view replacement);
    /// The cursor goes to the end of it, which comes into sight.
    void selectRange(long begin, long end);

    [[nodiscard]] Completer& completer() const { return *m_completer; }
    [[nodiscard]] ReferenceMarks& references() const { return *m_references; }
    /// The answer to hoverRequested, shown with what is wrong there; a late one is dropped.
    void showHover(std::uint64_t revision, text::ByteOffset at,
                   const std::optional<ops::Hover>& hover);
    /// What is known about the word at the cursor, by a key.
    void askHoverAtCursor();
    /// Folds the lines that begin there, a few at a time, or opens all that is folded.
    void fold(const std::vector<text::ByteOffset>& places);
    void unfoldAll();
    /// Lines of the selections become comments, or lines again; one undo step. False: the format
    /// has no comments.
    bool toggleComments();
    void addCursor(bool above);
    void addNextOccurrence();

    /// Adds to the context menu, behind the editing actions.
    void addMenuAction(QAction* action);

Q_SIGNALS:
    void hoverRequested(quint64 revision, quint32 at);
    void edited(); ///< once for each change; edits in one step are one
    /// Every change by itself, as it is made; places are bytes of the file.
    void spliced(pw::text::ByteOffset at, pw::text::ByteOffset removed, const QByteArray& inserted);
    void loaded(); ///< another text, or one that has been taken in
    void cursorMoved();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    class Batch;
    friend class Batch;

    void setFormat(yaml::Format format);
    void adoptDocument();
    void followLineEnds(std::string_view text);
    void updateFolds();
    void onLoaded();
    void onModified(int position, int kind, const char* text, int length);
    void onTextChanged();
    void onCharAdded(int sign);
    void showTip(const QString& html);
    [[nodiscard]] QPoint pointBelow(long position) const;
    [[nodiscard]] QString problemLines(const std::vector<std::size_t>& problems) const;
    void insertReplacing(long begin, long end, std::string_view replacement);

    std::unique_ptr<EditorLook> m_look;
    std::unique_ptr<ProblemMarks> m_marks;
    SnapshotPtr m_snapshot;
    TextLoader* m_loader = nullptr;
    FoldLevels* m_folds = nullptr;
    FoldTurns* m_foldTurns = nullptr;
    Completer* m_completer = nullptr;
    ReferenceMarks* m_references = nullptr;
    struct
    {
        text::ByteOffset at = 0;
        QPoint place; ///< of the mouse, on the screen
        QString problems;
    } m_hover; // what the last tip is about
    std::optional<text::SourceText> m_loading; // the text until the view has it
    EolMode m_eolMode = EolUnix;
    QList<QAction*> m_menuActions;
    yaml::Format m_format = yaml::Format::Yaml;
    bool m_bom = false;
    std::uint64_t m_revision = 1;
    std::function<void()> m_whenLoaded; // where to look
    int m_caretLine = 0;
    int m_batches = 0; // changes that are told as one
    bool m_changedInBatch = false;
};

} // namespace pw::ui
