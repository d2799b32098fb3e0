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

class ChangePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ChangePanel(QWidget* parent = nullptr);

    /// Null: it is being compared.
    void setComparison(const ComparisonPtr& comparison);
    [[nodiscard]] const ComparisonPtr& comparison() const { return m_comparison; }
    [[nodiscard]] QWidget* list() const;
    /// `6 changes: 4 wider, 1 narrower, 1 response`; empty when nothing is known.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    /// Of the change that became the current one, in the left and the right text; may be empty.
    void revealRequested(pw::text::Span left, pw::text::Span right);

private:
    void showRows();

    ReviewList* m_list = nullptr;
    QComboBox* m_which = nullptr;
    ComparisonPtr m_comparison;
    bool m_filling = false;
};

} // namespace pw::ui
