#pragma once
// One sentence that asks for a decision, above the content and never over it: icon, words, buttons.

#include <QFrame>
#include <QList>
#include <QString>
#include <QStringList>

class QHBoxLayout;
class QLabel;

namespace pw::ui {

class IconLabel;

struct NoticeButton
{
    QString text;
    QString icon; ///< empty: none
    bool primary = false;
};

class NoticeStrip : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeStrip(QWidget* parent = nullptr);

    /// Takes the place of the notice before. The sentence is plain text.
    void showNotice(const QString& sentence, const QStringList& buttons);
    void showNotice(const QString& sentence, const QList<NoticeButton>& buttons);
    void hideNotice();
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    /// Counted from 0. The strip stays until its owner hides it.
    void answered(int button);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    IconLabel* m_icon = nullptr;
    QLabel* m_sentence = nullptr;
    QHBoxLayout* m_buttons = nullptr;
};

} // namespace pw::ui
