#pragma once
// Connecting to an organization at Spyderbat, or changing such a connection.

#include "core/api/secret_store.h"
#include "ui/connections/connection_check.h"

#include <QDialog>

class QAction;

namespace pw::ui {

class ConnectForm;
class MessageLine;

class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ConnectDialog(QWidget* parent = nullptr);

    /// To edit; without it a new one is made. Whether its key is stored, never the key itself.
    void setContext(const api::Context& context, bool keyStored);
    /// Names that are taken, without that of the edited one.
    void setOtherNames(const QStringList& names);
    /// Where the key will be kept.
    void setKeptIn(api::KeptIn keptIn);
    void setCaFile(const QString& path);

    /// With the key in it: use it at once and let it go.
    [[nodiscard]] ConnectionWish wish() const;
    [[nodiscard]] bool isGood() const;
    /// It is being saved; nothing can be pressed twice.
    void setBusy(bool busy);
    /// It could not be saved. Ends being busy.
    void showProblem(const QString& why);

Q_SIGNALS:
    void testRequested(); ///< of what is in the fields
    void saveRequested(); ///< the owner accepts the dialog, or shows the problem
    void browseRequested(); ///< for a file of certificates

public Q_SLOTS:
    /// The key is cleared.
    void done(int result) override;

private:
    QAction* makeAction(const char* objectName, const QString& text);
    void showFindings();
    void updateButtons();

    ConnectForm* m_form = nullptr;
    MessageLine* m_result = nullptr;
    QAction* m_test = nullptr;
    QAction* m_save = nullptr;
    bool m_good = false;
    bool m_busy = false;
};

} // namespace pw::ui
