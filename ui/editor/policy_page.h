#pragma once
// One open policy: what it is, its text, and what is wrong with it.

#include "core/policy/policy_edit.h"
#include "core/snapshot.h"
#include "core/text/diagnostic.h"
#include "ui/editor/outline_model.h"

#include <QStringList>
#include <QWidget>

class QAction;
class QSplitter;
class QTimer;

namespace pw::ui {

class NoticeStrip;
class OutlinePanel;
class PlaceLine;
class PolicyEditor;
class PolicyHeader;
class ProblemsPanel;
class SearchBar;
class Segments;

class PolicyPage : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyPage(QWidget* parent = nullptr);
    ~PolicyPage() override;

    [[nodiscard]] PolicyEditor& editor() const { return *m_editor; }
    /// A snapshot of an older text changes nothing in the text; the list shows it.
    void setSnapshot(const SnapshotPtr& snapshot);
    /// Of the newest snapshot. Never null.
    void setOutline(const OutlinePtr& outline);
    void showOutline(bool shown);
    /// The text, the form of it, or both side by side.
    enum class View : std::uint8_t { Text, Both, Form };
    void showView(View view);
    /// The form of the text, beside it. Speaks for itself; asked for by formWanted.
    void setForm(QWidget* form);
    [[nodiscard]] View view() const { return m_view; }
    /// Folds the parts of these kinds, wherever they stand.
    void fold(const std::vector<ops::OutlineKind>& kinds);
    /// The document's name: shown where the policy has none of its own.
    void setTitle(const QString& title);
    /// Into the context menu of the text.
    void addTextAction(QAction* action);

    /// A button in the line above the text, and the main one.
    void addHeadAction(QAction* action);
    void addMainAction(QAction* action);

    /// The parts that the focus goes round.
    [[nodiscard]] QList<QWidget*> panes() const;

    /// One at a time: a new one takes the place of the one before.
    void showNotice(const QString& sentence, const QStringList& buttons);
    void hideNotice();

    void nextProblem();
    void previousProblem();
    void focusProblems();
    /// Makes the first fix at the cursor, as one undo step.
    void quickFix();
    /// One that was offered for the text of that revision; says so when the text is another by now.
    void makeFix(const text::Fix& fix, std::uint64_t revision);
    [[nodiscard]] bool canFix() const;

    void toggleComments();

    void findText();
    void replaceText();
    void findNext();
    void findPrevious();

    /// `Line 27, column 19 · YAML · UTF-8 · LF`
    [[nodiscard]] QString positionText() const;

Q_SIGNALS:
    void noticeAnswered(int button);
    /// Made about the snapshot that is shown; `step` says what it does.
    void wished(const std::vector<pw::policy::PolicyEdit>& wishes, const QString& step,
                const pw::SnapshotPtr& seen);
    void formWanted(); ///< it is about to be shown for the first time
    void viewChanged(); ///< text, form or both
    void placeShown(); ///< what follows the cursor has followed it
    void positionChanged(); ///< the cursor moved or the text is of another kind
    void canFixChanged(bool canFix);
    /// For the status bar: why something that was asked for was not done.
    void messageRequested(const QString& message);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void connectParts();
    void connectAssists();
    void onCursorMoved();
    void showPlace();
    void applyFix(const text::Fix& fix, std::uint64_t revision);
    [[nodiscard]] const text::Fix* fixAtCursor() const;
    void goToProblem(bool backwards);
    void reveal(text::Span span);

    PolicyHeader* m_header = nullptr;
    NoticeStrip* m_notice = nullptr;
    PlaceLine* m_place = nullptr;
    SearchBar* m_search = nullptr;
    OutlinePanel* m_outline = nullptr;
    QSplitter* m_sides = nullptr;
    QWidget* m_text = nullptr; ///< the editor with what stands above it
    QWidget* m_form = nullptr; ///< given when it is first wanted
    View m_view = View::Text;
    PolicyEditor* m_editor = nullptr;
    ProblemsPanel* m_problems = nullptr;
    QSplitter* m_splitter = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    Segments* m_views = nullptr;
    QTimer* m_placePause = nullptr;
    bool m_canFix = false;
};

} // namespace pw::ui
