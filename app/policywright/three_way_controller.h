#pragma once
// The story of "Merge both…": plans what of theirs goes into the open text, shows it, and makes it
// one undo step of that text.

#include "app/policywright/job.h"
#include "app/policywright/server_origin.h"
#include "core/ops/three_way.h"
#include "core/snapshot.h"
#include "ui/compare/three_way_dialog.h"

#include <QObject>
#include <QPointer>

namespace pw::app {

class Document;
class Session;

class ThreeWayController : public QObject
{
    Q_OBJECT
public:
    struct Question
    {
        int document = 0; ///< number of the open text
        SnapshotPtr snapshot; ///< of that text
        std::size_t unit = 0; ///< of `unitsOf(document, false)`
        yaml::Value base; ///< what the text began as
        ServerOrigin theirs; ///< what the server holds now; without a uid: it is another text
        QString words; ///< who changed it, and when
    };

    /// Both must outlive it.
    ThreeWayController(Session& session, QWidget& window, QObject* parent = nullptr);

    void start(Question question);
    [[nodiscard]] bool isIdle() const { return !m_planning.isRunning(); }

Q_SIGNALS:
    /// It stands in the text, which counts as one of their version from now on.
    void merged(pw::app::Document& document);

private:
    void plan();
    void accept();
    [[nodiscard]] Document* document() const;

    Session& m_session;
    QWidget& m_window;
    Question m_question;
    std::optional<ops::ThreeWayPlan> m_plan;
    QPointer<ui::ThreeWayDialog> m_dialog;
    Job m_planning;
};

} // namespace pw::app
