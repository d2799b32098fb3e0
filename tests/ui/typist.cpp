// A window in which line after line is typed at the end of a file, saved now and then, until it is
// killed. It says what it has done: `typed N`, `saving N`, `saved N`.
//
// typist FILE RECOVERY_FOLDER LINES_BETWEEN_SAVES

#include "app/policywright/file_controller.h"
#include "app/policywright/recovery_controller.h"
#include "core/api/secret_store.h"
#include "tests/ui/application_setup.h"
#include "ui/editor/policy_editor.h"

#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

using namespace pw;

namespace {

constexpr int betweenLinesMs = 4;

void say(const char* what, int line)
{
    std::printf("%s %d\n", what, line);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication qt(argc, argv);
    if (argc != 4)
        return 2;
    const std::string path = argv[1];
    const int linesBetweenSaves = std::atoi(argv[3]);
    app::prepareProcess();
    files::DiskFileStore store;
    api::SecretStore keyring;
    app::ApplicationStart start = tests::applicationStart(store, keyring);
    start.recoveryFolder = argv[2];
    app::Application application(start);
    application.window().show();
    application.restore({});
    application.open({path});
    int line = 0;
    QTimer keys;
    QObject::connect(&keys, &QTimer::timeout, &application, [&] {
        app::Document* const document = application.session().byPath(path);
        if (document == nullptr || !application.recovery().isIdle())
            return;
        ui::PolicyEditor& editor = document->editor();
        const long end = editor.length();
        editor.replaceRange(end, end, "# line " + std::to_string(++line) + "\n");
        say("typed", line);
        if (line % linesBetweenSaves != 0 || application.files().isBusy(*document))
            return;
        say("saving", line);
        application.files().save(*document);
    });
    // What is on the disk is whatever was there when the document says it is kept.
    QObject::connect(&application.session(), &app::Session::changed, &application,
                     [&, said = std::size_t{0}](const app::Document* document) mutable {
                         if (!document->onDisk() || document->onDisk()->bytes().size() == said)
                             return;
                         said = document->onDisk()->bytes().size();
                         const std::string_view bytes = document->onDisk()->bytes();
                         const std::size_t last = bytes.rfind("# line ");
                         if (last != std::string_view::npos)
                             say("saved", std::atoi(bytes.data() + last + 7));
                     });
    keys.start(betweenLinesMs);
    return QApplication::exec();
}
