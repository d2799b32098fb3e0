#pragma once
// The fields of a connection: name, server, organization, key, and the way there.

#include "core/api/secret_store.h"
#include "ui/connections/connection_check.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace pw::ui {

class KeyField;
class MessageLine;

class ConnectForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectForm(QWidget* parent = nullptr);

    /// The rest of the context, its filters and the name of its key, is kept for the wish.
    void setContext(const api::Context& context, bool keyStored);
    void setOtherNames(const QStringList& names);
    void setKeptIn(api::KeptIn keptIn);
    void setCaFile(const QString& path);

    [[nodiscard]] ConnectionWish wish() const;
    [[nodiscard]] ConnectionFindings findings() const;
    /// The key is gone from the field.
    void forgetKey();

Q_SIGNALS:
    void changed();
    void browseRequested(); ///< for a file of certificates

private:
    QLineEdit* makeField(const char* objectName, const QString& accessibleName,
                         const QString& placeholder);
    QCheckBox* makeMark(const char* objectName, const QString& text, const QString& tip);
    QWidget* makeCaRow();

    QLineEdit* m_name = nullptr;
    QLineEdit* m_url = nullptr;
    QLineEdit* m_organization = nullptr;
    KeyField* m_key = nullptr;
    MessageLine* m_keyNote = nullptr;
    QLineEdit* m_proxy = nullptr;
    QLineEdit* m_caFile = nullptr;
    QCheckBox* m_production = nullptr;
    QCheckBox* m_readOnly = nullptr;
    api::Context m_original;
    ConnectionSurroundings m_surroundings;
};

} // namespace pw::ui
