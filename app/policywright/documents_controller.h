#pragma once
// The tabs of the open documents: shows and names them, and hands the actions of texts to the
// document in front.

#include "app/policywright/actions.h"
#include "app/policywright/merge_controller.h"
#include "app/policywright/session.h"
#include "ui/fingerprints/fingerprint_change.h"

#include <QObject>
#include <QTimer>

namespace pw::app {

class MainWindow;

class DocumentsController : public QObject
{
    Q_OBJECT
public:
    DocumentsController(Session& session, MainWindow& window, QObject* parent = nullptr);

    /// Fills in what is known of the document in front, if one is.
    void describe(Actions::State& state) const;
    /// What the status bar says of the document in front.
    [[nodiscard]] QString statusText() const;
    /// What fingerprints can be merged into.
    [[nodiscard]] std::vector<OpenPolicy> openPolicies() const;
    [[nodiscard]] std::optional<NewestText> newestText(int number) const;
    /// As one undo step, and shows the document.
    void applyEdits(int number, const text::TextEdits& edits, quint64 revision);
    /// Whose words completion offers; null: none.
    void setFingerprints(const ui::FingerprintListPtr& list);
    /// The next part of the page in front gets the focus; backwards with -1.
    void focusNextPane(int step);

Q_SIGNALS:
    void stateChanged(); ///< what the actions can do may have changed
    void statusChanged();
    void closeRequested(pw::app::Document& document);
    void messageRequested(const QString& message);

private:
    void connectActions();
    void addTab(Document* document);
    void showTitle(Document* document);
    void onPageShown(QWidget* page);
    [[nodiscard]] Document* documentOf(const QWidget* page) const;
    void tellWindow();
    void setVocabulary(VocabularyPtr vocabulary);

    Session& m_session;
    MainWindow& m_window;
    QTimer m_rest;
    Job m_words;
    VocabularyPtr m_vocabulary; ///< null: none was made yet
    QWidget* m_lastDocument = nullptr; ///< the page that the place Documents shows
};

} // namespace pw::app
