#include "ui/form/form_view.h"

#include "ui/common/convert.h"
#include "ui/common/notice_strip.h"
#include "ui/common/state_page.h"
#include "ui/common/theme.h"
#include "ui/form/form_page.h"
#include "ui/form/form_pages.h"
#include "ui/form/form_tabs_bar.h"

#include <QEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr float dimmedOpacity = 0.6F;

/// Lets what is below be read, and says that it is not of now.
class Veil : public QWidget
{
public:
    explicit Veil(QWidget* over) : QWidget(over)
    {
        setObjectName(QStringLiteral("formVeil"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        over->installEventFilter(this);
        hide();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize)
            resize(parentWidget()->size());
        return QWidget::eventFilter(watched, event);
    }
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QColor color = themeOf(palette()).window;
        color.setAlphaF(1 - dimmedOpacity);
        QPainter(this).fillRect(rect(), color);
    }
};

} // namespace

FormView::FormView(QWidget* parent)
    : QWidget(parent), m_tabs(new FormTabsBar(this)), m_strip(new NoticeStrip(this)),
      m_content(new QWidget(this)), m_stack(new QStackedWidget(m_content)),
      m_veil(new Veil(m_stack))
{
    setObjectName(QStringLiteral("formView"));
    setAccessibleName(tr("Form"));
    m_strip->setObjectName(QStringLiteral("formStrip"));
    auto* const inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_tabs);
    inner->addWidget(m_strip);
    inner->addWidget(m_stack, 1);
    m_state = new StatePage(m_content, this);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    connect(m_tabs, &FormTabsBar::chosen, this, &FormView::showTab);
    connect(m_state, &StatePage::helpRequested, this, [this] { start(ops::NewPolicy::Container); });
    connect(m_state, &StatePage::otherRequested, this,
            [this] { start(ops::NewPolicy::LinuxService); });
    setSnapshot(nullptr);
}

FormView::~FormView() = default;

void FormView::setSnapshot(const SnapshotPtr& snapshot)
{
    if (snapshot == nullptr) {
        m_snapshot = nullptr;
        m_document = nullptr;
        m_strip->hideNotice();
        m_state->showEmpty(tr("No text is open."), {}, QStringLiteral("documents"));
        return;
    }
    if (!snapshot->document->complete()) {
        updateStrip(*snapshot);
        if (m_document == nullptr)
            m_state->showEmpty(m_strip->sentence(), {}, QStringLiteral("error"));
        else
            setDimmed(true);
        return;
    }
    m_strip->hideNotice();
    setDimmed(false);
    m_snapshot = snapshot;
    const std::size_t unit = m_document == nullptr ? 0 : m_document->unit;
    showDocument(unit);
}

void FormView::updateStrip(const Snapshot& snapshot)
{
    const auto& problems
        = snapshot.diagnostics.empty() ? snapshot.document->problems() : snapshot.diagnostics;
    const auto first
        = std::ranges::find(problems, text::Severity::Error, &text::Diagnostic::severity);
    if (first == problems.end()) {
        m_strip->showNotice(tr("The text cannot be read to its end."), QStringList());
        return;
    }
    m_strip->showNotice(tr("Line %1 is in the way: %2")
                            .arg(snapshot.source.lineColumn(first->span.begin).line)
                            .arg(toQString(first->message)),
                        QStringList());
}

void FormView::showDocument(std::size_t unit)
{
    auto document = std::make_shared<FormDocument>();
    document->snapshot = m_snapshot;
    document->units = policy::unitsOf(*m_snapshot->document, false);
    document->problems = ops::FormProblems(m_snapshot->diagnostics);
    if (document->units.empty()) {
        m_document = nullptr;
        showNothing();
        return;
    }
    document->unit = std::min(unit, document->units.size() - 1);
    m_document = document;
    m_state->showContent();
    updateTabs();
    showTab(m_tabs->current());
    if (std::exchange(m_starting, false))
        showStarted();
}

void FormView::showNothing()
{
    if (m_readOnly)
        m_state->showEmpty(tr("The text is empty."), {}, QStringLiteral("documents"));
    else
        m_state->showEmpty(tr("The text is empty. Start in audit mode, allowing nothing yet."),
                           tr("Start a container policy"), QStringLiteral("documents"),
                           tr("Start a Linux service policy"));
}

