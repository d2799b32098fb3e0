#pragma once
// A push button for an action: its text, icon and enabled state, and its keys in small print.

#include <QPushButton>

class QAction;

namespace pw::ui {

class ActionButton : public QPushButton
{
    Q_OBJECT
public:
    /// One primary button a page. An empty text takes the action's own.
    ActionButton(QAction* action, bool primary, QString text, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    [[nodiscard]] QFont keysFont() const;
    [[nodiscard]] QString keys() const;

    QAction* m_action = nullptr;
    QString m_text;
};

} // namespace pw::ui
