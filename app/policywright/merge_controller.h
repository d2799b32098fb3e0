#pragma once
// The story of "Merge into policy…": selected fingerprints, a choice of open policies, a plan, and
// edits for the editor. Nothing is read or planned on the GUI thread.

#include "app/policywright/chosen_fingerprints.h"
#include "app/policywright/job.h"
#include "core/ops/merge_edits.h"
#include "core/ops/merge_targets.h"
#include "core/snapshot.h"
#include "ui/merge/merge_dialog.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pw::app {

/// An open text that may hold policies.
struct OpenPolicy
{
    int document = 0; ///< the caller's own number
    QString title;
    SnapshotPtr snapshot; ///< the newest one; null when there is none yet
};

/// The text as it stands in the editor now.
struct NewestText
{
    std::string bytes;
    quint64 revision = 0;
};

class MergeController : public QObject
{
    Q_OBJECT
public:
    /// Empty when the document was closed.
    using NewestFn = std::function<std::optional<NewestText>(int document)>;

    /// `newest` is asked on the GUI thread when the person accepts.
    MergeController(QWidget* window, NewestFn newest, QObject* parent = nullptr);

    /// Opens the dialog; a second call while it is open does nothing.
    void start(ChosenFingerprints chosen, std::vector<OpenPolicy> policies);
    [[nodiscard]] ui::MergeDialog* dialog() const { return m_dialog; }
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    /// To be applied as one undo step; planned on the text of that revision, which is the newest.
    void mergePlanned(int document, const pw::text::TextEdits& edits, quint64 revision);

private:
    using Inputs = std::shared_ptr<const std::vector<ops::MergeInput>>;
    struct Choice
    {
        std::size_t policy = 0; ///< index into m_policies
        ops::MergeTarget target;
    };
    struct Planned
    {
        Result<ops::MergePlan> plan;
        ui::TextDiffPtr diff;
        SnapshotPtr snapshot;
    };
    struct Offer
    {
        Inputs inputs;
        std::vector<Choice> choices;
    };

    void offer(Result<Offer> offer);
    void plan(int choice);
    void show(Planned planned);
    void accept();
    void planAgain(const NewestText& text);
    void finish(int document, const text::TextEdits& edits, quint64 revision);

    QWidget* m_window;
    NewestFn m_newest;
    QPointer<ui::MergeDialog> m_dialog;
    std::vector<OpenPolicy> m_policies;
    Inputs m_inputs;
    std::vector<Choice> m_choices;
    std::optional<Planned> m_planned;
    Job m_reading;
    Job m_planning;
};

} // namespace pw::app
