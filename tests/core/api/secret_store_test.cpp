// Keys in a keyring. The surroundings are made by keyring.py, which names them in KEYRING_STATE;
// without it there is no bus.

#include "core/api/secret_store.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace pw;
using namespace pw::api;

namespace {

/// `key (keyring)`, `key (this session)`, `none` or the code of the error.
std::string shown(const Result<std::optional<StoredSecret>>& found)
{
    if (!found)
        return found.error().code;
    if (!*found)
        return "none";
    return std::string((*found)->key.reveal())
        + ((*found)->keptIn == KeptIn::Keyring ? " (keyring)" : " (this session)");
}

std::string shown(const Result<KeptIn>& kept)
{
    if (!kept)
        return kept.error().code;
    return *kept == KeptIn::Keyring ? "keyring" : "this session";
}

/// The process of that variable; nothing would be stopped by 0 but the test itself.
pid_t processOf(const char* variable)
{
    return qEnvironmentVariableIntValue(variable);
}

/// Halts a process as long as this lives.
class Halted
{
public:
    explicit Halted(pid_t process) : m_process(process) { kill(m_process, SIGSTOP); }
    ~Halted() { kill(m_process, SIGCONT); }
    Halted(const Halted&) = delete;
    Halted& operator=(const Halted&) = delete;

private:
    pid_t m_process;
};

} // namespace

/// Without a bus, without a service, and with one that has nowhere to put keys.
class NoKeyring : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsForThisSession()
    {
        SecretStore store;
        QCOMPARE(shown(store.lookup("a")), std::string("none"));
        QCOMPARE(shown(store.store("a", Secret("one"))), std::string("this session"));
        QCOMPARE(shown(store.lookup("a")), std::string("one (this session)"));
        QCOMPARE(shown(store.store("a", Secret("two"))), std::string("this session"));
        QCOMPARE(shown(store.lookup("a")), std::string("two (this session)"));
        QCOMPARE(shown(store.lookup("b")), std::string("none"));
        QVERIFY(store.remove("a"));
        QCOMPARE(shown(store.lookup("a")), std::string("none"));
        QVERIFY(store.remove("a"));
    }
    void eachStoreHasItsOwn()
    {
        SecretStore one;
        QCOMPARE(shown(one.store("a", Secret("one"))), std::string("this session"));
        SecretStore other;
        QCOMPARE(shown(other.lookup("a")), std::string("none"));
    }
    void refusesNamesThatAreNoText()
    {
        SecretStore store;
        QCOMPARE(shown(store.store("\xFF", Secret("one"))), std::string("keyring-failed"));
        QCOMPARE(shown(store.lookup(std::string("a\0b", 3))), std::string("keyring-failed"));
    }
};

class NoBus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsNone()
    {
        // With a display and this program in the path, glib would start one.
        QFile launcher(m_folder.filePath(QStringLiteral("dbus-launch")));
        QVERIFY(launcher.open(QIODevice::WriteOnly));
        launcher.write("#!/bin/sh\ntouch \"$0.started\"\n");
        launcher.close();
        QVERIFY(launcher.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        qputenv("PATH", QFile::encodeName(m_folder.path()) + ":" + qgetenv("PATH"));
        qputenv("DISPLAY", ":0");
        for (const char* const address : {"", "autolaunch:", "autolaunch:scope=*user"}) {
            qputenv("DBUS_SESSION_BUS_ADDRESS", address);
            SecretStore store;
            QCOMPARE(shown(store.store("a", Secret("one"))), std::string("this session"));
            QCOMPARE(shown(store.lookup("b")), std::string("none"));
        }
        QVERIFY(!QFile::exists(launcher.fileName() + QStringLiteral(".started")));
    }
    void doesNotWaitForOneThatStalls()
    {
        const QByteArray path = QFile::encodeName(m_folder.filePath(QStringLiteral("bus")));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        QVERIFY(path.size() < static_cast<qsizetype>(sizeof(address.sun_path)));
        std::copy(path.begin(), path.end(), std::begin(address.sun_path));
        const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
        QCOMPARE(listen(listener, 8), 0);
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path);
        SecretStore store(std::chrono::milliseconds(50));
        QCOMPARE(shown(store.store("a", Secret("one"))), std::string("timeout"));
        QCOMPARE(shown(store.lookup("a")), std::string("timeout"));
        close(listener);
    }
    void passesOverAddressesOfNobody()
    {
        for (const char* const address :
             {"unix:path=/nonexistent", "tcp:host=127.0.0.1,port=1", "nonsense", "unix:"}) {
            qputenv("DBUS_SESSION_BUS_ADDRESS", address);
            SecretStore store;
            QCOMPARE(shown(store.store("a", Secret("one"))), std::string("this session"));
        }
    }

private:
    QTemporaryDir m_folder;
};

