#pragma once
// One line of text that gives way when there is no room; the whole of it is in its tip.

#include <QWidget>

namespace pw::ui {

class ElidedLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(Qt::TextElideMode mode, QWidget* parent = nullptr);
    void setText(const QString& text);
    /// Stay in sight however narrow it gets.
    void setLeastSigns(int signs);
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Qt::TextElideMode m_mode;
    int m_leastSigns = 6;
};

} // namespace pw::ui
