#include "tests/bench/window_file.h"

#include "app/policywright/application.h"
#include "app/policywright/file_controller.h"
#include "core/api/secret_store.h"
#include "core/files/file_store.h"
#include "tests/bench/waiting.h"
#include "tests/bench/watchdog.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"
#include "ui/form/form_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QTemporaryDir>

#include <cstdio>

namespace pw::bench {

/// One policy with processes enough; a wrong address in every hundredth.
std::string policyOf(int lines)
{
    std::string out = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: bench\n"
                      "  type: container\nspec:\n  containerSelector:\n    image: bench\n"
                      "  mode: audit\n  networkPolicy:\n    egress: []\n    ingress: []\n"
                      "  response:\n    default:\n    - makeRedFlag:\n        severity: high\n"
                      "    actions: []\n  processPolicy:\n";
    for (int at = 20, number = 0; at < lines; at += 6, ++number) {
        const std::string word = std::to_string(number);
        out += "  - name: process-" + word + "\n    exe:\n    - /usr/local/bin/process-" + word
            + "\n    id: process_" + word + "_0" + "\n    "
            + (number % 100 == 0 ? "euesr" : "euser") + ":\n    - root\n";
    }
    return out;
}

bool measureFile(int lines)
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("policy.yaml")).toStdString();
    const std::string bytes = policyOf(lines);
    files::DiskFileStore store;
    if (!store.save(path, bytes))
        return false;
    api::SecretStore keyring;
    app::ApplicationStart start{{store, keyring}};
    start.theme = ui::ThemeChoice::Light;
    start.localDatabase = ":memory:";
    app::Application application(start);
    application.window().resize(1400, 900);
    application.window().show();
    application.open({});
    if (waitFor([&] { return application.fingerprints().list() && application.isIdle(); }) < 0)
        return false;

    Watchdog watchdog;
    waitFor([&] { return QApplication::activeWindow() != nullptr; });
    static_cast<void>(watchdog.takeLongest());
    application.open({path});
    const auto settled = [&] {
        const app::Document* const document = application.session().current();
        return document != nullptr && document->isAnalysed() && !document->editor().isLoading()
            && application.isIdle();
    };
    const double opened = waitFor(settled);
    const double openStop = watchdog.takeLongest();
    app::Document* const document = application.session().current();
    if (opened < 0 || document == nullptr)
        return false;

    QKeyEvent key(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier, QStringLiteral("x"));
    QApplication::sendEvent(&document->editor(), &key);
    const double judged = waitFor([&] { return document->isAnalysed(); });
    const double typeStop = watchdog.takeLongest();

    // The form beside the text, then each of its tabs; and every process folded.
    ui::PolicyPage& page = document->page();
    const auto timed = [&](const auto& does) {
        const Clock::time_point begun = Clock::now();
        does();
        page.repaint();
        const double out = millisecondsSince(begun);
        QApplication::processEvents(); // the watchdog asks again
        return out;
    };
    const double formMs = timed([&] { page.showView(ui::PolicyPage::View::Both); });
    auto* const form = page.findChild<ui::FormView*>();
    std::string tabs;
    for (const ops::FormTab tab : {ops::FormTab::Selectors, ops::FormTab::Processes,
                                   ops::FormTab::Network, ops::FormTab::Response}) {
        const double tabMs = timed([&] { form->setTab(tab); });
        tabs += (tabs.empty() ? "" : ", ") + std::to_string(static_cast<int>(tabMs + 0.5));
    }
    form->setTab(ops::FormTab::Processes);
    QApplication::processEvents();
    const double formStop = watchdog.takeLongest();
    page.fold({ops::OutlineKind::Process});
    const long inLast = page.editor().lines() - 2;
    const double foldMs = waitFor([&] {
        return page.editor().SendScintilla(QsciScintillaBase::SCI_GETLINEVISIBLE,
                                           static_cast<unsigned long>(inLast))
            == 0;
    });
    const double foldStop = watchdog.takeLongest();
    page.editor().unfoldAll();
    QApplication::processEvents();
    static_cast<void>(watchdog.takeLongest());

    bool made = false;
    QObject::connect(&document->assist(), &app::TextAssist::made, document, [&] { made = true; });
    const policy::Place spec = policy::Place().entry("spec");
    const Clock::time_point wished = Clock::now();
    document->assist().wish({policy::SetValue{spec.entry("mode"), yaml::Value::string("enforce")}},
                            {}, document->snapshot());
    const double wishMs = waitFor([&] { return made; });
    document->editor().viewport()->repaint();
    const double wishShown = millisecondsSince(wished);
    const double wishStop = watchdog.takeLongest();
    waitFor([&] { return document->isAnalysed(); });
    QApplication::processEvents();
    const double bothStop = watchdog.takeLongest();

    application.files().save(*document);
    const double saved = waitFor([&] { return !document->isModified(); });
    const double saveStop = watchdog.takeLongest();
    std::printf(
        "%7d lines, %.1f MB: opened and analysed in %.0f (longest stop %.1f), problems %.0f "
        "after the pause (%.1f), a wish made in %.0f (%.1f), saved in %.0f (%.1f)\n",
        lines, static_cast<double>(bytes.size()) / 1e6, opened, openStop,
        judged - app::Document::pauseMs, typeStop, wishShown, wishStop, saved, saveStop);
    std::printf(
        "               form opened in %.0f, its tabs in %s (longest stop %.1f), both views of the "
        "wish shown (%.1f), every process folded in %.0f (%.1f)\n",
        formMs, tabs.c_str(), formStop, bothStop, foldMs, foldStop);
    return judged >= 0 && wishMs >= 0 && saved >= 0;
}

} // namespace pw::bench
