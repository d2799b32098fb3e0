#pragma once
// The outline beside a text: what it holds, where the cursor is in it, and a way to each part.

#include "ui/editor/outline_model.h"

#include <QWidget>

#include <set>
#include <string>

namespace pw::ui {

class PanelTitle;
class RowTree;

class OutlinePanel : public QWidget
{
    Q_OBJECT
public:
    explicit OutlinePanel(QWidget* parent = nullptr);

    /// What is open and chosen stays so.
    void setOutline(OutlinePtr outline);
    [[nodiscard]] const OutlineModel& model() const { return *m_model; }
    /// The part that holds the place becomes the current one, without telling anybody.
    void markPlace(text::ByteOffset place);

Q_SIGNALS:
    void revealRequested(pw::text::Span span);

private:
    void reveal(const QModelIndex& index);
    void rememberOpen(const QModelIndex& parent);
    void restoreOpen(const QModelIndex& parent, int depth);

    OutlineModel* m_model = nullptr;
    RowTree* m_tree = nullptr;
    std::set<std::string> m_open;
    std::set<std::string> m_known;
};

} // namespace pw::ui
