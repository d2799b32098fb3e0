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
    /// Below headings that a person can close.
    void setGroups(std::vector<ReviewGroup> groups, const QString& sentence);
    /// Instead of rows.
    void showEmpty(const QString& why, const QString& iconName);
    [[nodiscard]] QWidget* list() const;

Q_SIGNALS:
    void revealRequested(pw::text::Span span); ///< of the row that was chosen
    void currentChanged(const pw::ui::ReviewRow* row); ///< null: a heading, or none

private:
    void showContent(std::size_t rows, const QString& sentence);

    ReviewModel* m_model = nullptr;
    PanelTitle* m_title = nullptr;
    RowTree* m_tree = nullptr;
    StatePage* m_state = nullptr;
};

} // namespace pw::ui
