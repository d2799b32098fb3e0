#include "core/organization/local_transport.h"

#include <QTest>

#include <atomic>
#include <latch>

using namespace pw;
using namespace pw::organization;
using namespace std::chrono_literals;

api::Request get(const std::string& path)
{
    return {"GET", path, {}, {}, {}};
}

class LocalTransportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersInTheOrderOfArrival();
    void theThreadIsItsOwn();
    void cancelledBeforeItsTurnItIsNeverHandled();
    void cancelledWhileHandledItReturnsAtOnce();
    void timesOut();
    void repliesHaveALimit();
    void requestsGoBeforeWaitingWork();
    void workOfAnEarlierRunIsDoneWithoutARequest();
    void itsEndStopsWhatWasGivenUp();
};

void LocalTransportTest::answersInTheOrderOfArrival()
{
    std::string seen;
    LocalTransport transport({[&](const api::Request& request, const std::stop_token&) {
                                  seen += request.path;
                                  return api::Response{200, {{"x-context-uid", "c"}}, request.path};
                              },
                              {}});
    for (const char* const path : {"/a", "/b", "/c"}) {
        const Result<api::Response> reply = transport.send(get(path), {}, {});
        QVERIFY(reply.has_value());
        QCOMPARE(reply->body, std::string(path));
        QCOMPARE(reply->header("x-context-uid"), std::string("c"));
    }
    QCOMPARE(seen, std::string("/a/b/c"));
}

void LocalTransportTest::theThreadIsItsOwn()
{
    std::thread::id handledOn;
    LocalTransport transport({[&](const api::Request&, const std::stop_token&) {
                                  handledOn = std::this_thread::get_id();
                                  return api::Response{200, {}, {}};
                              },
                              {}});
    QVERIFY(transport.send(get("/"), {}, {}).has_value());
    QVERIFY(handledOn != std::thread::id{} && handledOn != std::this_thread::get_id());
}

void LocalTransportTest::cancelledBeforeItsTurnItIsNeverHandled()
{
    std::latch begun(1);
    std::latch release(1);
    std::atomic<int> handled = 0;
    LocalTransport transport({[&](const api::Request&, const std::stop_token&) {
                                  ++handled;
                                  begun.count_down();
                                  release.wait();
                                  return api::Response{200, {}, {}};
                              },
                              {}});
    std::jthread first([&] { QVERIFY(transport.send(get("/first"), {}, {}).has_value()); });
    begun.wait();
    std::stop_source stop;
    std::jthread second([&] {
        const Result<api::Response> reply = transport.send(get("/second"), {}, stop.get_token());
        QCOMPARE(reply.error().code, std::string("cancelled"));
    });
    std::this_thread::sleep_for(
        20ms); // most often it waits in the queue by now; either way is fine
    stop.request_stop();
    second.join();
    release.count_down();
    first.join();
    QCOMPARE(handled.load(), 1);
}

void LocalTransportTest::cancelledWhileHandledItReturnsAtOnce()
{
    std::latch begun(1);
    std::atomic<bool> told = false;
    LocalTransport transport({[&](const api::Request&, const std::stop_token& stop) {
                                  begun.count_down();
                                  while (!stop.stop_requested())
                                      std::this_thread::sleep_for(1ms);
                                  told = true;
                                  return api::Response{503, {}, {}};
                              },
                              {}});
    std::stop_source stop;
    std::jthread waiting([&] {
        const Result<api::Response> reply = transport.send(get("/"), {}, stop.get_token());
        QCOMPARE(reply.error().code, std::string("cancelled"));
    });
    begun.wait();
    stop.request_stop();
    waiting.join();
    QTRY_VERIFY(told.load());
}

void LocalTransportTest::timesOut()
{
    LocalTransport transport({[](const api::Request&, const std::stop_token& stop) {
                                  while (!stop.stop_requested())
                                      std::this_thread::sleep_for(1ms);
                                  return api::Response{503, {}, {}};
                              },
                              {}});
    api::SendLimits limits;
    limits.total = 20ms;
    QCOMPARE(transport.send(get("/"), limits, {}).error().code, std::string("timeout"));
}

void LocalTransportTest::repliesHaveALimit()
{
    LocalTransport transport({[](const api::Request&, const std::stop_token&) {
                                  return api::Response{200, {}, std::string(100, 'x')};
                              },
                              {}});
    api::SendLimits limits;
    limits.replyBytes = 99;
    QCOMPARE(transport.send(get("/"), limits, {}).error().code, std::string("reply-too-big"));
    limits.replyBytes = 100;
    QVERIFY(transport.send(get("/"), limits, {}).has_value());
}

void LocalTransportTest::requestsGoBeforeWaitingWork()
{
    std::atomic<int> slices = 0;
    LocalTransport transport({[](const api::Request&, const std::stop_token&) {
                                  return api::Response{200, {}, {}};
                              },
                              [&](const std::stop_token&) {
                                  std::this_thread::sleep_for(1ms);
                                  return ++slices < 50;
                              }});
    for (int i = 0; i < 5; ++i)
        QVERIFY(transport.send(get("/"), {}, {}).has_value());
    QVERIFY2(slices.load() < 50, "the requests waited for all of the work");
    QTRY_VERIFY(slices.load() >= 50);
}

void LocalTransportTest::workOfAnEarlierRunIsDoneWithoutARequest()
{
    std::atomic<int> slices = 0;
    LocalTransport transport({[](const api::Request&, const std::stop_token&) {
                                  return api::Response{200, {}, {}};
                              },
                              [&](const std::stop_token&) { return ++slices < 3; }});
    QTRY_COMPARE(slices.load(), 3);
}

void LocalTransportTest::itsEndStopsWhatWasGivenUp()
{
    std::atomic<bool> ended = false;
    {
        LocalTransport transport({[&](const api::Request&, const std::stop_token& stop) {
                                      while (!stop.stop_requested())
                                          std::this_thread::sleep_for(1ms);
                                      std::this_thread::sleep_for(10ms);
                                      ended = true;
                                      return api::Response{503, {}, {}};
                                  },
                                  {}});
        api::SendLimits limits;
        limits.total = 5ms;
        QVERIFY(!transport.send(get("/"), limits, {}).has_value());
    }
    QVERIFY(ended.load());
}

QTEST_APPLESS_MAIN(LocalTransportTest)
#include "local_transport_test.moc"
