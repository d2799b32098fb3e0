#pragma once
// Fusion with our own focus ring and metrics; the rows of our trees paint their band themselves.

#include <QProxyStyle>

namespace pw::ui {

class RowStyle : public QProxyStyle
{
    Q_OBJECT
public:
    RowStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option,
                                  const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* data) const override;
};

} // namespace pw::ui
