#pragma once
// The story of "Apply…": gathers what has to be seen, shows the page, writes when the person says
// so, and brings the server's marks back into the text.

#include "app/policywright/conflict_controller.h"
#include "app/policywright/job.h"
#include "app/policywright/review_writing.h"
#include "core/api/context.h"
#include "core/base/clock.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

namespace pw::ui {
class ReviewPage;
struct ApplyTarget;
} // namespace pw::ui

namespace pw::app {

class Document;
class MainWindow;
class Session;

/// The organization that is written to, as it is when a review begins.
struct ReviewSurroundings
{
    ClientPtr client; ///< null: none is open
    api::Context context;
    QString organization;
    FingerprintListPtr fingerprints;
    std::string range; ///< of the fingerprints, as a sentence names it
};

class ReviewController : public QObject
{
    Q_OBJECT
public:
    using SurroundingsFn = std::function<ReviewSurroundings()>;

    /// Both must outlive it.
    ReviewController(Session& session, MainWindow& window, SurroundingsFn surroundings,
                     ClockFn clock, QObject* parent = nullptr);
    ~ReviewController() override;

    /// One review at a time: that of another document takes the place of the one before.
    void start(Document& document);
    /// Closes the page; what was not sent is not sent.
    void close();
    [[nodiscard]] ui::ReviewPage* page() const;
    [[nodiscard]] bool isShown() const;
    [[nodiscard]] bool isIdle() const;
    /// To the server, or its answer into the text.
    [[nodiscard]] bool isWriting() const;

Q_SIGNALS:
    void messageRequested(const QString& message);
    /// Something was written, or the server says that it has changed.
    void organizationChanged();
    void stateChanged();
    void becameIdle();

private:
    enum class After : std::uint8_t { Nothing, Apply };

    void openPage();
    void connectPage();
    void gather();
    void gatherOnceAnalysed(Document& document);
    void show(const GatheredReviews& gathered);
    void apply(bool overNewer, bool asNew);
    void applyAudit();
    void take(const SentDocument& sent);
    void finish();
    void bringMarks(bool thenLook);
    bool setOrigins(Document& document) const;
    void check();
    /// Of the document that is looked at; nothing when there is none.
    [[nodiscard]] std::optional<Conflict> conflict() const;
    void keepMine();
    void sideBySide();
    [[nodiscard]] Document* document() const;

    Session& m_session;
    MainWindow& m_window;
    SurroundingsFn m_surroundings;
    ClockFn m_clock;
    QPointer<ui::ReviewPage> m_page;
    int m_number = 0; ///< of the document under review
    ReviewSurroundings m_target;
    SnapshotPtr m_snapshot; ///< that the reviews are of
    GatheredReviews m_gathered;
    std::vector<SentDocument> m_sent;
    After m_after = After::Nothing;
    int m_run = 0; ///< late parts of an earlier gathering are dropped
    ConflictController m_conflicts;
    Job m_gathering;
    Job m_sending;
    Job m_checking;
    Job m_marking;
};

} // namespace pw::app
