// How long the window stands still while an organization of real size is worked with, by hand:
// build/release/tests/bench_pages [fingerprints]
//
// Runs without a screen unless QT_QPA_PLATFORM says otherwise.

#include "app/policywright/application.h"
#include "app/policywright/document.h"
#include "app/policywright/policies_controller.h"
#include "app/policywright/review_controller.h"
#include "core/api/client.h"
#include "core/api/secret_store.h"
#include "core/files/file_store.h"
#include "core/organization/import.h"
#include "core/organization/local_organization.h"
#include "tests/bench/event_times.h"
#include "tests/bench/organization_data.h"
#include "tests/bench/watchdog.h"
#include "ui/apply/review_page.h"
#include "ui/editor/policy_editor.h"
#include "ui/fingerprints/fingerprint_tree.h"
#include "ui/fingerprints/fingerprints_page.h"
#include "ui/policies/policies_page.h"

#include <QAction>
#include <QEventLoop>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace pw;

namespace {

constexpr double now = bench::organizationStart + 86'400;
constexpr qint64 patienceMs = 120'000;

[[noreturn]] void fail(const std::string& why)
{
    std::fprintf(stderr, "bench_pages: %s\n", why.c_str());
    std::_Exit(1);
}

template <typename T> T must(Result<T> result)
{
    if (!result)
        fail(result.error().text());
    return std::move(result).value();
}

/// An organization with a policy for each image, evaluated.
void fill(const std::string& path, const bench::OrganizationSize& size)
{
    const auto organization
        = must(organization::LocalOrganization::open(path, {}, {.clock = [] { return now; }}));
    constexpr std::size_t fileSize = 5000;
    for (std::size_t at = 0; at < size.fingerprints; at += fileSize) {
        const std::size_t end = std::min(at + fileSize, size.fingerprints);
        static_cast<void>(must(organization::importText(
            organization->store(),
            must(text::SourceText::make(bench::fingerprintLines(size, at, end), "bench")), now)));
    }
    api::Client client(std::make_shared<organization::LocalTransport>(
                           organization::LocalOrganization::service(organization)),
                       api::ClientOptions());
    std::vector<yaml::Value> documents;
    for (std::size_t image = 0; image < size.policies; ++image)
        documents.push_back(bench::imagePolicy(image));
    documents.push_back(bench::policyForAll());
    for (Result<api::Written>& written : client.applyAll(documents, false))
        static_cast<void>(must(std::move(written)));
    api::FingerprintQuery query;
    query.range = {now - 86'400, now};
    static_cast<void>(must(client.fingerprints(query)));
}

class Walk
{
public:
    Walk(bench::TimedApplication& events, app::Application& application)
        : m_events(events), m_application(application)
    {
    }

    void run()
    {
        step("the window comes", [this] {
            m_application.window().resize(1500, 900);
            m_application.window().show();
        });
        step("the organization opens", [this] { m_application.open({}); });
        ui::FingerprintsPage& page = m_application.window().page();
        auto& tree = *page.findChild<ui::FingerprintTree*>();
        std::printf("%zu rows\n", page.list()->instances.size());
        step("a group is selected", [&] { tree.setCurrentIndex(tree.model()->index(0, 0)); });
        step("the groups open", [&] { actions().expandAll->trigger(); });
        step("everything is selected", [&] { actions().selectAll->trigger(); });
        step("one row is selected", [&] { tree.setCurrentIndex(tree.model()->index(1, 0)); });
        step("tables or map", [&] { actions().switchActivity->trigger(); });
        step("the groups close", [&] { actions().collapseAll->trigger(); });
        step("the list comes anew", [&] { actions().reload->trigger(); });
        step("the policies", [&] { actions().policiesPlace->trigger(); });
        step("the policies come anew", [&] { m_application.policies().refresh(); });
        const QString uid = firstPolicy();
        step("a policy opens", [&] { m_application.policies().open(uid); });
        step("it changes", [&] { change(); });
        step("its review", [&] { actions().apply->trigger(); });
        step("it is applied", [&] {
            m_application.review()
                .page()
                ->findChild<QAction*>(QStringLiteral("applyMain"))
                ->trigger();
        });
        step("the review is closed", [&] { m_application.review().close(); });
        step("another policy opens",
             [&] { m_application.policies().open(QStringLiteral("everything")); });
        step("its review", [&] { actions().apply->trigger(); });
        step("it is closed", [&] { m_application.review().close(); });
        step("dark", [&] { actions().darkTheme->trigger(); });
        step("back to the fingerprints", [&] { actions().fingerprintsPlace->trigger(); });
    }

private:
    const app::Actions& actions() { return m_application.window().actions(); }

    QString firstPolicy()
    {
        const auto names = m_application.policies().names();
        if (names.isEmpty())
            fail("no policies");
        return names.constBegin().key();
    }

    void change()
    {
        app::Document* const document = m_application.session().current();
        if (document == nullptr)
            fail("no policy is open");
        std::string text = document->bytes();
        const std::size_t at = text.find("mode: audit");
        if (at == std::string::npos)
            fail("no mode to change");
        document->editor().replaceText(text.replace(at, 11, "mode: enforce"));
    }

    /// Until nothing is at work for a moment, with what was the longest stop on the way.
    void step(const char* what, const std::function<void()>& begin)
    {
        static_cast<void>(m_watchdog.takeLongest());
        static_cast<void>(m_events.takeLong());
        QElapsedTimer timer;
        timer.start();
        QElapsedTimer idle;
        QMetaObject::invokeMethod(&m_events, begin, Qt::QueuedConnection);
        qint64 worked = 0;
        while (timer.elapsed() < patienceMs && !(idle.isValid() && idle.elapsed() > 300)) {
            QApplication::processEvents(QEventLoop::AllEvents, 1);
            if (!m_application.isIdle()) {
                idle.invalidate();
                worked = timer.elapsed();
            } else if (!idle.isValid()) {
                idle.start();
            }
        }
        std::printf("%-34s %7lld ms, longest stop %6.1f ms\n", what, static_cast<long long>(worked),
                    m_watchdog.takeLongest());
        for (const std::string& event : m_events.takeLong())
            std::printf("%s", event.c_str());
        std::fflush(stdout);
    }

    bench::TimedApplication& m_events;
    app::Application& m_application;
    bench::Watchdog m_watchdog;
};

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    bench::OrganizationSize size;
    if (argc > 1)
        size.fingerprints = std::strtoul(argv[1], nullptr, 10);
    if (size.fingerprints < size.scopes) {
        std::fprintf(stderr, "usage: bench_pages [fingerprints], at least 2000\n");
        return 2;
    }
    bench::TimedApplication events(argc, argv);
    app::prepareProcess();
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("organization.db")).toStdString();
    fill(path, size);
    files::DiskFileStore store;
    api::SecretStore keyring;
    app::ApplicationStart start{{store, keyring}};
    start.around.variable = [](const char*) { return std::optional<std::string>(); };
    start.around.now = [] { return now; };
    start.theme = ui::ThemeChoice::Light;
    start.localDatabase = path;
    app::Application application(start);
    Walk(events, application).run();
    return 0;
}
