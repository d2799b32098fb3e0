// Times of a table of 100,000 fingerprints, by hand: build/release/tests/bench_fingerprint_table
//
// Runs without a screen unless QT_QPA_PLATFORM says otherwise.

#include "tests/bench/fingerprint_rows.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/fingerprint_tree.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <malloc.h>

using namespace pw;

namespace {

constexpr std::size_t rows = 100'000;
constexpr std::size_t images = 2'000;
constexpr int runs = 7;

/// Of this thread alone: others on the machine disturb it less.
double milliseconds(const std::function<void()>& work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    const double start = now();
    work();
    return now() - start;
}

void print(const char* what, double time)
{
    std::printf("%-62s %8.2f\n", what, time);
    std::fflush(stdout);
}

void measure(const char* what, const std::function<void()>& work)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run)
        times.push_back(milliseconds(work));
    std::ranges::sort(times);
    print(what, times.at(times.size() / 2));
}

double megabytesInUse()
{
    return static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd) / 1e6;
}

ops::FingerprintQuery queryOf(const char* text = "")
{
    ops::FingerprintQuery query;
    query.filter.type = "container";
    query.filter.text = text;
    return query;
}

void measureTables(const ops::FingerprintList& list)
{
    measure("table: everything", [&] { static_cast<void>(ops::tableOf(list, queryOf())); });
    measure("table: a word that many values hold",
            [&] { static_cast<void>(ops::tableOf(list, queryOf("service-1"))); });
    measure("table: a pattern and a word",
            [&] { static_cast<void>(ops::tableOf(list, queryOf("*service-1* dev"))); });
    measure("table: a word that no value holds",
            [&] { static_cast<void>(ops::tableOf(list, queryOf("nosuchthing"))); });
    ops::FingerprintQuery fields = queryOf();
    fields.filter.fields[ops::FingerprintField::Namespace] = {"team-1*", "team-2"};
    fields.filter.fields[ops::FingerprintField::Label] = {"tier=back*"};
    fields.filter.fields[ops::FingerprintField::Pod] = {"*7*"};
    fields.filter.onlyUncovered = true;
    fields.groupBy = {ops::GroupField::Namespace};
    measure("table: four fields, grouped by namespace",
            [&] { static_cast<void>(ops::tableOf(list, fields)); });
    ops::FingerprintQuery sorted = queryOf();
    sorted.sort = ops::TableSort{};
    measure("table: everything, sorted by title",
            [&] { static_cast<void>(ops::tableOf(list, sorted)); });
    sorted.sort = ops::TableSort{ops::TableColumn::ImageId, true};
    measure("table: everything, sorted by container id",
            [&] { static_cast<void>(ops::tableOf(list, sorted)); });
}

ui::ShownPtr shown(const ui::FingerprintListPtr& list, const ops::FingerprintQuery& query)
{
    return ui::shownOf(list, ops::tableOf(*list, query), query);
}

/// The longest of the parts in which the window works: taking the change, laying out, painting.
void measureUpdate(const char* what, ui::FingerprintsPage& page, const ui::ShownPtr& next)
{
    ui::FingerprintChange change;
    print((std::string("  away from the window: ") + what).c_str(),
          milliseconds([&] { change = ui::changeOf(page.shown(), next); }));
    print((std::string("  take: ") + what).c_str(),
          milliseconds([&] { page.setTable(std::move(change), false); }));
    print("  then, layout and paint", milliseconds([&] {
              QApplication::processEvents();
              page.repaint();
          }));
}

void measureWindow(const ui::FingerprintListPtr& list, const ui::FingerprintListPtr& later)
{
    ui::FingerprintsPage page;
    page.resize(1500, 900);
    page.show();
    QApplication::processEvents();
    ops::FingerprintQuery query = page.query();
    measureUpdate("first table", page, shown(list, query));
    auto& tree = *page.findChild<ui::FingerprintTree*>();
    for (int row = 0; row < 20; ++row)
        tree.expand(tree.model()->index(row, 0));
    QApplication::processEvents();
    measureUpdate("every group has lost, won and changed rows", page, shown(later, query));
    measureUpdate("the same rows with other values", page, shown(later, query));
    query.sort = ops::TableSort{ops::TableColumn::Latest, true};
    measureUpdate("another order", page, shown(later, query));
    query.filter.text = "service-1";
    measureUpdate("a filter", page, shown(later, query));
    query.filter.text.clear();
    measureUpdate("the filter is off", page, shown(later, query));

    double longest = 0;
    for (int step = 0; step < 100; ++step) {
        longest = std::max(longest, milliseconds([&] {
                               tree.verticalScrollBar()->setValue(step * 400);
                               tree.viewport()->repaint();
                           }));
    }
    print("scrolling by pages, groups closed: longest", longest);
    print("opening all groups", milliseconds([&] {
              tree.expandAll();
              QApplication::processEvents();
          }));
    longest = 0;
    for (int step = 0; step < 100; ++step) {
        longest = std::max(longest, milliseconds([&] {
                               tree.verticalScrollBar()->setValue(step * 20'000);
                               tree.viewport()->repaint();
                           }));
    }
    print("scrolling by pages, groups open: longest", longest);
    measureUpdate("all groups open, every group changes", page, shown(list, query));
    print("selecting everything", milliseconds([&] { tree.selectAll(); }));
    print("everything selected: instances and counts", milliseconds([&] {
              static_cast<void>(ops::countsOf(*page.list(), page.selectedInstances()));
          }));
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    ui::applyTheme(ui::ThemeChoice::Light);
    std::printf("%zu fingerprints of %zu images; milliseconds of one thread.\n\n", rows, images);
    const double before = megabytesInUse();
    auto list = std::make_shared<ops::FingerprintList>(bench::fingerprintRows(rows, images, 1));
    const double held = megabytesInUse();
    print("index, once a list", milliseconds([&] { ops::prepare(*list); }));
    std::printf("%-62s %8.1f MB\n%-62s %8.1f MB\n", "the list", held - before, "its index",
                megabytesInUse() - held);
    measureTables(*list);
    auto later = std::make_shared<ops::FingerprintList>(bench::fingerprintRows(rows, images, 2));
    ops::prepare(*later);
    measureWindow(list, later);
    return 0;
}
