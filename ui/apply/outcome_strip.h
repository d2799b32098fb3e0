#pragma once
// What became of the write, or what has to be chosen first: a sentence, the server's own words, and
// buttons.

#include "ui/common/cell.h"

#include <QFrame>
#include <QList>

class QHBoxLayout;
class QLabel;

namespace pw::ui {

class IconLabel;

class OutcomeStrip : public QFrame
{
    Q_OBJECT
public:
    explicit OutcomeStrip(QWidget* parent = nullptr);

    struct Button
    {
        QString objectName;
        QString text;
        bool enabled = true;
        QString tip;
        bool operator==(const Button&) const = default;
    };
    struct Content
    {
        QString icon;
        Tone tone = Tone::Accent;
        QString sentence;
        QString note; ///< muted, below it
        QString details; ///< in mono, may be several lines
        QList<Button> buttons;
        bool operator==(const Content&) const = default;
    };
    /// Hidden when there is no sentence.
    void setContent(const Content& content);
    [[nodiscard]] const Content& content() const { return m_content; }

Q_SIGNALS:
    void pressed(const QString& buttonName);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showButtons();

    Content m_content;
    IconLabel* m_icon = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_details = nullptr;
    QHBoxLayout* m_buttons = nullptr;
};

} // namespace pw::ui
