#include "app/connections/known_contexts.h"
#include "app/policywright/application.h"
#include "app/policywright/display.h"
#include "app/policywright/screenshot.h"
#include "app/policywright/settings.h"

#include "core/api/secret_store.h"
#include "core/files/file_store.h"
#include "ui/common/convert.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>

namespace {

constexpr QSize firstSize(1280, 800);

} // namespace

int main(int argc, char** argv)
{
    using namespace pw;
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    const Result<app::Arguments> arguments = app::parseArguments(words);
    if (!arguments) {
        std::fprintf(stderr, "policywright: %s\n", arguments.error().text().c_str());
        return 2;
    }
    if (arguments->help || arguments->version) {
        std::fputs(arguments->help ? app::helpText().c_str()
                                   : "policywright " POLICYWRIGHT_VERSION "\n",
                   stdout);
        return 0;
    }
    const bool screenshot = !arguments->screenshot.empty();
    if (screenshot) {
        app::prepareScreenshot();
    } else if (!app::hasDisplay()) {
        std::fputs("policywright: there is no display to open a window on. "
                   "Use --screenshot FILE.png to draw it into a picture.\n",
                   stderr);
        return 2;
    }

    QApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    const QApplication qt(argc, argv);
    app::prepareProcess();
    if (screenshot)
        return app::takeScreenshot(*arguments);

    files::DiskFileStore store;
    QSettings file;
    app::Settings settings = app::Settings::load(file);
    api::SecretStore keyring;
    app::ApplicationStart start{{store, keyring}};
    start.theme = arguments->theme.value_or(settings.theme);
    start.localDatabase = arguments->database;
    start.organization
        = arguments->context.empty() ? settings.organization : ui::toQString(arguments->context);
    start.look = settings.fingerprints;
    start.library = settings.library;
    start.offers = !settings.offersAnswered;
    start.recentFiles = settings.recentFiles;
    start.outline = settings.outline;
    start.recoveryFolder = connections::recoveryFolderPath(connections::environmentVariable);
    app::Application application(start);
    app::MainWindow& window = application.window();
    window.resize(firstSize);
    if (arguments->size.isValid())
        window.resize(arguments->size);
    else
        window.restoreGeometry(settings.geometry);
    window.show();
    application.restore(settings.tabs);
    application.open(arguments->files);
    if (!arguments->compared.empty())
        application.compare().compareFiles(arguments->compared[0], arguments->compared[1]);
    const int status = QApplication::exec();
    settings.geometry = window.saveGeometry();
    settings.offersAnswered = application.offersAnswered();
    settings.fingerprints = application.look();
    settings.library = application.libraryFolder();
    if (arguments->context.empty() && arguments->database.empty())
        settings.organization = ui::toQString(application.organization().context().name);
    if (!arguments->theme)
        settings.theme = application.theme();
    settings.recentFiles = application.recentFiles();
    settings.outline = application.outlineShown();
    settings.tabs = application.tabs();
    settings.save(file);
    return status;
}
