#pragma once
// One open text: its tab, where it is kept, and what it means. The text itself is the editor's.

#include "app/policywright/form_side.h"
#include "app/policywright/job.h"
#include "app/policywright/server_origin.h"
#include "app/policywright/text_assist.h"
#include "core/snapshot.h"
#include "ui/editor/outline_model.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace pw::ui {
class PolicyEditor;
class PolicyPage;
} // namespace pw::ui

namespace pw::app {

class Document : public QObject
{
    Q_OBJECT
public:
    /// `number` is unique while the program runs; `name` is shown until the text is kept in a file.
    /// A page with its parent from the start is styled once.
    Document(int number, const text::SourceText& text, QString name, QWidget* pageParent = nullptr);

    /// Takes its page along.
    ~Document() override;

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] ui::PolicyPage& page() const { return *m_page; }
    [[nodiscard]] ui::PolicyEditor& editor() const;

    /// The file's name, or the name it was made with.
    [[nodiscard]] QString title() const;
    /// What a file of it should be called: the policy's own name with the ending of its format.
    [[nodiscard]] QString suggestedFileName() const;
    /// Absolute; empty: never kept in a file.
    [[nodiscard]] const std::string& path() const { return m_path; }

    /// One copy of the text as it stands now; counting its lines is left to a worker.
    [[nodiscard]] std::string bytes() const;
    /// Grows with every change of the text.
    [[nodiscard]] std::uint64_t revision() const;
    /// Something in it is kept nowhere but here.
    [[nodiscard]] bool isModified() const;

    /// The content of the file when it was last read or written; absent: there is no such file.
    [[nodiscard]] const std::optional<text::SourceText>& onDisk() const { return m_onDisk; }
    /// The text of this revision is kept in the file now. A later text stays modified.
    void setKept(std::string path, text::SourceText content, std::uint64_t revision);
    /// Somebody else changed the file: content is what is known of it, absent when it is gone.
    /// The text here counts as modified from now on.
    void setDiskChanged(std::optional<text::SourceText> content);

    /// What its policies are at an organization, one each; none of those that were never read from
    /// there or applied.
    [[nodiscard]] const std::vector<ServerOrigin>& origins() const { return m_origins; }
    void setOrigins(std::vector<ServerOrigin> origins);
    /// Of one of them; the others stay.
    void setOrigin(ServerOrigin origin);
    /// The text of this revision is what the organization has. Without a file that counts as kept.
    void setKeptOnServer(std::uint64_t revision);

    /// The newest analysis, perhaps of an older text; null before the first one.
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }
    /// The snapshot is of the text as it stands.
    [[nodiscard]] bool isAnalysed() const;
    /// There is a policy or a ruleset in it.
    [[nodiscard]] bool canBeApplied() const;
    /// Without waiting for a pause.
    void analyseNow();

    /// What helps while typing.
    [[nodiscard]] TextAssist& assist() const { return *m_assist; }

    /// The text is analysed when nothing was typed for so long.
    static constexpr int pauseMs = 150;

Q_SIGNALS:
    void snapshotChanged();
    void titleChanged(); ///< title, path or modified
    void analysed(); ///< the snapshot is of the text as it stands

private:
    /// The text that was just loaded needs no copy.
    void analyseFirst(const text::SourceText& text);
    struct Analysis
    {
        SnapshotPtr snapshot; ///< null: the text is longer than any file may be
        ui::OutlinePtr outline;
    };
    [[nodiscard]] static Analysis analysisOf(const text::SourceText& text, std::uint64_t revision,
                                             const std::stop_token& stop);
    void publish(const Analysis& analysis);
    void onEdited();

    int m_number;
    ui::PolicyPage* m_page;
    QPointer<QObject> m_pageAlive; // the window's tabs may have deleted it already
    QString m_name;
    std::string m_path;
    std::optional<text::SourceText> m_onDisk;
    std::vector<ServerOrigin> m_origins;
    bool m_onServer = false; // as of the editor's save point
    bool m_diskDiffers = false; // the editor's save point is not what the file holds
    SnapshotPtr m_snapshot;
    QTimer m_pause;
    Job m_analysis;
    std::unique_ptr<TextAssist> m_assist;
    std::unique_ptr<FormSide> m_form;
};

} // namespace pw::app
