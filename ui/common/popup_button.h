#pragma once
// A button of the top bar that says what is chosen and opens the choices under itself.

#include "ui/common/cell.h"

#include <QPushButton>

class QFrame;
class QVBoxLayout;

namespace pw::ui {

/// What the button shows. When it is narrow the note gives way first, the chip never.
struct ButtonFace
{
    QString icon;
    QString name; ///< bold
    QString chip; ///< a word with a lock; empty: none
    QString note; ///< muted
    bool operator==(const ButtonFace&) const = default;
};

class PopupButton : public QPushButton
{
    Q_OBJECT
public:
    explicit PopupButton(QWidget* parent = nullptr);

    void setFace(const ButtonFace& face);
    [[nodiscard]] const ButtonFace& face() const { return m_face; }
    /// Also by click, Space, Return, Down and F4.
    void openPopup();
    void closePopup();
    [[nodiscard]] bool isPopupOpen() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opening(); ///< the popup will be shown: the moment to bring its values up to date

protected:
    /// What is chosen from is put in here.
    [[nodiscard]] QFrame* popup() const { return m_popup; }
    [[nodiscard]] QVBoxLayout* popupColumn() const { return m_column; }
    /// Gets the focus when the popup opens.
    [[nodiscard]] virtual QWidget* firstChoice() const = 0;

    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int widthFor(int nameWidth, int noteWidth) const;

    ButtonFace m_face;
    QFrame* m_popup = nullptr;
    QVBoxLayout* m_column = nullptr;
};

/// A line of a popup that does something. `icon` may be empty; texts stand below one another.
[[nodiscard]] QPushButton* makePopupRow(const char* objectName, const QString& icon,
                                        const QString& text, QWidget* parent);
[[nodiscard]] QFrame* makePopupLine(QWidget* parent);

} // namespace pw::ui
