#pragma once
// A word in the colour of what it says, in whatever theme it is painted.

#include "ui/common/cell.h"

#include <QLabel>

namespace pw::ui {

/// One line of plain text.
class ToneLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ToneLabel(QWidget* parent = nullptr);
    void set(Tone tone, const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::Normal;
};

} // namespace pw::ui
