#include "tests/ui/served_window.h"

#include "app/policywright/document.h"
#include "app/policywright/policies_controller.h"
#include "ui/common/elided_label.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace pw::tests {
namespace {

constexpr int patienceMs = 30'000;

std::string base64(const std::string& text)
{
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

/// As spyctl writes it.
std::string secretsFile(const std::string& url)
{
    return "- apiVersion: spyderbat/v1\n  kind: APISecret\n  metadata:\n    name: shop-key\n  "
           "data:\n"
           "    apikey: "
        + base64(worldKey) + "\n    apiurl: " + base64(url) + "\n";
}

std::string configFile(const std::string& organization, const std::string& marks)
{
    return "apiVersion: spyderbat/v1\nkind: Config\ncontexts:\n- name: " + servedContext
        + "\n  secret: shop-key\n  context:\n    organization: " + organization + "\n" + marks;
}

QStringList rowsOf(const QAbstractItemModel& model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex cell = model.index(row, column);
            out += cell.data().toString() + u' ' + cell.data(Qt::AccessibleTextRole).toString();
        }
    }
    return out;
}

} // namespace

QString wordsOn(const QWidget& widget)
{
    QStringList out;
    for (const QLabel* const label : widget.findChildren<QLabel*>()) {
        if (label->isVisible() && !label->text().isEmpty())
            out += label->text();
    }
    for (const ui::ElidedLabel* const label : widget.findChildren<ui::ElidedLabel*>()) {
        if (label->isVisible() && !label->text().isEmpty())
            out += label->text();
    }
    for (const QAbstractButton* const button : widget.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty())
            out += button->text();
    }
    for (const QAbstractItemView* const view : widget.findChildren<QAbstractItemView*>()) {
        if (view->isVisible() && view->model() != nullptr)
            out += rowsOf(*view->model());
    }
    return out.join(u'\n');
}

QPushButton* buttonOn(const QWidget& widget, const QString& text)
{
    for (QPushButton* const button : widget.findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

ServedWindow::ServedWindow(const std::string& marks, std::chrono::milliseconds stall)
    : m_stall(stall)
{
    const std::string organization = m_world.organizationUid();
    write(QStringLiteral("/.spyctl/.secrets/secrets"), secretsFile(proxy().url()));
    write(QStringLiteral("/.spyctl/config"), configFile(organization, {}));
    if (!marks.empty())
        write(QStringLiteral("/.config/policywright/config"), configFile(organization, marks));
    make(servedContext);
}

void ServedWindow::make(const std::string& context)
{
    app::ApplicationStart start = applicationStart(m_store, m_keyring);
    start.around.variable = [home = m_home.path().toStdString()](const char* name) {
        return std::string_view(name) == "HOME" ? std::optional(home) : std::nullopt;
    };
    start.around.now = [this] { return m_now.load(); };
    start.around.patience.limits.stall = m_stall;
    start.around.patience.retries.sleep = [](std::chrono::milliseconds, const std::stop_token&) {};
    start.organization = QString::fromStdString(context);
    m_application = std::make_unique<app::Application>(start);
}

ServedWindow::~ServedWindow() = default;

void ServedWindow::restart(const app::OpenTabs& tabs, const std::string& context)
{
    m_application.reset();
    make(context);
    start(tabs);
}

void ServedWindow::start(const app::OpenTabs& tabs)
{
    window().resize(1400, 900);
    window().show();
    window().activateWindow();
    m_application->restore(tabs);
    m_application->open({});
    QVERIFY(settle());
}

app::Document& ServedWindow::openPolicy()
{
    m_application->policies().open(policyUid());
    if (!settle() || m_application->session().current() == nullptr)
        qFatal("the policy did not open");
    return *m_application->session().current();
}

bool ServedWindow::settle()
{
    // What ends may begin something else in a moment: the versions of what is selected, say.
    constexpr int momentMs = 200;
    const auto isIdle = [this] { return m_application->isIdle(); };
    return QTest::qWaitFor(isIdle, patienceMs)
        && (QTest::qWait(momentMs), QTest::qWaitFor(isIdle, patienceMs));
}

void ServedWindow::write(const QString& path, const std::string& content)
{
    const QString whole = m_home.path() + path;
    QDir().mkpath(QFileInfo(whole).path());
    QFile file(whole);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(content)) < 0)
        qFatal("cannot write %s", qPrintable(whole));
}

} // namespace pw::tests
