#pragma once
// A policy text as a form. The text is the truth: the form owns no copy of it, shows what it was
// given last and says what a person wishes there.

#include "core/ops/form_tabs.h"
#include "core/ops/new_pieces.h"
#include "core/policy/policy_edit.h"
#include "core/snapshot.h"
#include "ui/form/form_document.h"

#include <QWidget>

#include <map>

class QStackedWidget;

namespace pw::ui {

class FormPage;
class FormTabsBar;
class NoticeStrip;
class StatePage;

class FormView : public QWidget
{
    Q_OBJECT
public:
    explicit FormView(QWidget* parent = nullptr);
    ~FormView() override;

    /// A text that does not parse leaves what was shown, dimmed, with the line that is in the way.
    void setSnapshot(const SnapshotPtr& snapshot);
    /// Where the cursor of the text is: that document is shown, and the field there is current. The
    /// focus stays where it is.
    void setPlace(text::ByteOffset offset);
    /// Nothing can be changed, as in an applied version of a policy.
    void setReadOnly(bool on);

    [[nodiscard]] ops::FormTab tab() const;
    void setTab(ops::FormTab tab);
    /// The one that is shown, which wishes are about; null before the first text that parses.
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }
    /// Of what is shown; null before the first text that parses.
    [[nodiscard]] const FormDocumentPtr& document() const { return m_document; }
    [[nodiscard]] bool isDimmed() const { return m_dimmed; }

Q_SIGNALS:
    /// All of it in one step of the undo: `set mode`.
    void wished(const std::vector<policy::PolicyEdit>& wishes, const QString& step);
    void revealRequested(pw::text::Span span);
    /// A change of the text of that revision.
    void fixRequested(const pw::text::Fix& fix, std::uint64_t revision);

private:
    void setDimmed(bool on);
    void showDocument(std::size_t unit);
    void showTab(ops::FormTab tab);
    [[nodiscard]] FormPage* page(ops::FormTab tab);
    [[nodiscard]] FormPage* makePage(ops::FormTab tab);
    [[nodiscard]] std::size_t unitAt(text::ByteOffset offset) const;
    void showNothing();
    void start(ops::NewPolicy type);
    void showStarted();
    void updateTabs();
    void updateStrip(const Snapshot& snapshot);

    SnapshotPtr m_snapshot; ///< the last one that parses
    FormDocumentPtr m_document;
    bool m_dimmed = false;
    bool m_readOnly = false;
    bool m_starting = false; ///< a document is on its way into an empty text
    FormTabsBar* m_tabs = nullptr;
    NoticeStrip* m_strip = nullptr;
    StatePage* m_state = nullptr;
    QWidget* m_content = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_veil = nullptr;
    std::map<ops::FormTab, FormPage*> m_pages;
};

} // namespace pw::ui
