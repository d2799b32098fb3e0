#include "app/policywright/recovery_journal.h"

#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"

namespace pw::app {
namespace {

constexpr int retryMs = 5000;
/// So many changes are read back within a moment; beyond that the whole text is written again.
constexpr std::size_t mostChanges = 2000;
constexpr std::size_t mostAtOnce = 500;
constexpr std::size_t leastBytes = std::size_t{1} << 20;

} // namespace

RecoveryJournal::RecoveryJournal(Session& session, QObject* parent)
    : QObject(parent), m_session(session)
{
    m_keeper = new JournalKeeper([this](int text, const Result<Done>& result) {
        QMetaObject::invokeMethod(
            this, [this, text, result] { onAnswer(text, result); }, Qt::QueuedConnection);
    });
    m_keeper->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_keeper, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("journal"));
    m_thread.start();
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(&m_delay, &QTimer::timeout, this, qOverload<>(&RecoveryJournal::write));
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryMs);
    connect(&m_retry, &QTimer::timeout, this, qOverload<>(&RecoveryJournal::write));
    connect(&session, &Session::added, this, &RecoveryJournal::onAdded);
    connect(&session, &Session::aboutToClose, this, [this](const Document* document) {
        m_followed.remove(document->number());
        onThread([number = document->number()](JournalKeeper& keeper) { keeper.remove(number); });
    });
    connect(&session, &Session::changed, &m_delay, [this] {
        if (!m_delay.isActive())
            m_delay.start();
    });
    for (const auto& document : session.documents())
        onAdded(document.get());
}

RecoveryJournal::~RecoveryJournal()
{
    onThread([](JournalKeeper& keeper) { keeper.close(); });
    m_thread.quit();
    m_thread.wait();
}

template <typename Call> void RecoveryJournal::onThread(Call call)
{
    QMetaObject::invokeMethod(
        m_keeper, [keeper = m_keeper, call = std::move(call)]() mutable { call(*keeper); });
}

void RecoveryJournal::setFolder(files::WindowFolder folder)
{
    // Shared, because a queued call has to be copyable.
    auto shared = std::make_shared<files::WindowFolder>(std::move(folder));
    onThread([shared](JournalKeeper& keeper) { keeper.setFolder(std::move(*shared)); });
    m_ready = true;
    write();
}

void RecoveryJournal::note(const QByteArray& bytes)
{
    onThread([bytes](JournalKeeper& keeper) { keeper.note(bytes.toStdString()); });
}

void RecoveryJournal::takeOver(std::vector<std::string> files)
{
    write();
    onThread([files = std::move(files)](JournalKeeper& keeper) { keeper.removeLeft(files); });
}

void RecoveryJournal::throwAway(std::vector<std::string> files)
{
    onThread([files = std::move(files)](JournalKeeper& keeper) { keeper.throwAway(files); });
}

void RecoveryJournal::onAdded(Document* document)
{
    const int number = document->number();
    m_followed.insert(number, {});
    const ui::PolicyEditor& editor = document->editor();
    connect(
        &editor, &ui::PolicyEditor::spliced, this,
        [this, number](text::ByteOffset at, text::ByteOffset removed, const QByteArray& inserted) {
            const auto found = m_followed.find(number);
            if (found != m_followed.end() && found->begun)
                files::addChange(found->changes, {at, removed, inserted.toStdString()});
            if (!m_delay.isActive())
                m_delay.start();
        });
    connect(&editor, &ui::PolicyEditor::loaded, this, [this, number] {
        if (const auto found = m_followed.find(number); found != m_followed.end())
            found->begun = false;
    });
    if (!m_delay.isActive())
        m_delay.start();
}

void RecoveryJournal::write()
{
    if (!m_ready || m_retry.isActive())
        return;
    for (const auto& document : m_session.documents()) {
        if (const auto found = m_followed.find(document->number()); found != m_followed.end())
            write(*document, *found);
    }
}

void RecoveryJournal::write(const Document& document, Followed& followed)
{
    const int number = document.number();
    if (!document.isModified()) {
        if (std::exchange(followed.begun, false))
            onThread([number](JournalKeeper& keeper) { keeper.remove(number); });
        followed.changes.clear();
        return;
    }
    if (!fits(document, followed) || followed.changes.size() > mostAtOnce
        || followed.written + followed.changes.size() > mostChanges
        || followed.writtenBytes > leastBytes)
        return begin(document, followed);
    if (followed.changes.empty())
        return;
    followed.written += followed.changes.size();
    for (const files::JournalChange& change : followed.changes)
        followed.writtenBytes += change.inserted.size();
    onThread([number, changes = std::exchange(followed.changes, {})](JournalKeeper& keeper) {
        keeper.append(number, changes);
    });
}

/// What was written is about this text as it is called and kept now.
bool RecoveryJournal::fits(const Document& document, const Followed& followed)
{
    const std::optional<text::SourceText>& known = document.onDisk();
    return followed.begun && followed.bom == document.editor().hasBom()
        && followed.path == document.path() && followed.title == document.title()
        && followed.known.has_value() == known.has_value()
        && (!known || followed.known->bytes().data() == known->bytes().data());
}

void RecoveryJournal::begin(const Document& document, Followed& followed)
{
    followed = {true,
                document.editor().hasBom(),
                document.path(),
                document.title(),
                document.onDisk(),
                {},
                0,
                0};
    onThread([number = document.number(),
              head = files::JournalHead{document.path(), ui::toUtf8(document.title()), {}},
              known = document.onDisk(), bytes = document.bytes()](JournalKeeper& keeper) {
        keeper.begin(number, head, known, bytes);
    });
}

void RecoveryJournal::onAnswer(int text, const Result<Done>& result)
{
    if (result) {
        if (!m_retry.isActive() && std::exchange(m_failing, false))
            Q_EMIT recovered();
        return;
    }
    if (const auto found = m_followed.find(text); found != m_followed.end())
        found->begun = false;
    m_failing = true;
    m_retry.start();
    Q_EMIT failed(ui::toQString(result.error().message));
}

} // namespace pw::app
