// Few blocks around many addresses.

#include "core/ops/block_cover.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <random>

using namespace pw::ops;

namespace {

std::vector<Cidr> blocks(const QString& text)
{
    std::vector<Cidr> out;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts))
        out.push_back(parseCidr(word.toStdString()).cidr);
    return out;
}

QString shown(const std::vector<Cidr>& list)
{
    QStringList out;
    for (const Cidr& block : list)
        out += QString::fromStdString(toString(block));
    return out.join(u' ');
}

/// Of a network of 64 addresses, by asking each of them.
std::uint64_t asked(const std::vector<Cidr>& list)
{
    std::uint64_t out = 0;
    for (unsigned last = 0; last < 64; ++last) {
        const Cidr host{false, 0, 0x0a000000U + last, 32};
        if (std::ranges::any_of(list, [&](const Cidr& block) { return block.contains(host); }))
            out |= std::uint64_t{1} << last;
    }
    return out;
}

/// All blocks of that network, as the addresses in them.
std::vector<std::uint64_t> everyBlock()
{
    std::vector<std::uint64_t> out;
    for (unsigned size = 1; size <= 64; size *= 2) {
        for (unsigned first = 0; first < 64; first += size)
            out.push_back((size == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1)
                          << first);
    }
    return out;
}

/// The fewest addresses that so many blocks around all wanted ones allow, by trying all.
int leastByTrying(std::uint64_t wanted, std::size_t lines, std::uint64_t allowed = 0)
{
    const std::uint64_t open = wanted & ~allowed;
    if (open == 0)
        return std::popcount(allowed);
    if (lines == 0)
        return 1000;
    int best = 1000;
    const std::uint64_t first = open & (~open + 1);
    for (const std::uint64_t block : everyBlock()) {
        if ((block & first) != 0)
            best = std::min(best, leastByTrying(wanted, lines - 1, allowed | block));
    }
    return best;
}

} // namespace

class BlockCoverTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameAddressesInFewerBlocks_data();
    void theSameAddressesInFewerBlocks();
    void theSmallestBlockAround_data();
    void theSmallestBlockAround();
    void theGuidesFourAddresses();
    void theBestOfEachNumberOfLines();
    void isTheBestOfAll();
};

void BlockCoverTest::theSameAddressesInFewerBlocks_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("two halves") << "10.0.0.1 10.0.0.0"
                                << "10.0.0.0/31";
    QTest::newRow("no halves") << "10.0.0.1 10.0.0.2"
                               << "10.0.0.1/32 10.0.0.2/32";
    QTest::newRow("one in another") << "10.0.0.0/8 10.1.0.0/16 11.0.0.1"
                                    << "10.0.0.0/8 11.0.0.1/32";
    QTest::newRow("four become one") << "10.0.0.3 10.0.0.1 10.0.0.0 10.0.0.2"
                                     << "10.0.0.0/30";
    QTest::newRow("both families") << "::1 10.0.0.1 ::"
                                   << "10.0.0.1/32 ::/127";
    QTest::newRow("everything") << "0.0.0.0/1 128.0.0.0/1"
                                << "0.0.0.0/0";
}

void BlockCoverTest::theSameAddressesInFewerBlocks()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QCOMPARE(shown(collapsed(blocks(from))), to);
}

void BlockCoverTest::theSmallestBlockAround_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("one") << "10.0.0.1"
                         << "10.0.0.1/32";
    QTest::newRow("two") << "192.168.0.229 192.168.4.31"
                         << "192.168.0.0/21";
    QTest::newRow("a block and one in it") << "10.0.0.0/8 10.0.0.1"
                                           << "10.0.0.0/8";
    QTest::newRow("everything") << "1.1.1.1 200.0.0.1"
                                << "0.0.0.0/0";
    QTest::newRow("IPv6") << "2001:db8::1 2001:db8:0:1::1"
                          << "2001:db8::/63";
    QTest::newRow("all of IPv6") << "::1 ff02::1"
                                 << "::/0";
}

void BlockCoverTest::theSmallestBlockAround()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QCOMPARE(toString(smallestAround(blocks(from))), to.toStdString());
}

void BlockCoverTest::theGuidesFourAddresses()
{
    const std::vector<Cidr> seen
        = blocks(QStringLiteral("192.168.0.229 192.168.1.146 192.168.2.221 192.168.4.31"));
    const auto covers = bestCovers(seen, 10);
    QCOMPARE(covers.size(), std::size_t{4});
    QCOMPARE(shown(covers[0]), QStringLiteral("192.168.0.0/21"));
    QCOMPARE(addressesIn(covers[0]), AddressCount{2048});
    QCOMPARE(shown(covers[1]), QStringLiteral("192.168.0.0/22 192.168.4.31/32"));
    QCOMPARE(shown(covers[3]),
             QStringLiteral("192.168.0.229/32 192.168.1.146/32 "
                            "192.168.2.221/32 192.168.4.31/32"));
    QCOMPARE(addressesIn(covers[3]), AddressCount{4});
    QCOMPARE(addressesIn(blocks(QStringLiteral("192.168.0.0/16"))), AddressCount{65536});
}

void BlockCoverTest::theBestOfEachNumberOfLines()
{
    const auto covers
        = bestCovers(blocks(QStringLiteral("10.0.0.0 10.0.0.1 10.0.0.4 10.0.9.9")), 3);
    QCOMPARE(shown(covers[0]), QStringLiteral("10.0.0.0/20"));
    QCOMPARE(shown(covers[1]), QStringLiteral("10.0.0.0/29 10.0.9.9/32"));
    QCOMPARE(shown(covers[2]), QStringLiteral("10.0.0.0/31 10.0.0.4/32 10.0.9.9/32"));
    QVERIFY(bestCovers({}, 3).empty());
    const auto wide = bestCovers(blocks(QStringLiteral("::1 ff02::1")), 2);
    QCOMPARE(shown(wide[0]), QStringLiteral("::/0"));
    QCOMPARE(addressesIn(wide[0]), everyAddress);
    QCOMPARE(shown(wide[1]), QStringLiteral("::1/128 ff02::1/128"));
}

void BlockCoverTest::isTheBestOfAll()
{
    std::mt19937_64 random(7);
    for (int round = 0; round < 150; ++round) {
        std::vector<Cidr> list;
        for (std::size_t count = 1 + random() % 6; count > 0; --count) {
            const auto prefix = static_cast<std::uint8_t>(random() % 3 == 0 ? 30 : 32);
            list.push_back(supernet({false, 0, 0x0a000000U + random() % 64, 32}, prefix));
        }
        const std::uint64_t wanted = asked(list);
        QCOMPARE(int(addressesIn(list)), std::popcount(wanted));
        const auto covers = bestCovers(list, 3);
        for (std::size_t lines = 1; lines <= covers.size(); ++lines) {
            const std::vector<Cidr>& cover = covers[lines - 1];
            const std::uint64_t allowed = asked(cover);
            QVERIFY(cover.size() <= lines);
            QCOMPARE(allowed & wanted, wanted);
            QCOMPARE(int(addressesIn(cover)), std::popcount(allowed));
            QCOMPARE(std::popcount(allowed), leastByTrying(wanted, lines));
        }
    }
}

QTEST_APPLESS_MAIN(BlockCoverTest)
#include "block_cover_test.moc"
