#pragma once
// Between the organization that is worked with and the bar on top: the list to choose from, how the
// connection is, and the dialogs about connections.

#include "core/api/context.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

class QWidget;

namespace pw::ui {
class ConnectDialog;
class ConnectionTestDialog;
} // namespace pw::ui

namespace pw::app {

class OrganizationController;
class TopBar;

class ConnectionBar : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it; dialogs open over the window.
    ConnectionBar(OrganizationController& organization, TopBar& bar, QWidget& window,
                  QObject* parent = nullptr);

    /// Opened files are one more place to choose; empty: there are none.
    void setFiles(const QStringList& files);
    /// They are what is shown now.
    void showFiles(bool shown);
    /// The rows that are shown were fetched then, epoch seconds; 0: none are.
    void setRowsFrom(double at);

    void connectToServer();
    void edit(const QString& id);
    /// The connection that is worked with; one of spyctl's is made anew as one of ours.
    void editCurrent();
    void test(); ///< of the organization that is worked with

Q_SIGNALS:
    void filesChosen(const QStringList& files);
    void organizationChosen(const QString& name);

private:
    void showEntries();
    void showHealth();
    void choose(const QString& id);
    void openDialog(const api::Context* edited);
    void saveWish();
    void browse();
    void openTest(const QString& name, const QString& server, const std::function<void()>& run);

    OrganizationController& m_organization;
    TopBar& m_bar;
    QWidget& m_window;
    QPointer<ui::ConnectDialog> m_dialog;
    QPointer<ui::ConnectionTestDialog> m_test;
    QStringList m_files;
    bool m_filesShown = false;
    double m_rowsFrom = 0;
};

} // namespace pw::app
