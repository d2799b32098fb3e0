#pragma once
// The title strip of a panel: icon, name, and a muted sentence that gives way when it is narrow.

#include <QWidget>

class QHBoxLayout;

namespace pw::ui {

class PanelTitle : public QWidget
{
    Q_OBJECT
public:
    PanelTitle(QString iconName, QString title, QWidget* parent = nullptr);
    void setSentence(const QString& sentence);
    /// At the right end, behind those that are there.
    void addWidget(QWidget* widget);
    [[nodiscard]] const QString& sentence() const { return m_sentence; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int roomForWidgets() const;

    QString m_icon;
    QString m_title;
    QString m_sentence;
    QHBoxLayout* m_widgets = nullptr;
};

} // namespace pw::ui
