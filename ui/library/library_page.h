#pragma once
// A folder as a library: its files in a table, what is wrong with the selected one, and the way to
// mend many of them.

#include "core/ops/library.h"

#include <QWidget>

#include <optional>

class QAction;
class QCheckBox;
class QToolButton;

namespace pw::ui {

class FilterLine;
class LibraryModel;
class LibraryProxy;
class LinePanel;
class NoticeStrip;
class PageFoot;
class PanelTitle;
class RowTree;
class StatePage;

class LibraryPage : public QWidget
{
    Q_OBJECT
public:
    /// `folder` as a person knows it.
    explicit LibraryPage(const QString& folder, QWidget* parent = nullptr);

    /// Rows of before stay in sight. `total` 0: unknown.
    void showLoading(int done, int total);
    /// Rows of before stay, with a strip that says why they are old.
    void showFailed(const QString& why);
    void showCancelled();
    void setLibrary(const ops::LibraryPtr& library);
    [[nodiscard]] const ops::LibraryPtr& library() const;

    /// Files of ours that are selected, by themselves or by one of their documents, in the order of
    /// the table.
    [[nodiscard]] std::vector<ops::LibraryFilePtr> selectedFiles() const;
    /// All that the filter lets through, selected or not.
    [[nodiscard]] std::vector<ops::LibraryFilePtr> shownFiles() const;
    /// `32 policies · 32 with errors`; empty before the first rows.
    [[nodiscard]] QString countsText() const;
    [[nodiscard]] QString selectedText() const;
    void addRowAction(QAction* action);
    void addFootAction(QAction* action, const QString& text, bool primary);
    /// Opens the selected one, as Return in the table does.
    void openSelected();
    void focusFilter();
    [[nodiscard]] QList<QWidget*> panes() const;

Q_SIGNALS:
    void selectionChanged();
    /// The file at that place; without one at its first problem, if it has any.
    void openRequested(const std::string& path, const std::optional<pw::text::Span>& place);
    void refreshRequested();
    void cancelRequested();
    void chooseFolderRequested();

private:
    enum class Help : std::uint8_t { Refresh, ShowAll, ChooseFolder };

    QWidget* makeBar();
    void buildTable();
    void connectParts();
    void onHelp();
    void applyFilter();
    void showState();
    void showEmpty(const QString& why, const QString& words, Help help);
    void showNotice();
    void showHead();
    void showDetails();
    void showCounts();
    void openIndex(const QModelIndex& shown);
    void openProblem(int line);
    [[nodiscard]] ops::LibraryFilePtr fileAt(const QModelIndex& shown) const;
    [[nodiscard]] const ops::LibraryUnit* unitAt(const QModelIndex& shown) const;

    QString m_folder;
    PanelTitle* m_head = nullptr;
    FilterLine* m_text = nullptr;
    QCheckBox* m_onlyProblems = nullptr;
    QToolButton* m_others = nullptr;
    NoticeStrip* m_notice = nullptr;
    LibraryModel* m_model = nullptr;
    LibraryProxy* m_proxy = nullptr;
    RowTree* m_table = nullptr;
    StatePage* m_state = nullptr;
    LinePanel* m_problems = nullptr;
    PageFoot* m_foot = nullptr;
    ops::LibraryFilePtr m_detailed;
    Help m_help = Help::Refresh;
};

} // namespace pw::ui
