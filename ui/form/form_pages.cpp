#include "ui/form/form_pages.h"

#include "ui/form/form_page.h"
#include "ui/form/form_tabs_bar.h"

namespace pw::ui {

FormPage* makeFormPage(ops::FormTab tab, QWidget* parent)
{
    static constexpr std::array names{"overviewFields", "selectorFields", "processFields",
                                      "networkFields", "responseFields"};
    return new FieldPage(tab, QLatin1String(names.at(static_cast<std::size_t>(tab))),
                         FormTabsBar::title(tab), parent);
}

} // namespace pw::ui
