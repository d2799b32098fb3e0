#include "ui/apply/review_sections.h"

#include <QApplication>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabBar>
#include <QTabWidget>

namespace pw::ui {
namespace {

constexpr int leastWidth = 1100;
constexpr int leastHeight = 430;

QSplitter* makeSplitter(Qt::Orientation orientation, const char* objectName, QWidget* parent)
{
    auto* const out = new QSplitter(orientation, parent);
    out->setObjectName(QLatin1String(objectName));
    out->setChildrenCollapsible(false);
    return out;
}

} // namespace

ReviewSections::ReviewSections(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedLayout(this)),
      m_wide(makeSplitter(Qt::Vertical, "reviewSplitter", this)),
      m_upper(makeSplitter(Qt::Horizontal, "reviewUpperSplitter", m_wide)),
      m_lower(makeSplitter(Qt::Horizontal, "reviewLowerSplitter", m_wide)),
      m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("reviewSections"));
    m_wide->setMinimumSize(1, 1); // what does not fit goes into tabs
    m_wide->addWidget(m_upper);
    m_wide->addWidget(m_lower);
    for (QSplitter* const splitter : {m_wide, m_upper, m_lower}) {
        connect(splitter, &QSplitter::splitterMoved, this,
                [this, splitter] { m_moved.insert(splitter); });
    }
    m_tabs->setObjectName(QStringLiteral("reviewTabs"));
    m_tabs->setAccessibleName(tr("Parts of the review"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("reviewTabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the review"));
    m_tabs->tabBar()->setExpanding(false);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_wide);
    m_stack->addWidget(m_tabs);
}

void ReviewSections::setPart(Part part, const QString& title, QWidget* widget)
{
    m_parts.at(static_cast<std::size_t>(part)) = {title, widget};
    place(static_cast<std::size_t>(part));
}

QWidget* ReviewSections::placeOf(Part part) const
{
    return splitterOf(static_cast<std::size_t>(part));
}

QSplitter* ReviewSections::splitterOf(std::size_t part) const
{
    return part < static_cast<std::size_t>(Part::Kills) ? m_upper : m_lower;
}

void ReviewSections::place(std::size_t part)
{
    QWidget* const widget = m_parts.at(part).widget;
    if (widget == nullptr)
        return;
    if (m_isNarrow) {
        m_tabs->addTab(widget, m_parts.at(part).title); // one that is there moves to the end
        return;
    }
    splitterOf(part)->addWidget(widget);
    widget->show();
}

void ReviewSections::setPartTitle(Part part, const QString& title)
{
    Place& place = m_parts.at(static_cast<std::size_t>(part));
    place.title = title;
    if (const int tab = m_tabs->indexOf(place.widget); tab >= 0)
        m_tabs->setTabText(tab, title);
}

/// Until somebody moves an edge.
void ReviewSections::shareRoom()
{
    const auto share = [this](QSplitter* splitter, int whole, const QList<int>& parts) {
        if (m_moved.contains(splitter))
            return;
        QList<int> sizes;
        for (const int part : parts)
            sizes += part * whole / 100;
        splitter->setSizes(sizes);
    };
    share(m_wide, height(), {69, 31});
    share(m_upper, width(), {33, 29, 38});
    share(m_lower, width(), {70, 30});
}

bool ReviewSections::isTooSmall() const
{
    return width() < leastWidth || height() < leastHeight;
}

void ReviewSections::arrange()
{
    QWidget* const focused = QApplication::focusWidget();
    const bool holdsFocus = focused != nullptr && isAncestorOf(focused);
    const int tab = m_tabs->currentIndex();
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        place(i);
    if (!m_isNarrow)
        shareRoom();
    m_stack->setCurrentWidget(m_isNarrow ? static_cast<QWidget*>(m_tabs) : m_wide);
    if (m_isNarrow && tab >= 0)
        m_tabs->setCurrentIndex(tab);
    if (!holdsFocus)
        return;
    for (const Place& place : m_parts) {
        if (m_isNarrow && place.widget != nullptr && place.widget->isAncestorOf(focused))
            m_tabs->setCurrentWidget(place.widget);
    }
    focused->setFocus(); // on its way to another place it lost it
}

void ReviewSections::adaptSoon()
{
    if (m_isToAdapt || !isVisible() || m_isNarrow == isTooSmall())
        return;
    m_isToAdapt = true;
    QMetaObject::invokeMethod(this, &ReviewSections::adapt, Qt::QueuedConnection);
}

void ReviewSections::adapt()
{
    m_isToAdapt = false;
    if (!isVisible() || m_isNarrow == isTooSmall())
        return;
    m_isNarrow = isTooSmall();
    arrange();
}

void ReviewSections::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    adaptSoon();
    if (!m_isNarrow)
        shareRoom();
}

void ReviewSections::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    adaptSoon();
}

} // namespace pw::ui
