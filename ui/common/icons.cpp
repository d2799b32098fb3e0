#include "ui/common/icons.h"

#include "ui/common/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace pw::ui {
namespace {

QPixmap rendered(const QString& name, const QSize& pixels, const QColor& color)
{
    const QString key = QStringLiteral("pw-icon/%1/%2x%3/%4")
                            .arg(name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(color.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
        QPainter painter(&pixmap);
        renderer.render(&painter);
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class PathIconEngine : public QIconEngine
{
public:
    PathIconEngine(QString name, bool checkedAccent, Tone tone)
        : m_name(std::move(name)), m_checkedAccent(checkedAccent), m_tone(tone)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(*painter, m_name, rect, color(mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return rendered(m_name, size, color(mode, state));
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state,
                         qreal /*scale*/) override
    {
        return rendered(m_name, size, color(mode, state));
    }

    [[nodiscard]] QIconEngine* clone() const override
    {
        return new PathIconEngine(m_name, m_checkedAccent, m_tone);
    }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        const QPalette palette = QApplication::palette();
        const Theme& theme = themeOf(palette);
        if (mode == QIcon::Disabled)
            return theme.disabled;
        if (m_checkedAccent)
            return state == QIcon::On ? theme.accent : theme.muted;
        return toneColor(theme, m_tone);
    }

    QString m_name;
    bool m_checkedAccent;
    Tone m_tone;
};

} // namespace

QIcon icon(const QString& name, bool checkedAccent)
{
    return QIcon(new PathIconEngine(name, checkedAccent, Tone::Normal));
}

QIcon icon(const QString& name, Tone tone)
{
    return QIcon(new PathIconEngine(name, false, tone));
}

void paintIcon(QPainter& painter, const QString& name, const QRect& rect, const QColor& color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    QPixmap pixmap = rendered(name, rect.size() * ratio, color);
    pixmap.setDevicePixelRatio(ratio);
    painter.drawPixmap(rect.topLeft(), pixmap);
}

} // namespace pw::ui
