#pragma once
// A titled list of checks or changes.

#include "ui/diff/review_model.h"

#include <QWidget>

namespace pw::ui {

class PanelTitle;
class RowTree;
class StatePage;

class ReviewList : public QWidget
{
    Q_OBJECT
public:
    struct Look
    {
        QString objectName; ///< of the list; the panel's has `Panel` behind it
        QString icon;
        QString title;
        bool hasTitles = false; ///< rows have a column of titles
    };
    explicit ReviewList(const Look& look, QWidget* parent = nullptr);

    void setRows(std::vector<ReviewRow> rows, const QString& sentence);
    /// Instead of rows.
    void showEmpty(const QString& why, const QString& iconName);
    [[nodiscard]] QWidget* list() const;
    [[nodiscard]] const ReviewModel& rows() const { return *m_model; }

Q_SIGNALS:
    void revealRequested(pw::text::Span span); ///< of the row that was chosen
    void currentChanged(int row); ///< -1: none

private:
    ReviewModel* m_model = nullptr;
    PanelTitle* m_title = nullptr;
    RowTree* m_tree = nullptr;
    StatePage* m_state = nullptr;
};

} // namespace pw::ui
