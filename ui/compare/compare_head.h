#pragma once
// The line above a comparison: what stands left and right, and how it is shown.

#include "core/text/line_diff.h"
#include "ui/compare/compare_types.h"
#include "ui/diff/diff_view.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QToolButton;

namespace pw::ui {

class Segments;
class SideButton;

/// What of a line counts.
struct CompareOptions
{
    bool ignoreSpaces = false;
    bool ignoreComments = false;
    bool operator==(const CompareOptions&) const = default;
};

class CompareHead : public QWidget
{
    Q_OBJECT
public:
    explicit CompareHead(QWidget* parent = nullptr);

    void setSides(const CompareFace& left, const CompareFace& right);
    /// Nothing: there is none.
    void setBase(const std::optional<CompareFace>& base);
    void setChoices(CompareSide side, const QList<CompareChoice>& choices);
    [[nodiscard]] DiffView::Layout layoutChosen() const;
    [[nodiscard]] CompareOptions options() const;

Q_SIGNALS:
    /// The choices of that side are about to be seen.
    void choicesRequested(pw::ui::CompareSide side);
    void chosen(pw::ui::CompareSide side, const QString& key);
    void swapRequested();
    void layoutChanged();
    void optionsChanged();

private:
    SideButton* makeSide(CompareSide side, const QString& objectName, const QString& name);
    [[nodiscard]] SideButton* button(CompareSide side) const;
    QCheckBox* makeOption(const char* objectName, const QString& text, const QString& tip);

    SideButton* m_left = nullptr;
    SideButton* m_right = nullptr;
    SideButton* m_base = nullptr;
    QToolButton* m_swap = nullptr;
    Segments* m_layouts = nullptr;
    QCheckBox* m_spaces = nullptr;
    QCheckBox* m_comments = nullptr;
};

} // namespace pw::ui
