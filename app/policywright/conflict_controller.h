#pragma once
// Somebody else applied another version meanwhile: theirs, mine, or both, as an edit of the open
// text. Nothing is written to the server.

#include "app/policywright/chosen_fingerprints.h"
#include "app/policywright/three_way_controller.h"

#include <QObject>

#include <cstdint>
#include <optional>

namespace pw::app {

class Document;
class Session;

/// One policy of an open text that stands otherwise on the server than when the text began.
struct Conflict
{
    int document = 0; ///< number of the open text
    SnapshotPtr snapshot; ///< of that text
    std::size_t unit = 0; ///< of the snapshot
    bool isAlone = true; ///< there is no other policy in the text
    ServerOrigin theirs; ///< what the server holds now
    std::string theirText; ///< as a text
    std::optional<std::int64_t> edited; ///< the version that the text says it began as
    QString by; ///< who changed it, and when
    api::Resource resource = api::Resource::Policy;
    ClientPtr client; ///< to ask for that version
};

class ConflictController : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    ConflictController(Session& session, QWidget& window, QObject* parent = nullptr);

    /// Asks what is to be taken where both changed the same.
    void mergeBoth(const Conflict& conflict);
    /// The policy becomes the server's, in the style of the text; undo brings mine back.
    void takeTheirs(const Conflict& conflict);
    /// The text stays as it is and means to follow on theirs.
    void keepMine(const Conflict& conflict);
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void messageRequested(const QString& message);
    /// The text counts as one of their version from now on.
    void settled(pw::app::Document& document);

private:
    void ask(const Conflict& conflict, const yaml::Value& base);

    Session& m_session;
    ThreeWayController m_threeWay;
    Job m_asking;
    Job m_taking;
};

} // namespace pw::app
