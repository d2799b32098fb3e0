#include "ui/common/action_button.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace pw::ui {
namespace {

constexpr int gap = 8; // before the keys
constexpr int iconGap = 6;
constexpr double keysShare = 0.85; // of the text's size, and of its colour's strength

QString withoutMnemonic(const QString& text)
{
    return QString(text).remove(u'&');
}

} // namespace

ActionButton::ActionButton(QAction* action, bool primary, QString text, QWidget* parent)
    : QPushButton(parent), m_action(action), m_text(std::move(text))
{
    setObjectName(action->objectName() + QStringLiteral("Button"));
    if (primary)
        setProperty("kind", QStringLiteral("primary"));
    setIconSize(QSize(16, 16));
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void ActionButton::follow()
{
    const QString name = withoutMnemonic(m_action->text());
    setText(m_text.isEmpty() ? name : m_text);
    setAccessibleName(name);
    setIcon(m_action->icon());
    setEnabled(m_action->isEnabled());
    setVisible(m_action->isVisible());
    updateGeometry();
}

QString ActionButton::keys() const
{
    return m_action->shortcut().toString(QKeySequence::NativeText);
}

QFont ActionButton::keysFont() const
{
    return scaledFont(font(), keysShare, QFont::Normal);
}

QSize ActionButton::sizeHint() const
{
    QSize size = QPushButton::sizeHint();
    if (!keys().isEmpty())
        size.rwidth() += gap + QFontMetrics(keysFont()).horizontalAdvance(keys());
    return size;
}

void ActionButton::paintEvent(QPaintEvent* event)
{
    if (keys().isEmpty() && icon().isNull()) {
        QPushButton::paintEvent(event);
        return;
    }
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const QString label = option.text;
    option.text.clear();
    option.icon = {};
    painter.drawControl(QStyle::CE_PushButton, option);

    const bool primary = property("kind") == QStringLiteral("primary");
    const Theme& theme = themeOf(palette());
    const QColor color = !isEnabled() ? theme.disabled : primary ? theme.fillText : theme.text;
    QFont bold = font();
    if (primary)
        bold.setWeight(QFont::DemiBold);
    const int labelWidth = QFontMetrics(bold).horizontalAdvance(label);
    const int keysWidth
        = keys().isEmpty() ? 0 : gap + QFontMetrics(keysFont()).horizontalAdvance(keys());
    const int iconWidth = icon().isNull() ? 0 : iconSize().width() + iconGap;
    int x = (width() - iconWidth - labelWidth - keysWidth) / 2;
    if (iconWidth > 0) {
        // On the fill an icon takes the colour of the text beside it.
        QPixmap drawn = icon().pixmap(iconSize(), devicePixelRatioF());
        QPainter tint(&drawn);
        tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
        tint.fillRect(QRect(QPoint(), iconSize()), color);
        tint.end();
        painter.drawPixmap(x, (height() - iconSize().height()) / 2, drawn);
        x += iconWidth;
    }
    painter.setPen(color);
    painter.setFont(bold);
    painter.drawText(QRect(x, 0, labelWidth, height()), Qt::AlignLeft | Qt::AlignVCenter, label);
    x += labelWidth + gap;
    painter.setFont(keysFont());
    painter.setPen(isEnabled() && !primary ? theme.muted : color);
    painter.drawText(QRect(x, 0, keysWidth - gap, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     keys());
}

} // namespace pw::ui
