#pragma once
// The processes of a document as the tree that they are.

#include "ui/form/entry_page.h"

namespace pw::ui {

class ProcessPage : public EntryPage
{
    Q_OBJECT
public:
    explicit ProcessPage(QWidget* parent = nullptr);

protected:
    [[nodiscard]] std::vector<EntryRow> rowsOf(const FormDocument& document) const override;
    [[nodiscard]] std::vector<ops::FormTop> fieldsOf(const EntryRow& row) const override;
    [[nodiscard]] QString fieldsTitle(const EntryRow& row) const override;
    void updateButtons() override;

private:
    void addProcess(bool asChild);
    void duplicate();
    void onDropped(const QModelIndexList& rows, int before, const QModelIndex& parent);
    void moveInto(bool deeper);
    void move(const std::vector<ops::FormSpot>& spots, const policy::Place& list,
              std::size_t before);
    [[nodiscard]] QString removalWords() const;

    QPushButton* m_addChild = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_duplicate = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace pw::ui
