#include "ui/apply/text_panel.h"

#include "ui/common/panel_title.h"
#include "ui/common/state_page.h"
#include "ui/diff/unified_view.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace pw::ui {

TextPanel::TextPanel(QWidget* parent)
    : QWidget(parent), m_title(new PanelTitle(QStringLiteral("documents"), tr("Text"), this)),
      m_sideBySide(new QToolButton(m_title)), m_view(new UnifiedView(this)),
      m_state(new StatePage(m_view, this))
{
    setObjectName(QStringLiteral("applyTextPanel"));
    m_title->setObjectName(QStringLiteral("applyTextTitle"));
    m_view->setObjectName(QStringLiteral("applyText"));
    m_view->setAccessibleName(tr("Text on the server and this text"));
    m_sideBySide->setObjectName(QStringLiteral("applyTextSideBySide"));
    m_sideBySide->setText(tr("Side by side"));
    m_sideBySide->setToolTip(tr("Open the server's text in a tab of its own"));
    m_sideBySide->setAutoRaise(true);
    m_title->addWidget(m_sideBySide);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    setFocusProxy(m_view);
    connect(m_sideBySide, &QToolButton::clicked, this, &TextPanel::sideBySideRequested);
    m_state->showEmpty(tr("The texts are being compared."), {}, QStringLiteral("documents"));
}

void TextPanel::showNotKnown()
{
    m_shown = nullptr;
    m_state->showEmpty(tr("The server's text could not be read, so nothing is compared."), {},
                       QStringLiteral("documents"));
}

void TextPanel::setDiff(const TextDiffPtr& diff)
{
    if (m_shown == diff && diff != nullptr)
        return; // folds that were opened stay open
    m_shown = diff;
    if (diff == nullptr) {
        m_state->showEmpty(tr("The texts are being compared."), {}, QStringLiteral("documents"));
        return;
    }
    m_view->setDiff(diff);
    if (diff->left == diff->right)
        m_state->showEmpty(tr("The texts are the same."), {}, QStringLiteral("okc"));
    else
        m_state->showContent();
}

void TextPanel::setSentence(const QString& sentence)
{
    m_title->setSentence(sentence);
}

void TextPanel::setHasServerCopy(bool has)
{
    m_sideBySide->setVisible(has);
}

} // namespace pw::ui
