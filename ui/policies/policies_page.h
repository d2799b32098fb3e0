#pragma once
// The place Policies: what is applied, in a table, and below it all about the selected one.

#include "core/ops/policy_list.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;
class QItemSelection;

namespace pw::ui {

class NoticeStrip;
class PageFoot;
class PolicyBar;
class PolicyDetails;
class PolicyModel;
class PolicyProxy;
class RowTree;
class StatePage;

class PoliciesPage : public QWidget
{
    Q_OBJECT
public:
    explicit PoliciesPage(QWidget* parent = nullptr);

    /// Another organization: nothing is known of it yet.
    void clear();
    /// Rows of before stay in sight. `total` 0: unknown.
    void showLoading(const QString& what, int done, int total);
    /// The server's own words. Rows of before stay, with a strip that says how old they are.
    void showFailed(const QString& details);
    void showCancelled();
    /// `now` and `fetched`: epoch seconds; rows that were kept from earlier (`fetched` is given)
    /// say so. Selection and place stay. Sorted by type and name until somebody sorts otherwise.
    void setRows(std::vector<ops::PolicyListRow> rows, double now,
                 std::optional<double> fetched = {});

    /// For the policy that is selected; answers about others are dropped.
    void setVersions(const QString& uid, std::vector<ops::PolicyVersionRow> versions);
    void showVersionsFailed(const QString& uid, const QString& why);

    /// In the order of the table.
    [[nodiscard]] QStringList selectedUids() const;
    /// nullptr when there is none with that uid.
    [[nodiscard]] const ops::PolicyListRow* row(const QString& uid) const;
    /// Nothing when it is not there or filtered out.
    void select(const QString& uid);
    [[nodiscard]] ops::PolicyListFilter filter() const;
    /// What the focused list (else the table) has selected, for the clipboard.
    [[nodiscard]] QString selectedText() const;
    void addRowAction(QAction* action);
    /// A button below the table; an empty text takes the action's own.
    void addFootAction(QAction* action, const QString& text, bool primary);
    /// The parts that the focus goes round.
    [[nodiscard]] QList<QWidget*> panes() const;

public Q_SLOTS:
    void focusFilter();
    void selectAllRows();

Q_SIGNALS:
    void selectionChanged();
    void openRequested(const QString& uid);
    void openVersionRequested(const QString& uid, qint64 version);
    void restoreRequested(const QString& uid, qint64 version);
    /// When one policy has been selected for a moment.
    void versionsRequested(const QString& uid);
    void refreshRequested();
    void cancelRequested();
    /// The first policy is to be made from fingerprints.
    void createRequested();

private:
    /// What the button of the empty or failed page does.
    enum class Help : std::uint8_t { Refresh, Create, ShowAll };

    void buildTable();
    void connectParts();
    void onSelectionChanged(const QItemSelection& come, const QItemSelection& gone);
    void onHelp();
    void applyFilter();
    void showState();
    void showEmpty(const QString& why, const QString& words, Help help);
    void showDetails();
    void showCounts();
    [[nodiscard]] QString single() const;
    [[nodiscard]] QStringList othersOf(const ops::PolicyListRow& row) const;

    PolicyModel* m_model = nullptr;
    PolicyProxy* m_proxy = nullptr;
    PolicyBar* m_bar = nullptr;
    NoticeStrip* m_notice = nullptr;
    RowTree* m_table = nullptr;
    StatePage* m_state = nullptr;
    PolicyDetails* m_details = nullptr;
    PageFoot* m_foot = nullptr;
    QTimer m_patience; ///< before the versions of a row passed by are asked for
    QString m_detailed; ///< uid of the policy in the details
    std::optional<double> m_fetched; ///< epoch seconds; nothing before the first answer
    Help m_help = Help::Refresh;
};

} // namespace pw::ui
