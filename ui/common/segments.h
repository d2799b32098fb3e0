#pragma once
// A few choices side by side of which one holds: `Container | Linux service`.

#include <QFrame>

class QButtonGroup;
class QToolButton;

namespace pw::ui {

class Segments : public QFrame
{
    Q_OBJECT
public:
    explicit Segments(QWidget* parent = nullptr);

    /// The first one added is chosen. An empty icon name: none.
    void add(const QString& objectName, const QString& iconName, const QString& value);
    void setTexts(const QString& value, const QString& text, const QString& accessibleName);
    [[nodiscard]] QString value() const;
    /// Nothing happens when there is no such choice.
    void setValue(const QString& value);

Q_SIGNALS:
    void valueChanged();

private:
    [[nodiscard]] QToolButton* button(const QString& value) const;
    QButtonGroup* m_buttons = nullptr;
};

} // namespace pw::ui
