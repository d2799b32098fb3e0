#pragma once
// The page that is shown before anything is written to a server: what is checked, what changes,
// what could be killed, and the decision. It asks for the write; others do it.

#include "ui/apply/apply_types.h"
#include "ui/apply/review_gate.h"
#include "ui/apply/review_sections.h"
#include "ui/diff/diff_rows.h"

#include <QWidget>

#include <optional>

namespace pw::ui {

class ApplyFoot;
class ApplyHead;
class LinePanel;
class OutcomeStrip;
class ReviewList;
class TextPanel;

class ReviewPage : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewPage(QWidget* parent = nullptr);

    void setTarget(const ApplyTarget& target);
    /// One document, or several in the order of the text; a list shows rulesets first, as they are
    /// sent. What failed earlier is forgotten; what was written, or is on its way, is not.
    void setReviews(const std::vector<ops::ReviewPtr>& reviews);
    void setReview(const ops::ReviewPtr& review) { setReviews({review}); }
    /// The replay is under way; `total` 0: unknown. A complete review ends it.
    void setProgress(const QString& what, int done, int total);
    void setServerVerdict(const ServerVerdict& verdict);
    /// How the write of that document goes, by its place in the list given.
    void setResult(int document, const ApplyOutcome& outcome);
    void setResult(const ApplyOutcome& outcome) { setResult(0, outcome); }
    /// The server's text of that document and the proposed one; compared off the GUI thread.
    void setTextDiff(int document, const TextDiffPtr& diff);
    /// What has been typed where a name is asked for.
    [[nodiscard]] QString typedName() const;
    /// Which of the documents is looked at, from 0.
    std::size_t shownDocument() const { return m_shown; }

Q_SIGNALS:
    void applyRequested();
    void applyAuditRequested(); ///< apply, but with `mode: audit`
    void checkRequested();
    void keepMineRequested();
    void takeTheirsRequested();
    void mergeBothRequested();
    void sideBySideRequested(); ///< also: the texts in a page of their own
    void applyAsNewRequested();
    void tryAgainRequested(); ///< of several documents: those that were not written
    void lookAgainRequested();
    void cancelRequested(); ///< also: close, when everything was written
    void revealRequested(pw::text::Span span); ///< of the text that would be applied

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildParts();
    void buildConflict();
    void connectParts();
    void showDocument(int document);
    void showChecks(const ops::ApplyReview& review);
    void showText(const ops::ApplyReview& review);
    void showChanges(const ops::ApplyReview& review);
    void showReplay(const ops::ApplyReview& review);
    void showDocuments();
    void showDecision();
    void decide();
    void onStripPressed(const QString& button);
    [[nodiscard]] ApplyPhase phase() const;
    [[nodiscard]] GateInput gate() const;

    ApplyTarget m_target;
    std::vector<ops::ReviewPtr> m_reviews; ///< as given
    std::vector<ApplyOutcome> m_outcomes;
    std::vector<TextDiffPtr> m_texts;
    std::vector<int> m_order; ///< places in the list given, as they are sent
    ServerVerdict m_verdict;
    std::size_t m_shown = 0;

    ApplyHead* m_head = nullptr;
    OutcomeStrip* m_strip = nullptr;
    ReviewList* m_changedThere = nullptr;
    LinePanel* m_documents = nullptr;
    ReviewSections* m_sections = nullptr;
    ReviewList* m_checks = nullptr;
    ReviewList* m_changes = nullptr;
    TextPanel* m_text = nullptr;
    LinePanel* m_kills = nullptr;
    LinePanel* m_numbers = nullptr;
    ApplyFoot* m_foot = nullptr;
};

} // namespace pw::ui
