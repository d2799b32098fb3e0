#include "app/policywright/connection_bar.h"

#include "app/policywright/organization_controller.h"
#include "app/policywright/top_bar.h"
#include "ui/common/convert.h"
#include "ui/connections/connect_dialog.h"
#include "ui/connections/connection_state.h"
#include "ui/connections/connection_test_dialog.h"
#include "ui/connections/organization_switcher.h"
#include "ui/connections/time_range_choice.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

#include <cmath>

namespace pw::app {
namespace {

const QLatin1String filesId("files");
const QLatin1String contextPrefix("context:");

QString hostOf(const std::string& url)
{
    const QUrl parsed(ui::toQString(url));
    return parsed.port() < 0 ? parsed.host()
                             : QStringLiteral("%1:%2").arg(parsed.host()).arg(parsed.port());
}

ui::OrganizationEntry entryOf(const api::Context& context, bool ofSpyctl)
{
    ui::OrganizationEntry entry;
    entry.id = contextPrefix + ui::toQString(context.name);
    entry.ofSpyctl = ofSpyctl;
    entry.production = context.production;
    entry.readOnly = context.readOnly;
    if (context.local) {
        entry.kind = ui::OrganizationEntry::Kind::Local;
        entry.name = ConnectionBar::tr("Local organization");
        entry.note = ConnectionBar::tr("On this machine, without a server");
        return entry;
    }
    entry.kind = ui::OrganizationEntry::Kind::Context;
    entry.name = ui::toQString(context.name);
    entry.note = ui::toQString(context.organization);
    if (const QString host = hostOf(context.url); !host.isEmpty())
        entry.note += (entry.note.isEmpty() ? QString() : QStringLiteral(", ")) + host;
    return entry;
}

ui::ConnectionState stateOf(const OrganizationController& organization, double rowsFrom)
{
    using Kind = ui::ConnectionState::Kind;
    const ConnectionHealth& health = organization.health();
    ui::ConnectionState state;
    switch (health.state) {
    case ConnectionHealth::State::Opening:
        state.kind = Kind::Connecting;
        return state;
    case ConnectionHealth::State::Ready:
        state.kind = organization.context().local ? Kind::Local : Kind::Connected;
        if (health.seconds > 0)
            state.milliseconds = static_cast<int>(std::ceil(health.seconds * 1000));
        return state;
    case ConnectionHealth::State::Failed:
        break;
    }
    state.why = ui::toQString(health.error->message);
    if (health.error->code == "key-refused") { // the server is there, whatever rows there are
        state.kind = Kind::KeyRefused;
    } else if (rowsFrom > 0) {
        state.kind = Kind::Offline;
        state.rowsFrom = ui::timeText(rowsFrom).section(u'T', 1).left(5);
    } else {
        state.kind = Kind::NotConnected;
    }
    return state;
}

} // namespace

ConnectionBar::ConnectionBar(OrganizationController& organization, TopBar& bar, QWidget& window,
                             QObject* parent)
    : QObject(parent), m_organization(organization), m_bar(bar), m_window(window)
{
    ui::OrganizationSwitcher& switcher = bar.switcher();
    connect(&switcher, &ui::OrganizationSwitcher::chosen, this, &ConnectionBar::choose);
    connect(&switcher, &ui::OrganizationSwitcher::connectRequested, this,
            &ConnectionBar::connectToServer);
    connect(&switcher, &ui::OrganizationSwitcher::editRequested, this, &ConnectionBar::edit);
    connect(&switcher, &ui::OrganizationSwitcher::testRequested, this, &ConnectionBar::test);
    connect(&bar.indicator(), &ui::ConnectionIndicator::testRequested, this, &ConnectionBar::test);
    connect(&organization, &OrganizationController::knownChanged, this,
            &ConnectionBar::showEntries);
    connect(&organization, &OrganizationController::contextChanged, this,
            &ConnectionBar::showEntries);
    connect(&organization, &OrganizationController::healthChanged, this,
            &ConnectionBar::showHealth);
    connect(&organization, &OrganizationController::saved, this, [this] {
        if (m_dialog != nullptr)
            m_dialog->accept();
    });
    connect(&organization, &OrganizationController::keptInKnown, this, [this](api::KeptIn where) {
        if (m_dialog != nullptr)
            m_dialog->setKeptIn(where);
    });
    connect(&organization, &OrganizationController::saveFailed, this, [this](const QString& why) {
        if (m_dialog != nullptr)
            m_dialog->showProblem(why);
    });
    connect(&organization, &OrganizationController::testEnded, this,
            [this](const std::vector<api::ConnectionStep>& steps) {
                if (m_test != nullptr)
                    m_test->showSteps(steps);
            });
    connect(&organization, &OrganizationController::testFailed, this, [this](const QString& why) {
        if (m_test != nullptr)
            m_test->showFailed(why);
    });
    showEntries();
    showHealth();
}

void ConnectionBar::setFiles(const QStringList& files)
{
    m_files = files;
    showEntries();
}

void ConnectionBar::showFiles(bool shown)
{
    m_filesShown = shown;
    m_bar.setOrganizationShown(!shown);
    showEntries();
}

void ConnectionBar::setRowsFrom(double at)
{
    m_rowsFrom = at;
    showHealth();
}

void ConnectionBar::showEntries()
{
    QList<ui::OrganizationEntry> entries;
    const connections::KnownContexts& known = m_organization.known();
    bool current = false;
    for (const api::Context& context : known.contexts.list) {
        const ui::OrganizationEntry entry = entryOf(context, known.ofSpyctl.contains(context.name));
        current = current || context.name == m_organization.context().name;
        // The one that is always there comes first.
        context.local ? entries.prepend(entry) : entries.append(entry);
    }
    if (!current)
        entries.prepend(entryOf(m_organization.context(), false));
    if (!m_files.isEmpty()) {
        ui::OrganizationEntry files;
        files.id = filesId;
        files.kind = ui::OrganizationEntry::Kind::Files;
        files.name = m_files.size() == 1 ? QFileInfo(m_files.front()).fileName()
                                         : tr("%1 files").arg(m_files.size());
        files.note = tr("Opened on this machine");
        files.tip = m_files.join(u'\n');
        entries.append(files);
    }
    m_bar.switcher().setEntries(entries,
                                m_filesShown
                                    ? QString(filesId)
                                    : contextPrefix + ui::toQString(m_organization.context().name));
    m_bar.setProduction(!m_filesShown && m_organization.context().production);
}

void ConnectionBar::showHealth()
{
    m_bar.indicator().setState(stateOf(m_organization, m_rowsFrom));
}

void ConnectionBar::choose(const QString& id)
{
    if (id == filesId)
        Q_EMIT filesChosen(m_files);
    else
        Q_EMIT organizationChosen(id.mid(contextPrefix.size()));
}

void ConnectionBar::connectToServer()
{
    openDialog(nullptr);
}

void ConnectionBar::edit(const QString& id)
{
    const std::string name = ui::toUtf8(id.mid(contextPrefix.size()));
    if (name == m_organization.context().name)
        editCurrent();
    else if (const api::Context* const context = m_organization.known().contexts.find(name))
        openDialog(context);
}

void ConnectionBar::editCurrent()
{
    if (m_organization.context().local)
        connectToServer();
    else
        openDialog(&m_organization.context());
}

void ConnectionBar::openDialog(const api::Context* edited)
{
    if (m_dialog != nullptr) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new ui::ConnectDialog(&m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    QStringList others;
    for (const api::Context& context : m_organization.known().contexts.list) {
        if (edited == nullptr || context.name != edited->name)
            others += ui::toQString(context.name);
    }
    m_dialog->setOtherNames(others);
    if (edited != nullptr)
        m_dialog->setContext(*edited, true);
    connect(m_dialog, &ui::ConnectDialog::saveRequested, this, &ConnectionBar::saveWish);
    connect(m_dialog, &ui::ConnectDialog::browseRequested, this, &ConnectionBar::browse);
    connect(m_dialog, &ui::ConnectDialog::testRequested, this, [this] {
        const ui::ConnectionWish wish = m_dialog->wish();
        openTest(ui::toQString(wish.context.name), ui::toQString(wish.context.url),
                 [this] { m_organization.testWish(m_dialog->wish()); });
    });
    m_organization.askKeyring();
    m_dialog->open();
}

void ConnectionBar::saveWish()
{
    m_dialog->setBusy(true);
    m_organization.save(m_dialog->wish());
}

void ConnectionBar::browse()
{
    auto* const chooser = new QFileDialog(m_dialog, tr("File of certificates"));
    chooser->setObjectName(QStringLiteral("caFileDialog"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (m_dialog != nullptr)
            m_dialog->setCaFile(path);
    });
    chooser->open();
}

void ConnectionBar::test()
{
    const api::Context& context = m_organization.context();
    openTest(context.local ? tr("Local organization") : ui::toQString(context.name),
             ui::toQString(context.url), [this] { m_organization.test(); });
}

void ConnectionBar::openTest(const QString& name, const QString& server,
                             const std::function<void()>& run)
{
    if (m_test != nullptr)
        m_test->close();
    m_test = new ui::ConnectionTestDialog(m_dialog != nullptr ? static_cast<QWidget*>(m_dialog)
                                                              : &m_window);
    m_test->setAttribute(Qt::WA_DeleteOnClose);
    m_test->setTarget(name, server);
    connect(m_test, &ui::ConnectionTestDialog::testRequested, this, [this, run] {
        m_test->showRunning();
        run();
    });
    connect(m_test, &ui::ConnectionTestDialog::cancelRequested, &m_organization,
            &OrganizationController::cancelTest);
    m_test->showRunning();
    run();
    m_test->open();
}

} // namespace pw::app
