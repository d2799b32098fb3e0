#pragma once
// What changed in meaning: one line a change with what it does, by document and part, and which of
// them are shown.

#include "core/ops/comparison.h"
#include "ui/diff/review_model.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;

namespace pw::ui {

class ReviewList;

using ComparisonPtr = std::shared_ptr<const ops::Comparison>;

/// What the two sides say otherwise, and with a third one what each has changed since.
struct ComparedMeaning
{
    ComparisonPtr between; ///< null: it is being compared
    ComparisonPtr leftSinceBase; ///< null: there is no base
    ComparisonPtr rightSinceBase;
};

class ChangePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ChangePanel(QWidget* parent = nullptr);

    void setMeaning(const ComparedMeaning& meaning);
    [[nodiscard]] const ComparedMeaning& meaning() const { return m_meaning; }
    [[nodiscard]] QWidget* list() const;
    /// `6 changes: 4 wider, 1 narrower, 1 response`; empty when nothing is known.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    /// Of the change that became the current one, in the left and the right text; may be empty.
    void revealRequested(pw::text::Span left, pw::text::Span right);

private:
    [[nodiscard]] bool hasBase() const { return m_meaning.leftSinceBase != nullptr; }
    [[nodiscard]] std::size_t count(ops::Effect effect) const;
    void fillFilter();
    void showRows();
    void addGroups(const ops::Comparison& comparison, const QString& who,
                   std::vector<ReviewGroup>& out) const;
    [[nodiscard]] static QString summaryOf(const ops::Comparison& comparison);

    ReviewList* m_list = nullptr;
    QComboBox* m_which = nullptr;
    ComparedMeaning m_meaning;
    bool m_filling = false;
};

} // namespace pw::ui
