#include "ui/common/document_tabs.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace pw::ui {

namespace {

constexpr int dotSize = 8;
constexpr QSize crossSize(14, 14);

class Dot : public QWidget
{
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize sizeHint() const override { return {dotSize + 4, dotSize}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeOf(palette()).text);
        painter.drawEllipse(QRectF(0, (height() - dotSize) / 2.0, dotSize, dotSize));
    }
};

} // namespace

/// The right end of a document's tab.
class DocumentTabs::Closer : public QWidget
{
public:
    explicit Closer(QWidget* parent)
        : QWidget(parent), m_dot(new Dot(this)), m_cross(new QToolButton(this))
    {
        m_dot->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        m_dot->hide();
        m_cross->setIcon(icon(QStringLiteral("close")));
        m_cross->setIconSize(crossSize);
        m_cross->setAutoRaise(true);
        m_cross->setFocusPolicy(Qt::NoFocus); // Ctrl+W does it from the keyboard
        auto* const row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(2);
        row->addWidget(m_dot);
        row->addWidget(m_cross);
    }

    [[nodiscard]] QToolButton& cross() const { return *m_cross; }
    [[nodiscard]] bool isDotted() const { return m_dotted; }
    void setDotted(bool dotted)
    {
        m_dotted = dotted;
        m_dot->setVisible(dotted);
        adjustSize();
    }

private:
    Dot* m_dot;
    QToolButton* m_cross;
    bool m_dotted = false;
};

DocumentTabs::DocumentTabs(QWidget* parent) : QTabBar(parent)
{
    setDocumentMode(true);
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideMiddle);
}

int DocumentTabs::addPage(const QString& iconName, const QString& title)
{
    const int index = addTab(icon(iconName), title);
    setAccessibleTabName(index, title);
    return index;
}

int DocumentTabs::addDocument(const QString& iconName, const QString& title)
{
    const int index = addPage(iconName, title);
    auto* const right = new Closer(this);
    right->cross().setObjectName(QStringLiteral("closeTab"));
    connect(&right->cross(), &QToolButton::clicked, this, [this, right] {
        for (int at = 0; at < count(); ++at) {
            if (tabButton(at, RightSide) == right) {
                Q_EMIT closeRequested(at);
                return;
            }
        }
    });
    setTabButton(index, RightSide, right);
    return index;
}

DocumentTabs::Closer* DocumentTabs::closer(int index) const
{
    return static_cast<Closer*>(tabButton(index, RightSide));
}

bool DocumentTabs::isModified(int index) const
{
    const Closer* const right = closer(index);
    return right != nullptr && right->isDotted();
}

void DocumentTabs::setTitle(int index, const QString& title, const QString& tip, bool modified)
{
    // A single & would become a mnemonic.
    setTabText(index, QString(title).replace(u'&', QStringLiteral("&&")));
    setTabToolTip(index, tip);
    setAccessibleTabName(index, modified ? tr("%1, not saved").arg(title) : title);
    Closer* const right = closer(index);
    if (right == nullptr)
        return;
    right->cross().setToolTip(tr("Close %1").arg(title));
    right->cross().setAccessibleName(tr("Close %1").arg(title));
    if (right->isDotted() == modified)
        return;
    right->setDotted(modified);
    // The bar asks for the size of a button only when it is set.
    setTabButton(index, RightSide, nullptr);
    setTabButton(index, RightSide, right);
}

void DocumentTabs::mouseReleaseEvent(QMouseEvent* event)
{
    const int index = tabAt(event->position().toPoint());
    if (event->button() == Qt::MiddleButton && index >= 0 && closer(index) != nullptr)
        Q_EMIT closeRequested(index);
    QTabBar::mouseReleaseEvent(event);
}

} // namespace pw::ui
