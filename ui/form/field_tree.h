#pragma once
// The rows of a form as a tree that a person edits: with the keyboard alone, or the mouse.

#include "ui/common/row_tree.h"
#include "ui/form/field_model.h"

class QAction;

namespace pw::ui {

class FieldTree : public RowTree
{
    Q_OBJECT
public:
    explicit FieldTree(QWidget* parent = nullptr);

    /// New rows are opened down to the lists when there are few of them.
    void setTops(const FormDocumentPtr& document, std::vector<ops::FormTop> tops);
    void setReadOnly(bool on);
    [[nodiscard]] bool isReadOnly() const { return editTriggers() == NoEditTriggers; }
    [[nodiscard]] FieldModel& fields() { return *m_model; }
    /// The row that shows the place becomes current; nobody is told.
    void showPlace(const policy::Place& place);
    /// The same once the text has it: of a wish that is on its way.
    void showPlaceLater(const policy::Place& place) { m_later = place; }
    [[nodiscard]] QModelIndexList selectedFields() const;

Q_SIGNALS:
    void wished(const std::vector<policy::PolicyEdit>& wishes, const QString& step);
    void revealRequested(pw::text::Span span);
    void readOnlyChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    QAction* addKeyAction(const char* name, const QString& text, const QKeySequence& keys,
                          void (FieldTree::*slot)());
    void editCurrent();
    void renameCurrent();
    void clearSelected();
    void addItem();
    void moveUp() { moveSelected(true); }
    void moveDown() { moveSelected(false); }
    void moveSelected(bool up);
    void copyRows();
    void updateActions();
    void noteFresh(const QModelIndex& parent, int first, int last);
    void openFresh();

    FieldModel* m_model = nullptr;
    std::optional<policy::Place> m_later;
    QList<QPersistentModelIndex> m_fresh; ///< rows that may be opened by themselves
    bool m_showing = false;
    QAction* m_edit = nullptr;
    QAction* m_rename = nullptr;
    QAction* m_clear = nullptr;
    QAction* m_add = nullptr;
    QAction* m_up = nullptr;
    QAction* m_down = nullptr;
};

} // namespace pw::ui