class UnlockedKeyring : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsKeys()
    {
        const std::string key = "abc.def-0_1=+/~" + std::string(2000, 'k');
        {
            SecretStore store;
            QCOMPARE(shown(store.lookup("a")), std::string("none"));
            QCOMPARE(shown(store.store("a", Secret(key))), std::string("keyring"));
        }
        SecretStore store; // as another run of the program would have it
        QCOMPARE(shown(store.lookup("a")), key + " (keyring)");
        QCOMPARE(shown(store.store("a", Secret("two"))), std::string("keyring"));
        QCOMPARE(shown(store.store("b", Secret("three"))), std::string("keyring"));
        QCOMPARE(shown(store.lookup("a")), std::string("two (keyring)"));
        QVERIFY(store.remove("a"));
        QCOMPARE(shown(store.lookup("a")), std::string("none"));
        QVERIFY(store.remove("a"));
        QCOMPARE(shown(store.lookup("b")), std::string("three (keyring)"));
    }
    void anyNameIsOne()
    {
        SecretStore store;
        for (const char* const name : {"with blanks", "\xC3\xA4", "a/b", "$HOME", "a\nb"}) {
            QCOMPARE(shown(store.store(name, Secret(name))), std::string("keyring"));
            QCOMPARE(shown(store.lookup(name)), std::string(name) + " (keyring)");
            QVERIFY(store.remove(name));
        }
    }
    void servesManyThreads()
    {
        SecretStore store;
        std::vector<std::string> found(8);
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < found.size(); ++i) {
                threads.emplace_back([&store, &found, i] {
                    const std::string name = "thread " + std::to_string(i);
                    (void)store.store(name, Secret(name));
                    found[i] = shown(store.lookup(name));
                });
            }
        }
        for (std::size_t i = 0; i < found.size(); ++i)
            QCOMPARE(found[i], "thread " + std::to_string(i) + " (keyring)");
    }
    void doesNotWaitForOneThatStalls()
    {
        SecretStore store(std::chrono::milliseconds(100));
        const Halted halted(processOf("KEYRING_PID"));
        QCOMPARE(shown(store.lookup("b")), std::string("timeout"));
        QCOMPARE(shown(store.store("b", Secret("x"))), std::string("timeout"));
        QCOMPARE(store.remove("b").error().code, std::string("timeout"));
        QVERIFY(store.lookup("b").error().message.find("did not answer") != std::string::npos);
    }
    void stopsWhenAsked()
    {
        SecretStore store(std::chrono::hours(1));
        const Halted halted(processOf("KEYRING_PID"));
        std::stop_source stop;
        const std::jthread later([&stop] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            stop.request_stop();
        });
        QCOMPARE(shown(store.lookup("b", stop.get_token())), std::string("cancelled"));
        // The token is at its end already.
        QCOMPARE(shown(store.store("b", Secret("x"), stop.get_token())), std::string("cancelled"));
        QCOMPARE(store.remove("b", stop.get_token()).error().code, std::string("cancelled"));
    }
    void worksAgainAfterwards()
    {
        SecretStore store;
        QCOMPARE(shown(store.lookup("b")), std::string("three (keyring)"));
    }
    void saysWhenItIsLocked()
    {
        // Nobody is there who could be asked for the password.
        const auto lock
            = QStringLiteral("dbus-send --session --print-reply --dest=org.freedesktop.secrets "
                             "/org/freedesktop/secrets org.freedesktop.Secret.Service.Lock "
                             "array:objpath:/org/freedesktop/secrets/collection/login > /dev/null");
        QCOMPARE(QProcess::execute(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), lock}), 0);
        SecretStore store;
        for (const Error& error :
             {store.store("b", Secret("four")).error(), store.lookup("b").error()}) {
            QCOMPARE(error.code, std::string("keyring-failed"));
            QCOMPARE(error.message, std::string("it is locked; unlock it and try again"));
        }
        QCOMPARE(shown(store.lookup("nobody")), std::string("none"));
    }
    void outlivesTheBus()
    {
        SecretStore store;
        {
            const Halted halted(processOf("KEYRING_PID"));
            const std::jthread later([] {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                kill(processOf("BUS_PID"), SIGKILL);
            });
            QCOMPARE(shown(store.store("c", Secret("five"))), std::string("this session"));
        }
        QCOMPARE(shown(store.lookup("c")), std::string("five (this session)"));
        QCOMPARE(shown(store.lookup("b")), std::string("none"));
    }
};

int main(int argc, char* argv[])
{
    const QByteArray state = qgetenv("KEYRING_STATE");
    const QTemporaryDir nowhere;
    if (state.isEmpty()) {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(nowhere.path()));
    }
    if (state == "unlocked") {
        UnlockedKeyring test;
        return QTest::qExec(&test, argc, argv);
    }
    NoKeyring without;
    int failed = QTest::qExec(&without, argc, argv);
    if (state.isEmpty()) {
        NoBus test;
        failed += QTest::qExec(&test, argc, argv);
    }
    return failed;
}
#include "secret_store_test.moc"
