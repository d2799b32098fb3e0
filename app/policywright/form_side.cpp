#include "app/policywright/form_side.h"

#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"
#include "ui/form/form_view.h"

#include <QApplication>

namespace pw::app {

FormSide::FormSide(ui::PolicyPage& page, QObject* parent) : QObject(parent), m_page(page)
{
    connect(&page, &ui::PolicyPage::formWanted, this, &FormSide::make);
    connect(&page, &ui::PolicyPage::viewChanged, this, &FormSide::show);
    connect(&page, &ui::PolicyPage::placeShown, this, &FormSide::show);
}

void FormSide::make()
{
    m_form = new ui::FormView(&m_page);
    m_page.setForm(m_form);
    connect(m_form, &ui::FormView::wished, this,
            [this](const std::vector<policy::PolicyEdit>& wishes, const QString& step) {
                Q_EMIT m_page.wished(wishes, step, m_form->snapshot());
            });
    connect(m_form, &ui::FormView::fixRequested, &m_page, &ui::PolicyPage::makeFix);
    // Only the place: the keyboard stays in the form.
    connect(m_form, &ui::FormView::revealRequested, this,
            [this](text::Span span) { m_page.editor().reveal(span); });
}

void FormSide::setSnapshot(SnapshotPtr snapshot)
{
    m_newest = std::move(snapshot);
    show();
}

void FormSide::showAgain()
{
    m_given.reset();
    show();
}

/// A form that is not on screen is left as it is.
void FormSide::show()
{
    if (m_form == nullptr || m_page.view() == ui::PolicyPage::View::Text || m_newest == nullptr)
        return;
    if (m_given != m_newest) {
        m_given = m_newest;
        m_form->setSnapshot(m_given);
    }
    const QWidget* const focus = QApplication::focusWidget();
    const bool hasFocus = focus != nullptr && m_form->isAncestorOf(focus);
    if (!hasFocus && m_given->revision == m_page.editor().revision())
        m_form->setPlace(m_page.editor().cursorOffset());
}

} // namespace pw::app
