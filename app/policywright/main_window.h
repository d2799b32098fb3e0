#pragma once
// The window: menus, bars, rail and the pages in their tabs. Connects, decides nothing.

#include "app/policywright/actions.h"
#include "app/policywright/rail.h"
#include "app/policywright/top_bar.h"

#include <QMainWindow>

class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace pw::ui {
class ConnectionStrip;
class DocumentTabs;
class FingerprintsPage;
class PoliciesPage;
} // namespace pw::ui

namespace pw::app {

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);

    [[nodiscard]] QMenu& recentFiles() { return *m_recentFiles; }
    [[nodiscard]] const Actions& actions() const { return m_actions; }
    [[nodiscard]] ui::FingerprintsPage& page() const { return *m_page; }
    [[nodiscard]] ui::PoliciesPage& policies() const { return *m_policies; }
    [[nodiscard]] TopBar& topBar() const { return *m_topBar; }
    /// What the first start offers.
    [[nodiscard]] ui::ConnectionStrip& offers() const { return *m_offers; }
    [[nodiscard]] Rail& rail() const { return *m_rail; }

    /// Of every page.
    [[nodiscard]] QWidget* pageParent() const;
    /// Takes the page into the tabs; it is not shown by that.
    void addDocumentPage(QWidget* page, const QString& title,
                         const QString& iconName = QStringLiteral("policy"));
    void removeDocumentPage(QWidget* page);
    void setDocumentTitle(QWidget* page, const QString& title, const QString& tip, bool modified);
    void showPage(QWidget* page);
    [[nodiscard]] QWidget* shownPage() const;
    /// Round the tabs.
    void showNextTab(int step);

    /// Left and right in the status bar; an empty command is not shown.
    void setStatus(const QString& status, const QString& command);
    /// For a while in place of the status.
    void showMessage(const QString& message);
    void setTitle(const QString& title, bool modified);
    /// The next attempt to close it succeeds.
    void closeForGood();

Q_SIGNALS:
    void filesDropped(const QStringList& paths);
    void pageShown(QWidget* page);
    void closePageRequested(QWidget* page);
    void closeRequested();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildStatusBar();

    Actions m_actions;
    QMenu* m_recentFiles = nullptr;
    ui::FingerprintsPage* m_page = nullptr;
    ui::PoliciesPage* m_policies = nullptr;
    TopBar* m_topBar = nullptr;
    Rail* m_rail = nullptr;
    ui::ConnectionStrip* m_offers = nullptr;
    ui::DocumentTabs* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr; ///< pages in the order of the tabs
    QLabel* m_status = nullptr;
    QLabel* m_command = nullptr;
    QToolButton* m_copyCommand = nullptr;
    bool m_mayClose = false;
    bool m_isAsked = false; ///< whether it may close, at this moment
};

} // namespace pw::app
