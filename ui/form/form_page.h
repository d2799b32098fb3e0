#pragma once
// One tab of a form. The plain one is a tree of fields.

#include "ui/form/field_tree.h"

#include <QWidget>

namespace pw::ui {

class SentenceLine;

class FormPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual void setDocument(const FormDocumentPtr& document) = 0;
    virtual void setReadOnly(bool on) = 0;
    /// The row that shows the place becomes current; nobody is told.
    virtual void showPlace(const policy::Place& place) = 0;
    /// Where the current row is in the text.
    [[nodiscard]] virtual std::optional<policy::Place> currentPlace() const = 0;

Q_SIGNALS:
    void wished(const std::vector<policy::PolicyEdit>& wishes, const QString& step);
    void revealRequested(pw::text::Span span);
    void fixRequested(const pw::text::Fix& fix, std::uint64_t revision);
};

/// A tab that is its fields alone.
class FieldPage : public FormPage
{
    Q_OBJECT
public:
    FieldPage(ops::FormTab tab, const QString& treeName, const QString& accessibleName,
              QWidget* parent = nullptr);

    void setDocument(const FormDocumentPtr& document) override;
    void setReadOnly(bool on) override { m_tree->setReadOnly(on); }
    void showPlace(const policy::Place& place) override { m_tree->showPlace(place); }
    [[nodiscard]] std::optional<policy::Place> currentPlace() const override;

protected:
    [[nodiscard]] FieldTree& tree() { return *m_tree; }

private:
    ops::FormTab m_tab;
    FieldTree* m_tree = nullptr;
    SentenceLine* m_sentence = nullptr;
};

} // namespace pw::ui
