#include "app/policywright/screenshot.h"

#include "core/api/secret_store.h"
#include "core/files/file_store.h"
#include "ui/common/convert.h"

#include <QApplication>
#include <QEventLoop>
#include <QLocale>
#include <QPixmap>

#include <cstdio>

namespace pw::app {
namespace {

constexpr QSize pictureSize(1600, 1000);
constexpr double pictureTime = 1'780'000'000; ///< when the sample ends, seconds
constexpr int patienceMs = 50; // what became idle without an event is noticed then

} // namespace

void prepareScreenshot()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
}

int takeScreenshot(const Arguments& arguments)
{
    QApplication::setCursorFlashTime(0);
    files::DiskFileStore store;
    // Without a desktop there is no system theme to follow, and nothing that was left.
    const bool dark = arguments.theme == ui::ThemeChoice::Dark;
    api::SecretStore keyring;
    ApplicationStart start{{store, keyring}};
    start.theme = dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light;
    // A picture leaves nothing behind, and that of the sample is the same at any time.
    if (arguments.database.empty()) {
        start.localDatabase = ":memory:";
        start.around.now = [] { return pictureTime; };
    } else {
        start.localDatabase = arguments.database;
    }
    start.organization = ui::toQString(arguments.context);
    Application application(start);
    MainWindow& window = application.window();
    window.resize(arguments.size.isValid() ? arguments.size : pictureSize);
    window.show();
    window.activateWindow();

    application.open(arguments.files);
    if (!arguments.compared.empty())
        application.compare().compareFiles(arguments.compared[0], arguments.compared[1]);
    while (!application.isIdle())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents, patienceMs);
    QApplication::processEvents();

    for (const QString& reason : application.refused())
        std::fprintf(stderr, "policywright: %s\n", ui::toUtf8(reason).c_str());
    if (!window.grab().save(ui::toQString(arguments.screenshot), "PNG")) {
        std::fprintf(stderr, "policywright: cannot write %s\n", arguments.screenshot.c_str());
        return 2;
    }
    return application.refused().isEmpty() ? 0 : 2;
}

} // namespace pw::app
