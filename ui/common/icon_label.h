#pragma once
// One icon as a widget, in a state's colour; follows the theme.

#include "ui/common/cell.h"

#include <QWidget>

namespace pw::ui {

class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(QString name, int size, QWidget* parent, Tone tone = Tone::Normal);
    void set(const QString& name, Tone tone);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    int m_size;
    Tone m_tone;
};

} // namespace pw::ui