void FormView::start(ops::NewPolicy type)
{
    if (m_snapshot == nullptr || m_readOnly)
        return;
    m_starting = true;
    Q_EMIT wished({policy::StartDocument{ops::newPolicy(type)}}, tr("start a policy"));
}

/// From the button, which is gone, the keyboard goes to what a person says first.
void FormView::showStarted()
{
    showTab(ops::FormTab::Overview);
    FormPage* const shown = page(ops::FormTab::Overview);
    shown->showPlace(policy::Place{m_document->unit, {}}.entry("metadata").entry("name"));
    shown->setFocus();
}

void FormView::updateTabs()
{
    std::vector<FormTabState> states;
    const text::Span whole = m_document->root().span();
    for (const ops::FormTab tab : ops::formTabs(m_document->type())) {
        FormTabState state{tab, 0, std::nullopt, 0};
        const auto tops = m_document->tops(tab);
        state.count = ops::formCount(tops, tab);
        states.push_back(state);
    }
    // Each problem belongs to the tab that shows its place.
    for (const text::Diagnostic& problem : m_snapshot->diagnostics) {
        if (problem.span.begin < whole.begin || problem.span.begin > whole.end)
            continue;
        const ops::FormTab tab = m_document->tabOf(problem);
        const auto state = std::ranges::find(states, tab, &FormTabState::tab);
        FormTabState& told = state == states.end() ? states.front() : *state;
        ++told.problems;
        told.gravest = std::min(told.gravest.value_or(problem.severity), problem.severity);
    }
    m_tabs->setStates(states);
}

FormPage* FormView::makePage(ops::FormTab tab)
{
    FormPage* const made = makeFormPage(tab, m_stack);
    m_stack->addWidget(made);
    connect(made, &FormPage::wished, this, &FormView::wished);
    connect(made, &FormPage::revealRequested, this, &FormView::revealRequested);
    connect(made, &FormPage::fixRequested, this, &FormView::fixRequested);
    return made;
}

FormPage* FormView::page(ops::FormTab tab)
{
    FormPage*& there = m_pages[tab];
    if (there == nullptr)
        there = makePage(tab);
    return there;
}

/// Only the tab that is seen follows the text.
void FormView::showTab(ops::FormTab tab)
{
    m_tabs->setCurrent(tab);
    FormPage* const shown = page(m_tabs->current());
    if (m_document != nullptr)
        shown->setDocument(m_document);
    shown->setReadOnly(m_dimmed || m_readOnly);
    m_stack->setCurrentWidget(shown);
    m_veil->raise();
}

ops::FormTab FormView::tab() const
{
    return m_tabs->current();
}

void FormView::setTab(ops::FormTab tab)
{
    if (m_document != nullptr)
        showTab(tab);
}

void FormView::setDimmed(bool on)
{
    m_dimmed = on;
    m_veil->resize(m_stack->size());
    m_veil->setVisible(on);
    m_veil->raise();
    if (m_stack->currentWidget() != nullptr)
        page(m_tabs->current())->setReadOnly(on || m_readOnly);
}

void FormView::setReadOnly(bool on)
{
    m_readOnly = on;
    setDimmed(m_dimmed);
    if (m_snapshot != nullptr && m_document == nullptr)
        showNothing();
}

std::size_t FormView::unitAt(text::ByteOffset offset) const
{
    std::size_t found = 0;
    for (std::size_t unit = 0; unit < m_document->units.size(); ++unit) {
        const yaml::NodeRef root(*m_snapshot->document, m_document->units[unit].root);
        if (root.span().begin <= offset)
            found = unit;
    }
    return found;
}

void FormView::setPlace(text::ByteOffset offset)
{
    if (m_document == nullptr || m_dimmed)
        return;
    const std::size_t unit = unitAt(offset);
    if (unit != m_document->unit)
        showDocument(unit);
    const policy::Place place{unit, policy::stepsAt(m_document->root(), offset)};
    if (place.isRoot())
        return;
    const ops::FormTab tab = ops::tabOf(m_document->type(), place.steps);
    // What a person has chosen here stays so while the cursor is in it.
    const bool isWorkedIn = isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    const std::optional<policy::Place> current = page(m_tabs->current())->currentPlace();
    if (isWorkedIn && tab == m_tabs->current() && current && current->holds(place))
        return;
    if (tab != m_tabs->current())
        showTab(tab);
    page(m_tabs->current())->showPlace(place);
}

} // namespace pw::ui
