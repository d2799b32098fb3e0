#include "core/ops/fingerprint_filter_text.h"

#include <QTest>

using namespace pw;
using ops::FingerprintField;
using ops::FingerprintFilter;

namespace {

FingerprintFilter filter()
{
    FingerprintFilter out;
    out.type = "container";
    out.text = "mongo* it's";
    out.fields[FingerprintField::Namespace] = {"dev", ""};
    out.fields[FingerprintField::ImageId] = {"sha256:12*"};
    out.fields[FingerprintField::Label] = {"app.kubernetes.io/name=web", "note=a b"};
    out.onlyUncovered = true;
    return out;
}

QString joined(const std::vector<std::string>& words)
{
    QStringList out;
    for (const std::string& word : words)
        out += QString::fromStdString(word);
    return out.join(u'|');
}

} // namespace

class FingerprintFilterTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void written();
    void readAgain_data();
    void readAgain();
    void whatIsWrongIsTold_data();
    void whatIsWrongIsTold();
    void commandOfSpyctl();
};

void FingerprintFilterTextTest::written()
{
    QCOMPARE(ops::filterText(filter()),
             std::string("type=container namespace=dev namespace= image-id=sha256:12* "
                         "label=app.kubernetes.io/name=web label='note=a b' text='mongo* it''s' "
                         "only=uncovered"));
    QCOMPARE(ops::filterText({}), std::string());
}

void FingerprintFilterTextTest::readAgain_data()
{
    QTest::addColumn<QString>("value");
    for (const char* value : {"", " ", "'", "''", "a'b", "'a", "a'", "a b", "\t", "a=b", "x''y z'"})
        QTest::newRow(value) << value;
}

/// Whatever a value holds, it comes back, also between others.
void FingerprintFilterTextTest::readAgain()
{
    QFETCH(QString, value);
    FingerprintFilter asked = filter();
    asked.fields[FingerprintField::Pod] = {"first", value.toStdString(), "last"};
    asked.text = value.toStdString();
    const Result<FingerprintFilter> read = ops::filterOf(ops::filterText(asked));
    QVERIFY(read);
    QVERIFY(*read == asked);
}

void FingerprintFilterTextTest::whatIsWrongIsTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("a field of later versions") << "namespace=dev colour=red"
                                               << "unknown-field: a filter has no \"colour=red\"";
    QTest::newRow("another word") << "only=covered"
                                  << "unknown-field: a filter has no \"only=covered\"";
    QTest::newRow("no field") << "mongo x=y"
                              << "wrong-filter: \"mongo\" is not of the form field=value";
    QTest::newRow("open quote") << "text='mongo"
                                << "wrong-filter: the quote behind text= is not closed";
}

void FingerprintFilterTextTest::whatIsWrongIsTold()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    const Result<FingerprintFilter> read = ops::filterOf(text.toStdString());
    QVERIFY(!read);
    QCOMPARE(QString::fromStdString(read.error().code + ": " + read.error().message), error);
}

void FingerprintFilterTextTest::commandOfSpyctl()
{
    QCOMPARE(joined(ops::spyctlWords(filter())),
             QStringLiteral("--type|container|--namespace|dev|--image-id|sha256:12*"));
    FingerprintFilter one;
    one.type = "linux-service";
    one.text = " Nginx* ";
    one.fields[FingerprintField::Cluster] = {"east", "west"};
    one.fields[FingerprintField::Cgroup] = {};
    QCOMPARE(joined(ops::spyctlWords(one)),
             QStringLiteral("--type|linux-service|--cluster|east,west|Nginx*"));
}

QTEST_APPLESS_MAIN(FingerprintFilterTextTest)
#include "fingerprint_filter_text_test.moc"
