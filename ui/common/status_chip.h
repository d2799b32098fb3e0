#pragma once
// A state as glyph and word in its colour: in a small tinted box, in one of solid colour, or plain.

#include "ui/common/cell.h"

#include <QWidget>

namespace pw::ui {

class StatusChip : public QWidget
{
    Q_OBJECT
public:
    enum class Look : std::uint8_t { Tinted, Solid, Plain };
    explicit StatusChip(QWidget* parent = nullptr, Look look = Look::Tinted);
    /// Hidden while the word is empty.
    void set(const QString& icon, Tone tone, const QString& word);
    [[nodiscard]] const QString& word() const { return m_word; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont wordFont() const;
    [[nodiscard]] int glyphSize() const;
    [[nodiscard]] int side() const;

    Look m_look;
    QString m_icon;
    QString m_word;
    Tone m_tone = Tone::Normal;
};

} // namespace pw::ui
