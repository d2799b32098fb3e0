#pragma once
// A field for a key. What is typed never becomes the text of the line edit under it: that text is
// told to assistive programs with each change, hidden or not, and is kept to be undone.

#include "core/api/secret.h"

#include <QLineEdit>

namespace pw::ui {

class KeyField : public QLineEdit
{
    Q_OBJECT
public:
    explicit KeyField(QWidget* parent = nullptr);
    ~KeyField() override;

    /// Without white space around it.
    [[nodiscard]] api::Secret key() const;
    /// Overwritten before it is given back.
    void forget();

Q_SIGNALS:
    void keyChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void put(const QString& typed);
    void pasteFrom(int clipboardMode);
    void follow();

    QString m_key; ///< one sign for each of the signs that stand in the line edit
    bool m_putting = false;
};

} // namespace pw::ui
