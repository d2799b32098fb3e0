#pragma once
// What a document is, in one line: name, type, mode, and how much is wrong with it.

#include "core/snapshot.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;

namespace pw::ui {

class IconLabel;
class StatusChip;

/// What the line says of one policy.
struct PolicySummary
{
    QString name; ///< its own; empty when it has none
    QString type; ///< `container`, or the kind of another document
    QString mode; ///< `audit`, `enforce`, or empty
    QString uid; ///< that a server gave; empty: not applied
    QString version; ///< of the server; empty when the text says none
};
/// Of the document that holds the place; of the first one when none does.
[[nodiscard]] PolicySummary summaryAt(const Snapshot& snapshot, text::ByteOffset place);

class PolicyHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyHeader(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void show(const PolicySummary& summary, const std::vector<text::Diagnostic>& diagnostics);
    /// Buttons between what it is and what is wrong.
    void addAction(QAction* action);
    /// Behind them.
    void addWidget(QWidget* widget);
    /// The main one, at the end.
    void addMainAction(QAction* action);

private:
    void showTitle();

    QString m_titleText;
    PolicySummary m_summary;
    QLabel* m_title = nullptr;
    QLabel* m_file = nullptr;
    IconLabel* m_typeIcon = nullptr;
    QLabel* m_type = nullptr;
    StatusChip* m_mode = nullptr;
    QLabel* m_applied = nullptr;
    QHBoxLayout* m_actions = nullptr;
    std::vector<StatusChip*> m_counts; // error, security, warning
};

} // namespace pw::ui
