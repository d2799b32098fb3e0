#pragma once
// What is wrong, missing or found, under the fields it is about: an icon and a sentence that wraps.

#include "ui/common/cell.h"

#include <QWidget>

class QLabel;

namespace pw::ui {

class IconLabel;

class MessageLine : public QWidget
{
    Q_OBJECT
public:
    explicit MessageLine(const QString& objectName, QWidget* parent = nullptr);

    /// Hidden while the text is empty. Of errors a reader of the screen says that they are some.
    void setMessage(const QString& icon, Tone tone, const QString& text);
    void setProblem(const QString& text);
    [[nodiscard]] QString text() const;
    /// One line high; how high it gets is a matter of its width.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

private:
    IconLabel* m_icon = nullptr;
    QLabel* m_text = nullptr;
};

/// Texts that wrap need more than a hint says that knows no width.
void growToFit(QWidget& window);

} // namespace pw::ui
