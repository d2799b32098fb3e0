#pragma once
// What stands on one side of a comparison, and what else could.

#include "ui/compare/compare_types.h"

class QScrollArea;

namespace pw::ui {

class SideButton : public PopupButton
{
    Q_OBJECT
public:
    SideButton(const QString& objectName, const QString& side, QWidget* parent = nullptr);

    void setSide(const CompareFace& face);
    /// Answer `opening` with them.
    void setChoices(const QList<CompareChoice>& choices);

Q_SIGNALS:
    void chosen(const QString& key);

protected:
    [[nodiscard]] QWidget* firstChoice() const override;

private:
    QString m_side; ///< `Left`
    QWidget* m_list = nullptr;
    QScrollArea* m_scroll = nullptr;
};

} // namespace pw::ui
