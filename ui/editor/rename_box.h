#pragma once
// A field over the text in which a name that stands at several places gets another one.

#include <QFrame>

class QLabel;
class QLineEdit;

namespace pw::ui {

class RenameBox : public QFrame
{
    Q_OBJECT
public:
    explicit RenameBox(QWidget& text);

    /// `word`: where it stands, in the coordinates of the text.
    void ask(const QString& name, int places, const QRect& word);
    [[nodiscard]] QLineEdit& field() const { return *m_field; }

Q_SIGNALS:
    void renamed(const QString& from, const QString& to); ///< to another name
    void closed(); ///< the text gets the keyboard back

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void finish(bool rename);

    QWidget& m_text;
    QLineEdit* m_field = nullptr;
    QLabel* m_places = nullptr;
    QString m_name;
};

} // namespace pw::ui
