#pragma once
// What is done about a deviation: the actions by default, and those for what their selectors fit.

#include "ui/form/entry_page.h"

class QMenu;

namespace pw::ui {

class ResponsePage : public EntryPage
{
    Q_OBJECT
public:
    explicit ResponsePage(QWidget* parent = nullptr);

protected:
    [[nodiscard]] std::vector<EntryRow> rowsOf(const FormDocument& document) const override;
    [[nodiscard]] std::vector<ops::FormTop> fieldsOf(const EntryRow& row) const override;
    [[nodiscard]] QString fieldsTitle(const EntryRow& row) const override;
    void updateButtons() override;

private:
    /// Only those that say something in a policy of that type.
    void fillMenu(QMenu& menu, const std::string& list);
    void addAction(const std::string& list, const std::string& action);
    void switchCurrent();
    [[nodiscard]] std::optional<ops::FormSpot> listSpot(const std::string& list) const;

    QPushButton* m_addDefault = nullptr;
    QPushButton* m_addAction = nullptr;
    QPushButton* m_switch = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace pw::ui
