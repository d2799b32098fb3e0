#include "tests/core/organization/mongo_organization.h"
#include "tests/core/organization/recorded_requests.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

class RecordedRequestsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothGenerationsInOneRun();
};

void RecordedRequestsTest::bothGenerationsInOneRun()
{
    MongoOrganization mongo;
    QCOMPARE(QString::fromStdString(mongo.imports), QString());
    mongo.now = 1713010000; // policies are applied later than all that was seen
    Names names{{"org", mongo.store->organizationUid()},
                {"t0", "1713000000"},
                {"tm", "1713043200"},
                {"t1", "1713086400"}};
    int asked = 0;
    for (const RecordedRequest& recorded : recordedRequests()) {
        ++asked;
        const api::Response reply = mongo.organization->handle(requestOf(recorded, names), {});
        const std::string wrong = complaint(recorded, reply, names);
        if (!wrong.empty())
            QTest::qFail((recorded.client + ": " + wrong).c_str(), __FILE__, __LINE__);
    }
    qInfo("%d requests", asked);
}

QTEST_APPLESS_MAIN(RecordedRequestsTest)
#include "recorded_requests_test.moc"
