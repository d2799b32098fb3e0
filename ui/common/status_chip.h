#pragma once
// A state as a small tinted box: glyph and word in the state's colour.

#include "ui/common/cell.h"

#include <QWidget>

namespace pw::ui {

class StatusChip : public QWidget
{
    Q_OBJECT
public:
    explicit StatusChip(QWidget* parent = nullptr);
    /// Hidden while the word is empty.
    void set(const QString& icon, Tone tone, const QString& word);
    [[nodiscard]] const QString& word() const { return m_word; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont wordFont() const;

    QString m_icon;
    QString m_word;
    Tone m_tone = Tone::Normal;
};

} // namespace pw::ui
