#pragma once
// Who may talk to whom: the network rules of a document, one row each.

#include "ui/form/entry_page.h"

class QComboBox;

namespace pw::ui {

class RulesTogether;

class NetworkPage : public EntryPage
{
    Q_OBJECT
public:
    explicit NetworkPage(QWidget* parent = nullptr);

protected:
    [[nodiscard]] std::vector<EntryRow> rowsOf(const FormDocument& document) const override;
    [[nodiscard]] QString fieldsTitle(const EntryRow& row) const override;
    void updateButtons() override;
    void editFields(const std::string& key) override;

private:
    enum class Grouping : std::uint8_t { None, Process, Peer };

    [[nodiscard]] Grouping grouping() const;
    [[nodiscard]] std::vector<EntryRow> grouped(std::vector<EntryRow> rules) const;
    void addRule(const std::string& way);
    void split();
    void showTogether();
    /// The items of the current rule that are selected, by their list.
    [[nodiscard]] std::optional<policy::SplitRule> splitWish() const;

    QComboBox* m_grouping = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_split = nullptr;
    RulesTogether* m_together = nullptr;
};

} // namespace pw::ui
