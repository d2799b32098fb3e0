#include "core/api/secret.h"

#include <QTest>
#include <ostream>
#include <type_traits>

using namespace pw::api;

namespace {

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
template <typename T>
concept Comparable = requires(const T& a, const T& b) { a == b; };

} // namespace

class SecretTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cannotSlipOut();
    void hintsAtItsEnd();
    void copiesAndMoves();
    void wipesItsBytes_data();
    void wipesItsBytes();
    void leavesNothingWhenItEnds();
};

void SecretTest::cannotSlipOut()
{
    static_assert(!Printable<Secret> && !Comparable<Secret>);
    static_assert(!std::is_convertible_v<Secret, std::string>
                  && !std::is_convertible_v<Secret, std::string_view>
                  && !std::is_convertible_v<std::string, Secret>);
    QVERIFY(Secret().empty());
    QVERIFY(!Secret("k").empty());
}

void SecretTest::hintsAtItsEnd()
{
    QCOMPARE(Secret().hint(), std::string("****"));
    QCOMPARE(Secret("123456789012345").hint(), std::string("****"));
    QCOMPARE(Secret("1234567890123456").hint(), std::string("****3456"));
}

void SecretTest::copiesAndMoves()
{
    for (const std::string& text : {std::string("short"), std::string(100, 'x')}) {
        Secret first(text);
        const Secret copy = first;
        Secret moved = std::move(first);
        QCOMPARE(copy.reveal(), std::string_view(text));
        QCOMPARE(moved.reveal(), std::string_view(text));
        QVERIFY(first.empty()); // NOLINT: it is the promise
        Secret other("other");
        other = std::move(moved);
        QCOMPARE(other.reveal(), std::string_view(text));
        QVERIFY(moved.empty()); // NOLINT
        const Secret& same = other;
        other = same;
        QCOMPARE(other.reveal(), std::string_view(text));
        other = Secret("next");
        QCOMPARE(other.reveal(), std::string_view("next"));
    }
}

void SecretTest::wipesItsBytes_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("inside the object") << 8;
    QTest::newRow("on the heap") << 200;
}

void SecretTest::wipesItsBytes()
{
    QFETCH(int, size);
    std::string text(static_cast<std::size_t>(size), 'k');
    text.resize(text.size() / 2); // the other half is still there
    const char* const bytes = text.data();
    const std::size_t capacity = text.capacity();
    Secret::wipe(text);
    QVERIFY(text.empty());
    QVERIFY(text.data() == bytes && text.capacity() == capacity);
    QCOMPARE(std::count(bytes, bytes + capacity, 'k'), 0);
}

void SecretTest::leavesNothingWhenItEnds()
{
    // Short texts stand in the object, whose bytes are still ours once it has ended.
    alignas(Secret) std::array<char, sizeof(Secret)> place{};
    auto* const secret = new (place.data()) Secret("kkkkkkkk");
    QVERIFY(std::count(place.begin(), place.end(), 'k') == 8);
    secret->~Secret();
    QCOMPARE(std::count(place.begin(), place.end(), 'k'), 0);
}

QTEST_APPLESS_MAIN(SecretTest)
#include "secret_test.moc"
