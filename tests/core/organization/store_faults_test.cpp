// The disk is full or breaks at every operation in turn: the error says so, nothing is lost or
// half, and once the disk is well again the work goes on.

#include "core/organization/guardian.h"
#include "tests/core/files/folder.h"
#include "tests/core/organization/store_kit.h"
#include "tests/crash/faulty_disk.h"

#include <filesystem>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

/// What the disk meets a store with.
struct Trouble
{
    Fault::Kind kind = Fault::Kind::None;
    std::string code;
};

const std::vector<Trouble> troubles{{Fault::Kind::DiskFull, "disk-full"},
                                    {Fault::Kind::Broken, "disk-error"}};

std::string shellRecord(const std::string& id)
{
    return mongoRecord(id, R"(, "children": [{"name": "bash", "exe": ["/bin/bash"], "id": "b"}])",
                       mongoNow);
}

std::string content(Store& store)
{
    return idsOf(store) + "; "
        + std::to_string(store.policies().list().value_or(std::vector<AppliedVersion>()).size())
        + " policies; " + std::to_string(eventsIn(store, EventKind::Audit).size()) + " in the log; "
        + store.database().text("PRAGMA integrity_check").value().value_or("");
}

} // namespace

class StoreFaultsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void importing();
    void applying();
    void evaluating();
    void makingTheFile();

private:
    using Work = std::function<std::string(Store&)>; ///< the code of its error

    /// Does the work with the trouble at its first operation, at its second and so on until it
    /// meets none; `before` and `after` are what the store holds without it and with it.
    void atEveryOperation(const Work& work, const std::string& before, const std::string& after)
    {
        for (const Trouble& trouble : troubles) {
            std::size_t failures = 0;
            for (std::size_t at = 1;; ++at) {
                const files::Folder folder;
                const std::string copy = folder.path("d");
                std::filesystem::copy_file(m_folder.path("d"), copy);
                auto store = Store::open(copy, {systemTime, m_disk.name()});
                REQUIRE_OK(store);
                m_disk.set({trouble.kind, at});
                const std::string code = work(**store);
                const bool met = m_disk.operations() >= at;
                m_disk.set({});
                const std::string held = content(**store);
                if (!code.empty()) {
                    ++failures;
                    QCOMPARE(code, trouble.code);
                    QCOMPARE(held, before);
                    QCOMPARE(work(**store), std::string()); // the disk is well again
                }
                QCOMPARE(content(**store), after);
                store = Store::open(":memory:"); // closes the file
                store = Store::open(copy);
                REQUIRE_OK(store);
                QVERIFY((*store)->notes().empty());
                QCOMPARE(content(**store), after);
                if (!met)
                    break;
            }
            QVERIFY(failures > 0);
        }
    }

    void prepare(const std::function<void(Store&)>& fill)
    {
        const auto store = Store::open(m_folder.path("d"));
        REQUIRE_OK(store);
        REQUIRE_OK(importInto(**store, shellRecord("fprint:a1")));
        fill(**store);
    }

    files::Folder m_folder;
    FaultyDisk m_disk;
};

void StoreFaultsTest::importing()
{
    prepare([](Store&) {});
    atEveryOperation(
        [](Store& store) {
            return codeOf(
                importInto(store, shellRecord("fprint:a2") + "\n" + shellRecord("fprint:a3")));
        },
        "fprint:a1; 0 policies; 0 in the log; ok",
        "fprint:a1 fprint:a2 fprint:a3; 0 policies; 0 in the log; ok");
}

void StoreFaultsTest::applying()
{
    prepare([](Store&) {});
    atEveryOperation(
        [](Store& store) { return codeOf(store.policies().create(valueOf(mongoPolicy()), byAnn)); },
        "fprint:a1; 0 policies; 0 in the log; ok", "fprint:a1; 1 policies; 0 in the log; ok");
}

void StoreFaultsTest::evaluating()
{
    prepare(
        [](Store& store) { REQUIRE_OK(store.policies().create(valueOf(mongoPolicy()), byAnn)); });
    atEveryOperation([](Store& store) { return codeOf(Guardian(store.database()).finish()); },
                     "fprint:a1; 1 policies; 0 in the log; ok",
                     "fprint:a1; 1 policies; 2 in the log; ok");
}

void StoreFaultsTest::makingTheFile()
{
    for (const Trouble& trouble : troubles) {
        std::size_t failures = 0;
        for (std::size_t at = 1;; ++at) {
            const files::Folder folder;
            m_disk.set({trouble.kind, at});
            std::string code = codeOf(Store::open(folder.path("new"), {systemTime, m_disk.name()}));
            const bool met = m_disk.operations() >= at;
            m_disk.set({});
            if (!code.empty()) {
                ++failures;
                QCOMPARE(code, trouble.code);
            }
            const auto store = Store::open(folder.path("new"));
            REQUIRE_OK(store);
            QVERIFY((*store)->notes().empty());
            QCOMPARE(content(**store), std::string("; 0 policies; 0 in the log; ok"));
            if (!met)
                break;
        }
        QVERIFY(failures > 0);
    }
}

QTEST_APPLESS_MAIN(StoreFaultsTest)
#include "store_faults_test.moc"
