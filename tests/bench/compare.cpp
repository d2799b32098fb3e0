// Times of a comparison in the whole window, by hand: build/release/tests/bench_compare [lines]
//
// Runs without a screen unless QT_QPA_PLATFORM says otherwise.

#include "app/policywright/application.h"
#include "core/api/secret_store.h"
#include "core/files/file_store.h"
#include "tests/bench/waiting.h"
#include "tests/bench/watchdog.h"
#include "tests/bench/window_file.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QScrollBar>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace pw;

namespace {

using bench::Clock;
using bench::millisecondsSince;
using bench::waitFor;

constexpr int usualLines = 50000;
constexpr int steps = 200;

/// Every so many lines another user or a comment, and of every so many processes one that went.
std::string changed(std::string text, int every)
{
    std::string out;
    std::size_t from = 0;
    int process = 0;
    for (int line = 0; from < text.size(); ++line) {
        const std::size_t end = text.find('\n', from) + 1;
        std::string one = text.substr(from, end - from);
        if (line > 20 && line % every == 0)
            one = one.find("root") != std::string::npos ? "    - admin\n" : one + "    # seen\n";
        process += one.starts_with("  - name:") ? 1 : 0;
        if (process % (every + 1) != every)
            out += one;
        from = end;
    }
    return out;
}

struct Shown
{
    double lines = 0; ///< until the lines are on screen
    double all = 0; ///< and what changed in meaning
    double stop = 0; ///< of the GUI thread at most
    int changes = 0;
};

void scroll(app::ComparisonTab& tab, bench::Watchdog& watchdog, const char* name)
{
    QScrollBar* bar = nullptr;
    for (QAbstractScrollArea* const area :
         tab.page().texts().findChildren<QAbstractScrollArea*>()) {
        if (area->isVisible() && area->verticalScrollBar()->maximum() > 0)
            bar = area->verticalScrollBar();
    }
    if (bar == nullptr)
        return;
    static_cast<void>(watchdog.takeLongest());
    std::vector<double> all;
    for (int step = 0; step < steps; ++step) {
        const Clock::time_point start = Clock::now();
        bar->setValue(static_cast<int>(std::int64_t{bar->maximum()} * step / steps));
        tab.page().texts().repaint();
        all.push_back(millisecondsSince(start));
        QApplication::processEvents();
    }
    std::vector<double> next;
    bar->setValue(0);
    for (int step = 0; step < steps; ++step) {
        const Clock::time_point start = Clock::now();
        tab.page().texts().goToNextChange();
        tab.page().texts().repaint();
        next.push_back(millisecondsSince(start));
        QApplication::processEvents();
    }
    std::ranges::sort(all);
    std::ranges::sort(next);
    std::printf("  %-28s %8.1f %8.1f   next change %8.1f %8.1f   longest stop %6.1f\n", name,
                all[all.size() / 2], all.back(), next[next.size() / 2], next.back(),
                watchdog.takeLongest());
}

Shown show(app::Application& application, bench::Watchdog& watchdog, const std::string& left,
           const std::string& right)
{
    Shown out;
    static_cast<void>(watchdog.takeLongest());
    const Clock::time_point start = Clock::now();
    application.compare().compareFiles(left, right);
    const auto* const tab = application.compare().current();
    waitFor([&] { return tab->page().texts().diff() != nullptr; });
    tab->page().texts().repaint();
    out.lines = millisecondsSince(start);
    waitFor([&] { return application.isIdle() && tab->page().meaning().between != nullptr; });
    out.all = millisecondsSince(start);
    out.stop = watchdog.takeLongest();
    out.changes = tab->page().texts().changeCount();
    return out;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const int lines = argc > 1 ? std::atoi(argv[1]) : usualLines;
    if (lines < 100) {
        std::fprintf(stderr, "usage: bench_compare [lines]\n");
        return 2;
    }
    const QTemporaryDir folder;
    files::DiskFileStore store;
    api::SecretStore keyring;
    app::ApplicationStart start{{store, keyring}};
    start.theme = ui::ThemeChoice::Light;
    start.localDatabase = ":memory:";
    app::Application window(start);
    window.window().resize(1400, 900);
    window.window().show();
    window.open({});
    waitFor([&] { return window.fingerprints().list() && window.isIdle(); });
    bench::Watchdog watchdog;

    const std::string before = bench::policyOf(lines);
    const std::string left = folder.filePath(QStringLiteral("left.yaml")).toStdString();
    const std::string right = folder.filePath(QStringLiteral("right.yaml")).toStdString();
    std::printf("Two policies of about %d lines; milliseconds.\n", lines);
    for (const int every : {1000, 50, 5}) {
        if (!store.save(left, before) || !store.save(right, changed(before, every)))
            return 1;
        const Shown shown = show(window, watchdog, left, right);
        std::printf("one line of %d changed, %d changes: lines on screen %.0f, all %.0f, "
                    "longest stop %.1f\n",
                    every, shown.changes, shown.lines, shown.all, shown.stop);
        app::ComparisonTab& tab = *window.compare().current();
        scroll(tab, watchdog, "side by side: step p50, most");
        tab.page().texts().setLayout(ui::DiffView::Layout::Unified);
        scroll(tab, watchdog, "unified: step p50, most");
        tab.page().texts().setLayout(ui::DiffView::Layout::SideBySide);
    }
    return 0;
}
