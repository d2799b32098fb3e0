#pragma once
// A tab with a table of entries and, below it, the fields of the one that is current.

#include "ui/form/entry_model.h"
#include "ui/form/entry_panel.h"
#include "ui/form/entry_table.h"
#include "ui/form/form_page.h"

#include <functional>

class QPushButton;

namespace pw::ui {

class EntryPage : public FormPage
{
    Q_OBJECT
public:
    void setDocument(const FormDocumentPtr& document) override;
    void setReadOnly(bool on) override;
    void showPlace(const policy::Place& place) override;
    [[nodiscard]] std::optional<policy::Place> currentPlace() const override;

protected:
    struct Names
    {
        ops::FormTab tab;
        QString objects; ///< the front of every objectName: `process`
        QString title; ///< over the table
        QString fields; ///< over the fields
        QString sentence; ///< what the sentence over the fields is about
    };
    EntryPage(const Names& names, std::vector<EntryModel::Column> columns, QWidget* parent);

    [[nodiscard]] virtual std::vector<EntryRow> rowsOf(const FormDocument& document) const = 0;
    /// The fields of the entry that stand below the table.
    [[nodiscard]] virtual std::vector<ops::FormTop> fieldsOf(const EntryRow& row) const;
    /// Over the fields: which entry they are of.
    [[nodiscard]] virtual QString fieldsTitle(const EntryRow& row) const = 0;
    /// What the buttons can do now, and what would come of it.
    virtual void updateButtons() = 0;
    /// The same as Delete.
    void removeSelected();
    void moveSelected(int rows);
    /// A key of the table alone.
    void addKey(const QString& text, const QKeySequence& keys, std::function<void()> does);

    [[nodiscard]] EntryPanel& head() { return *m_head; } ///< over the table
    [[nodiscard]] EntryPanel& fieldsHead() { return *m_fieldsHead; }
    void showFields();
    void rebuild(); ///< the rows again, from the same document
    /// Made current as soon as the text has it, and selected with the ones behind it.
    void showLater(const policy::Place& place, std::size_t count = 1)
    {
        m_later = place;
        m_laterCount = static_cast<int>(count);
    }

    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    [[nodiscard]] EntryModel& entries() { return *m_model; }
    [[nodiscard]] EntryTable& table() { return *m_table; }
    [[nodiscard]] FieldTree& fields() const { return *m_fields; }
    [[nodiscard]] const FormDocumentPtr& document() const { return m_document; }
    /// The selected rows that are entries, in the order of the table.
    [[nodiscard]] std::vector<ops::FormSpot> selectedEntries() const;
    [[nodiscard]] const EntryRow* currentRow() const;
    virtual void editFields(const std::string& key);

private:
    void buildTable(const Names& names);
    void onCurrentChanged(const QModelIndex& current);
    void showWhatCame();
    void editCurrent();
    [[nodiscard]] QModelIndex fieldOf(const QModelIndex& cell) const;

    EntryModel* m_model = nullptr;
    EntryTable* m_table = nullptr;
    FieldTree* m_fields = nullptr;
    EntryPanel* m_head = nullptr;
    EntryPanel* m_fieldsHead = nullptr;
    ops::FormTab m_tab;
    FormDocumentPtr m_document;
    QPersistentModelIndex m_shown; ///< the entry whose fields are shown
    policy::Place m_shownPlace;
    std::optional<policy::Place> m_later;
    int m_laterCount = 1;
    bool m_readOnly = false;
    bool m_showing = false;
};

} // namespace pw::ui
