#include "ui/form/form_pages.h"

#include "ui/form/form_page.h"
#include "ui/form/form_tabs_bar.h"
#include "ui/form/network_page.h"
#include "ui/form/overview_page.h"
#include "ui/form/process_page.h"
#include "ui/form/response_page.h"

namespace pw::ui {

FormPage* makeFormPage(ops::FormTab tab, QWidget* parent)
{
    switch (tab) {
    case ops::FormTab::Overview:
        return new OverviewPage(parent);
    case ops::FormTab::Processes:
        return new ProcessPage(parent);
    case ops::FormTab::Network:
        return new NetworkPage(parent);
    case ops::FormTab::Response:
        return new ResponsePage(parent);
    case ops::FormTab::Selectors:
        break;
    }
    return new FieldPage(tab, QStringLiteral("selectorFields"), FormTabsBar::title(tab), parent);
}

} // namespace pw::ui
