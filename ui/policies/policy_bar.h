#pragma once
// Which policies to show: of what type, with what words.

#include "core/ops/policy_list.h"

#include <QWidget>

namespace pw::ui {

class FilterLine;
class Segments;

class PolicyBar : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyBar(QWidget* parent = nullptr);

    [[nodiscard]] ops::PolicyListFilter filter() const;
    /// How many there are of each type.
    void setCounts(const std::vector<ops::PolicyListRow>& rows);
    void focusFilter();
    /// All types, no words.
    void clear();

Q_SIGNALS:
    void filterChanged();

private:
    Segments* m_types = nullptr;
    FilterLine* m_text = nullptr;
};

} // namespace pw::ui
