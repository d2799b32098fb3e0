#pragma once
// A state as glyph and word in its colour, in a small tinted box or plain.

#include "ui/common/cell.h"

#include <QWidget>

class QPainter;

namespace pw::ui {

/// The tinted box of a chip, for delegates and painters: how wide it is in a font of `body`, and
/// its painting in the middle of `place`, from the left.
[[nodiscard]] int chipWidth(const QFont& body, const QString& word);
void paintChip(QPainter& painter, const QRect& place, const QFont& body, const QPalette& palette,
               const QString& icon, Tone tone, const QString& word);

class StatusChip : public QWidget
{
    Q_OBJECT
public:
    enum class Look : std::uint8_t { Tinted, Plain };
    explicit StatusChip(QWidget* parent = nullptr, Look look = Look::Tinted);
    /// Hidden while the word is empty.
    void set(const QString& icon, Tone tone, const QString& word);
    [[nodiscard]] const QString& word() const { return m_word; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont wordFont() const;

    Look m_look;
    QString m_icon;
    QString m_word;
    Tone m_tone = Tone::Normal;
};

} // namespace pw::ui
