#pragma once
// The tabs of a form, each with how many entries it has and the gravest problem among them.

#include "core/ops/form_tabs.h"
#include "core/text/diagnostic.h"

#include <QTabBar>

#include <optional>

namespace pw::ui {

struct FormTabState
{
    ops::FormTab tab = ops::FormTab::Overview;
    std::size_t count = 0;
    std::optional<text::Severity> gravest;
    std::size_t problems = 0;
    bool operator==(const FormTabState&) const = default;
};

class FormTabsBar : public QTabBar
{
    Q_OBJECT
public:
    explicit FormTabsBar(QWidget* parent = nullptr);

    /// The tab that was current stays so where it is still there.
    void setStates(const std::vector<FormTabState>& states);
    [[nodiscard]] ops::FormTab current() const;
    void setCurrent(ops::FormTab tab);
    [[nodiscard]] static QString title(ops::FormTab tab);

Q_SIGNALS:
    void chosen(ops::FormTab tab);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] const FormTabState& state(int index) const;
    [[nodiscard]] QString countText(int index) const;

    std::vector<FormTabState> m_states;
    bool m_setting = false;
};

} // namespace pw::ui
