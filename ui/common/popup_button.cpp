#include "ui/common/popup_button.h"

#include "ui/common/chip.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QFrame>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScreen>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int side = 9;
constexpr int glyphSize = 16;
constexpr int gap = 7;
constexpr int leastName = 40;
constexpr int leastNote = 32; // less says nothing
constexpr int popupDistance = 2;

/// Closes on a press outside; one on its own button does not open it once more.
class Popup : public QFrame
{
public:
    explicit Popup(QWidget* button) : QFrame(button, Qt::Popup) { }

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        const QPoint at = parentWidget()->mapFromGlobal(event->globalPosition().toPoint());
        if (!rect().contains(event->position().toPoint()) && parentWidget()->rect().contains(at))
            setAttribute(Qt::WA_NoMouseReplay);
        QFrame::mousePressEvent(event);
    }
    void hideEvent(QHideEvent* event) override
    {
        QFrame::hideEvent(event);
        static_cast<QPushButton*>(parentWidget())->setDown(false);
    }
};

QFont boldFont(const QFont& body)
{
    return scaledFont(body, 1.0, QFont::DemiBold);
}

/// Room in which nothing is elided.
int roomFor(const QString& text, const QFont& font)
{
    return text.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(text) + 2;
}

Chip chipOf(const ButtonFace& face)
{
    return {QStringLiteral("lock"), Tone::Security, face.chip};
}

} // namespace

PopupButton::PopupButton(QWidget* parent) : QPushButton(parent), m_popup(new Popup(this))
{
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_popup->setProperty("kind", QStringLiteral("popup"));
    m_column = new QVBoxLayout(m_popup);
    m_column->setContentsMargins(1, 5, 1, 5);
    m_column->setSpacing(0);
    connect(this, &QPushButton::clicked, this, &PopupButton::openPopup);
}

void PopupButton::setFace(const ButtonFace& face)
{
    if (m_face == face)
        return;
    m_face = face;
    updateGeometry();
    update();
}

void PopupButton::openPopup()
{
    Q_EMIT opening();
    m_popup->adjustSize();
    m_popup->resize(std::max(m_popup->width(), width()), m_popup->height());
    QPoint place = mapToGlobal(QPoint(0, height() + popupDistance));
    const QRect room = screen()->availableGeometry();
    place.setX(std::max(room.left(), std::min(place.x(), room.right() + 1 - m_popup->width())));
    m_popup->move(place);
    m_popup->show();
    setDown(true);
    firstChoice()->setFocus(Qt::PopupFocusReason);
}

void PopupButton::closePopup()
{
    m_popup->close();
}

bool PopupButton::isPopupOpen() const
{
    return m_popup->isVisible();
}

int PopupButton::widthFor(int nameWidth, int noteWidth) const
{
    int width = side + glyphSize + gap + nameWidth + gap + glyphSize + side;
    if (!m_face.chip.isEmpty())
        width += gap + chipOf(m_face).size(font()).width();
    if (noteWidth > 0)
        width += gap + noteWidth;
    return width;
}

QSize PopupButton::sizeHint() const
{
    return {widthFor(roomFor(m_face.name, boldFont(font())), roomFor(m_face.note, font())),
            QPushButton::sizeHint().height()};
}

QSize PopupButton::minimumSizeHint() const
{
    const int name = std::min(leastName, roomFor(m_face.name, boldFont(font())));
    return {widthFor(name, 0), QPushButton::minimumSizeHint().height()};
}

void PopupButton::paintEvent(QPaintEvent* /*event*/)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);

    const Theme& theme = themeOf(palette());
    const QColor color = isEnabled() ? theme.text : theme.disabled;
    const auto centred
        = [this](int x) { return QRect(x, (height() - glyphSize) / 2, glyphSize, glyphSize); };
    const int end = width() - side - glyphSize;
    paintIcon(painter, m_face.icon, centred(side), color);
    paintIcon(painter, QStringLiteral("next"), centred(end), theme.muted);

    QRect room(side + glyphSize + gap, 0, end - gap - side - glyphSize - gap, height());
    const int chip = m_face.chip.isEmpty() ? 0 : gap + chipOf(m_face).size(font()).width();
    const QFontMetrics bold(boldFont(font()));
    const QString name
        = bold.elidedText(m_face.name, Qt::ElideRight, std::max(0, room.width() - chip));
    painter.setFont(boldFont(font()));
    painter.setPen(color);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, name);
    room.setLeft(room.left() + bold.horizontalAdvance(name) + gap);
    if (chip > 0) {
        chipOf(m_face).paint(painter, chipOf(m_face).placed(room, font()), font(), theme);
        room.setLeft(room.left() + chip);
    }
    if (m_face.note.isEmpty() || room.width() < leastNote)
        return;
    painter.setFont(font());
    painter.setPen(isEnabled() ? theme.muted : theme.disabled);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_face.note, Qt::ElideRight, room.width()));
}

void PopupButton::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
    case Qt::Key_F4:
        openPopup();
        return;
    default:
        QPushButton::keyPressEvent(event);
    }
}

QPushButton* makePopupRow(const char* objectName, const QString& iconName, const QString& text,
                          QWidget* parent)
{
    auto* const row = new QPushButton(text, parent);
    row->setObjectName(QLatin1String(objectName));
    row->setAccessibleName(QString(text).remove(u'&'));
    row->setProperty("kind", QStringLiteral("row"));
    row->setAutoDefault(true); // Return presses it, too
    row->setIconSize(QSize(glyphSize, glyphSize));
    row->setIcon(icon(iconName));
    return row;
}

QFrame* makePopupLine(QWidget* parent)
{
    auto* const line = new QFrame(parent);
    line->setProperty("kind", QStringLiteral("line"));
    line->setFixedHeight(1);
    return line;
}

} // namespace pw::ui
