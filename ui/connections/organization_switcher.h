#pragma once
// The button at the left of the top bar: which organization is shown, and the others there are.

#include "ui/common/popup_button.h"
#include "ui/connections/organization_model.h"

class QLabel;

namespace pw::ui {

class RowTree;

class OrganizationSwitcher : public PopupButton
{
    Q_OBJECT
public:
    explicit OrganizationSwitcher(QWidget* parent = nullptr);

    /// The button shows the current one; an id that is not in the list shows nothing chosen.
    void setEntries(const QList<OrganizationEntry>& entries, const QString& currentId);
    [[nodiscard]] const QString& currentId() const { return m_current; }

Q_SIGNALS:
    void chosen(const QString& id); ///< another one than the current
    void connectRequested();
    void editRequested(const QString& id); ///< a context that is ours
    void testRequested(); ///< of the current one

protected:
    [[nodiscard]] QWidget* firstChoice() const override;

private:
    struct Row
    {
        QPushButton* button = nullptr;
        QLabel* why = nullptr; ///< it cannot be pressed
    };
    Row addRow(const char* objectName, const QString& icon, const QString& text);
    static void allow(const Row& row, const QString& whyNot);
    [[nodiscard]] const OrganizationEntry* entry(int row) const;
    void buildList();
    void fitList();
    void choose(int row);
    void updateRows();

    OrganizationModel* m_model = nullptr;
    RowTree* m_list = nullptr;
    Row m_edit;
    Row m_test;
    QString m_current;
};

} // namespace pw::ui
