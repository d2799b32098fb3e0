#include "core/organization/search_jobs.h"

#include "tests/core/organization/store_kit.h"

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

SearchJob withRows(std::size_t count, const std::string& row = "{}")
{
    SearchJob job;
    for (std::size_t i = 0; i < count; ++i)
        job.addRow(row);
    return job;
}

} // namespace

class SearchJobsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aJobHoldsItsRows();
    void theOneAskedForLeastRecentlyGoesFirst();
    void whatNobodyAsksForIsForgotten();
    void allTogetherStaySmall();
    void tokensAreOfOneSearch();
};

void SearchJobsTest::aJobHoldsItsRows()
{
    SearchJob job;
    for (const char* const row : {"{\"a\": 1}", "", "{}"})
        job.addRow(row);
    QCOMPARE(job.size(), std::size_t{3});
    QCOMPARE(std::string(job.row(0)) + "|" + std::string(job.row(1)) + "|"
                 + std::string(job.row(2)),
             std::string("{\"a\": 1}||{}"));
    job.holds = SearchJob::Holds::Events;
    job.events = {"audit:1"};
    QCOMPARE(job.size(), std::size_t{1});
}

void SearchJobsTest::theOneAskedForLeastRecentlyGoesFirst()
{
    SearchJobs jobs(2, 100);
    const std::string first = jobs.add(withRows(1), 0).id;
    const std::string second = jobs.add(withRows(2), 1).id;
    QVERIFY(first != second && first.starts_with("srch:"));
    QVERIFY(jobs.find(first, 2) != nullptr);
    const std::string third = jobs.add(withRows(3), 3).id;
    QVERIFY(jobs.find(second, 4) == nullptr);
    QCOMPARE(jobs.find(first, 4)->size(), std::size_t{1});
    QCOMPARE(jobs.find(third, 4)->size(), std::size_t{3});
    QVERIFY(jobs.find("srch:", 4) == nullptr && jobs.find("", 4) == nullptr);
}

void SearchJobsTest::whatNobodyAsksForIsForgotten()
{
    SearchJobs jobs(8, 100);
    const std::string id = jobs.add(withRows(1), 0).id;
    QVERIFY(jobs.find(id, 100) != nullptr); // and now it is young again
    QVERIFY(jobs.find(id, 200) != nullptr);
    QVERIFY(jobs.find(id, 300.5) == nullptr);
}

void SearchJobsTest::allTogetherStaySmall()
{
    SearchJobs jobs(64, 1000);
    const std::string megabytes(50U << 20U, 'x');
    const std::string first = jobs.add(withRows(1, megabytes), 0).id;
    const std::string second = jobs.add(withRows(1, megabytes), 0).id;
    QVERIFY(jobs.find(first, 0) != nullptr && jobs.find(second, 0) != nullptr);
    const std::string third = jobs.add(withRows(4, megabytes), 0).id;
    QVERIFY(jobs.find(first, 0) == nullptr && jobs.find(second, 0) == nullptr);
    QVERIFY(jobs.find(third, 0) != nullptr); // the newest stays, whatever its size
}

void SearchJobsTest::tokensAreOfOneSearch()
{
    SearchJobs jobs(8, 100);
    const SearchJob& job = jobs.add(withRows(1998), 0);
    const SearchJob& other = jobs.add(withRows(1998), 0);
    QCOMPARE(pageStart(job, pageToken(job, 999)), std::size_t{999});
    QCOMPARE(pageStart(job, pageToken(job, 1998)), std::size_t{1998});
    const std::size_t none = 1999;
    for (const std::string& token :
         {pageToken(other, 999), job.id + "/t", job.id + "/t9x", job.id + "/t-1", job.id,
          job.id + "/t99999999999999999999999", std::string("t999"), std::string()})
        QCOMPARE(pageStart(job, token), none);
}

QTEST_APPLESS_MAIN(SearchJobsTest)
#include "search_jobs_test.moc"
