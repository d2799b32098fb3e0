#include "app/policywright/application.h"
#include "app/policywright/display.h"
#include "app/policywright/screenshot.h"

#include <QApplication>

#include <cstdio>

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

    const files::DiskFileStore store;
    app::Application application(store, arguments->theme);
    application.window().resize(arguments->size.isValid() ? arguments->size : QSize(1280, 800));
    application.window().show();
    application.open(arguments->files);
    return QApplication::exec();
}
