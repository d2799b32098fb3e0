#pragma once
// Rows of a form: field, value, problem. Rows below a row are made when it is opened.

#include "core/ops/form_wishes.h"
#include "ui/common/cell.h"
#include "ui/form/field_node.h"
#include "ui/form/form_document.h"
#include "ui/form/node_model.h"

namespace pw::ui {

class FieldModel : public NodeModel<FieldNode>
{
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Field, Value, Problem };
    static constexpr int columns = 3;

    explicit FieldModel(QObject* parent = nullptr);

    /// Rows at the same places stay the rows they are, with all that views know of them.
    void setTops(const FormDocumentPtr& document, std::vector<ops::FormTop> tops);
    /// What stands at the one place stood at the other before: its rows stay what they are.
    void moved(const policy::Place& from, const policy::Place& to);
    /// The type of the policy decides which selectors are worth a row.
    void setPolicyType(const std::string& type) { m_policyType = type; }
    void setReadOnly(bool on) { m_readOnly = on; }

    [[nodiscard]] const FormDocumentPtr& document() const { return m_document; }
    [[nodiscard]] const ops::FormRow& row(const QModelIndex& index) const;
    [[nodiscard]] ops::FormSpot spot(const QModelIndex& index) const;
    /// Opens what leads to the place; the row there, or the one that is nearest above it.
    [[nodiscard]] QModelIndex find(const policy::Place& place);
    /// The value there, when it is edited on one line; of a list its only item, or where the first
    /// one goes.
    [[nodiscard]] QModelIndex lineAt(const policy::Place& place);
    [[nodiscard]] ops::FormEditor editor(const QModelIndex& index) const;
    /// Why that text cannot be the value (or the name) of the row; empty when it can.
    [[nodiscard]] QString refusal(const QModelIndex& index, const QString& typed) const;
    /// What is wrong with the field itself; null for nothing. Of the document that is shown.
    [[nodiscard]] const text::Diagnostic* diagnostic(const QModelIndex& index) const;
    /// What is wrong with what is being typed, beside it.
    void setTyping(const QModelIndex& index, const QString& refusal);
    /// `exe`, `item 2`, in words for a step of the undo.
    [[nodiscard]] QString name(const QModelIndex& index) const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void wished(const std::vector<policy::PolicyEdit>& wishes, const QString& step);

private:
    [[nodiscard]] policy::Place placeOf(const FieldNode& node) const;
    [[nodiscard]] std::vector<ops::FormRow> rowsBelow(const FieldNode& node) const;
    void update(FieldNode& above, std::vector<ops::FormRow> rows,
                const std::vector<policy::Place>& places);
    [[nodiscard]] bool editsName(const QModelIndex& index) const;
    [[nodiscard]] Result<ops::Wishes> wishesFor(const QModelIndex& index,
                                                const QString& typed) const;
    [[nodiscard]] QString valueText(const ops::FormRow& row) const;
    [[nodiscard]] QString fieldText(const FieldNode& node) const;
    [[nodiscard]] QString problemText(const FieldNode& node, Cell& cell) const;
    [[nodiscard]] const text::Diagnostic* ownProblem(const FieldNode& node) const;
    [[nodiscard]] Cell cell(const FieldNode& node, Column column) const;
    [[nodiscard]] QString tip(const FieldNode& node, Column column) const;

    FormDocumentPtr m_document;
    std::string m_policyType;
    bool m_readOnly = false;
    QPersistentModelIndex m_typing;
    QString m_refusal;
};

} // namespace pw::ui
