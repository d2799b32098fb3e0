// A file that is opened and saved is the same file, byte for byte, whatever its line ends are.

#include "core/files/file_store.h"
#include "tests/core/files/folder.h"

#include <QTest>

using namespace pw;
using namespace pw::files;
namespace fs = std::filesystem;

namespace {

std::string withCrLf(const std::string& bytes)
{
    std::string out;
    for (const char c : bytes)
        out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

/// The text as it is, and as other tools write it.
std::vector<std::string> variantsOf(const std::string& bytes)
{
    std::string cut = bytes;
    while (cut.ends_with('\n'))
        cut.pop_back();
    std::string mixed
        = withCrLf(bytes.substr(0, bytes.size() / 2)) + bytes.substr(bytes.size() / 2);
    return {bytes, withCrLf(bytes), "\xEF\xBB\xBF" + bytes, "\xEF\xBB\xBF" + withCrLf(cut),
            cut,   bytes + "\n\n",  std::move(mixed)};
}

bool comesBack(const std::string& bytes)
{
    const Folder folder;
    const std::string path = folder.write("a.yaml", bytes);
    DiskFileStore store;
    const Result<text::SourceText> read = loadForEditing(store, path);
    if (!read)
        return false;
    const Result<Done> saved = store.save({path, read->bytes(), KnownContent{*read}});
    return saved && Folder::contentOf(path) == bytes;
}

} // namespace

class RoundTripTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smallTexts();
    void recordedPolicies();
    void whatIsNoTextIsRefused();
};

void RoundTripTest::smallTexts()
{
    for (const char* const text : {"", "\n", "a", "a: 1\n", "\r", "a: \xF0\x9F\x98\x80\tb \n\n"}) {
        for (const std::string& variant : variantsOf(text))
            QVERIFY(comesBack(variant));
    }
}

void RoundTripTest::recordedPolicies()
{
    const fs::path folder = fs::path(CONFORMANCE_DIR) / "policies";
    if (!fs::is_directory(folder))
        QSKIP("all policies: the folder with the recorded ones is not beside the project");
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        ++files;
        for (const std::string& variant : variantsOf(Folder::contentOf(entry.path().string())))
            QVERIFY2(comesBack(variant), entry.path().c_str());
    }
    QVERIFY(files > 0);
    qInfo("%d files in 7 variants", files);
}

void RoundTripTest::whatIsNoTextIsRefused()
{
    const Folder folder;
    const DiskFileStore store;
    const auto refused = [&](const std::string& bytes) {
        const std::string path = folder.write("bad.yaml", bytes);
        const Result<text::SourceText> read = loadForEditing(store, path);
        return read ? std::string("read") : read.error().code + " " + read.error().context;
    };
    QCOMPARE(refused(std::string("a: 1\0\n", 6)), "nul read " + folder.path("bad.yaml"));
    QCOMPARE(refused("a: \xFF\n"), "invalid-utf8 read " + folder.path("bad.yaml"));
    QCOMPARE(refused(std::string(maxEditableBytes, 'a')), std::string("read"));
    QCOMPARE(refused(std::string(maxEditableBytes + 1, 'a')),
             "too-large read " + folder.path("bad.yaml"));
    QCOMPARE(loadForEditing(store, folder.path("none")).error().code, std::string("no-such-file"));
}

QTEST_APPLESS_MAIN(RoundTripTest)
#include "round_trip_test.moc"
