#include "ui/connections/connection_test_dialog.h"

#include "ui/common/convert.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/tone_label.h"
#include "ui/connections/message_line.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

using Step = api::ConnectionStep;

constexpr int usualWidth = 560;
constexpr int side = 12;
constexpr int iconSize = 16;
constexpr int nameWidth = 122;
constexpr double smallScale = 0.92;

QString nameOf(Step::Name name)
{
    switch (name) {
    case Step::Name::NameResolution:
        return ConnectionTestDialog::tr("Name resolution");
    case Step::Name::Connection:
        return ConnectionTestDialog::tr("Connection");
    case Step::Name::Tls:
        return ConnectionTestDialog::tr("Encryption (TLS)");
    case Step::Name::Key:
        return ConnectionTestDialog::tr("Key");
    case Step::Name::Organization:
        break;
    }
    return ConnectionTestDialog::tr("Organization");
}

QString wordOf(Step::State state)
{
    switch (state) {
    case Step::State::Passed:
        return ConnectionTestDialog::tr("passed");
    case Step::State::Failed:
        return ConnectionTestDialog::tr("failed");
    case Step::State::NotNeeded:
        return ConnectionTestDialog::tr("not needed");
    case Step::State::NotReached:
        break;
    }
    return ConnectionTestDialog::tr("not reached");
}

QString iconOf(Step::State state)
{
    switch (state) {
    case Step::State::Passed:
        return QStringLiteral("okc");
    case Step::State::Failed:
        return QStringLiteral("error");
    case Step::State::NotNeeded:
        return QStringLiteral("minus");
    case Step::State::NotReached:
        break;
    }
    return QStringLiteral("ring");
}

Tone toneOf(Step::State state)
{
    if (state == Step::State::Passed)
        return Tone::Covered;
    return state == Step::State::Failed ? Tone::Error : Tone::Muted;
}

} // namespace

ConnectionTestDialog::ConnectionTestDialog(QWidget* parent)
    : QDialog(parent), m_target(new QLabel(this)),
      m_summary(new MessageLine(QStringLiteral("testSummary"), this))
{
    setObjectName(QStringLiteral("connectionTestDialog"));
    setWindowTitle(tr("Test connection"));
    m_target->setObjectName(QStringLiteral("testTarget"));
    m_target->setTextFormat(Qt::PlainText);
    m_target->setWordWrap(true);
    m_target->setFont(scaledFont(font(), 1.0, QFont::DemiBold));

    auto* const list = new QFrame(this);
    list->setProperty("kind", QStringLiteral("list"));
    auto* const rows = new QVBoxLayout(list);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    for (std::size_t step = 0; step < m_rows.size(); ++step) {
        m_rows[step] = makeRow(step);
        rows->addWidget(m_rows[step].whole);
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(side, side, side, side);
    column->setSpacing(8);
    column->addWidget(m_target);
    column->addWidget(list);
    column->addWidget(m_summary);
    column->addStretch();
    column->addLayout(makeFoot());
    resize(usualWidth, sizeHint().height());
    showRunning();
}

ConnectionTestDialog::Row ConnectionTestDialog::makeRow(std::size_t step)
{
    const QString name = QStringLiteral("testStep%1").arg(step);
    Row row;
    row.whole = new QFrame(this);
    row.whole->setObjectName(name);
    row.whole->setProperty("kind", step == 0 ? QStringLiteral("first") : QStringLiteral("foot"));
    row.glyph = new IconLabel(QStringLiteral("ring"), iconSize, row.whole);
    row.name = new QLabel(nameOf(static_cast<Step::Name>(step)), row.whole);
    row.name->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    row.name->setMinimumWidth(nameWidth);
    row.word = new ToneLabel(row.whole);
    row.word->setObjectName(name + QStringLiteral("Word"));
    row.word->setFont(scaledFont(font(), smallScale));
    row.message = new QLabel(row.whole);
    row.message->setObjectName(name + QStringLiteral("Message"));
    row.message->setTextFormat(Qt::PlainText);
    row.message->setWordWrap(true);
    row.message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row.advice = new MessageLine(name + QStringLiteral("Advice"), row.whole);
    const auto addColumn = [](QHBoxLayout& into, QWidget* upper, QWidget* lower, int stretch) {
        auto* const column = new QVBoxLayout;
        column->setSpacing(2);
        column->addWidget(upper);
        column->addWidget(lower);
        column->addStretch();
        into.addLayout(column, stretch);
    };
    auto* const parts = new QHBoxLayout(row.whole);
    parts->setContentsMargins(side, 7, side, 8);
    parts->setSpacing(8);
    parts->addWidget(row.glyph, 0, Qt::AlignTop);
    addColumn(*parts, row.name, row.word, 0);
    addColumn(*parts, row.message, row.advice, 1);
    return row;
}

QLayout* ConnectionTestDialog::makeFoot()
{
    const auto make = [this](const char* objectName, const QString& text) {
        auto* const button = new QPushButton(text, this);
        button->setObjectName(QLatin1String(objectName));
        button->setAutoDefault(false);
        return button;
    };
    m_copy = make("testCopy", u' ' + tr("Cop&y"));
    m_copy->setAccessibleName(tr("Copy"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setToolTip(tr("Copies what was found as text; no key is in it"));
    m_close = make("testClose", tr("&Close"));
    m_again = make("testAgain", tr("&Try again"));
    m_again->setProperty("kind", QStringLiteral("primary"));
    m_again->setAutoDefault(true);
    m_again->setDefault(true);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(report()); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_again, &QPushButton::clicked, this, [this] {
        showRunning();
        Q_EMIT testRequested();
    });
    auto* const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_copy);
    row->addStretch();
    row->addWidget(m_close);
    row->addWidget(m_again);
    return row;
}

void ConnectionTestDialog::setTarget(const QString& name, const QString& server)
{
    m_name = server.isEmpty() ? name : tr("%1, %2").arg(name, server);
    m_target->setText(m_name);
}

void ConnectionTestDialog::showRunning()
{
    for (std::size_t step = 0; step < m_rows.size(); ++step)
        showStep({static_cast<Step::Name>(step), Step::State::NotReached, {}, {}});
    for (const Row& row : m_rows)
        showWord(row, QStringLiteral("half"), Tone::Muted, tr("testing…"));
    m_summary->setMessage(QStringLiteral("info"), Tone::Muted, tr("Testing the connection…"));
    setRunning(true);
}

void ConnectionTestDialog::showSteps(const std::vector<Step>& steps)
{
    for (std::size_t step = 0; step < m_rows.size(); ++step)
        showStep({static_cast<Step::Name>(step), Step::State::NotReached, {}, {}});
    for (const Step& step : steps)
        showStep(step);
    summarize(steps);
    setRunning(false);
}

void ConnectionTestDialog::showFailed(const QString& why)
{
    showSteps({});
    m_summary->setProblem(why);
    growToFit(*this);
}

void ConnectionTestDialog::showWord(const Row& row, const QString& icon, Tone tone,
                                    const QString& word)
{
    row.glyph->set(icon, tone);
    row.word->set(tone, word);
    QStringList said{row.name->text() + QStringLiteral(": ") + word, row.message->text(),
                     row.advice->text()};
    said.removeAll(QString());
    row.whole->setAccessibleName(said.join(QStringLiteral(". ")));
    row.message->setAccessibleName(row.whole->accessibleName());
}

void ConnectionTestDialog::showStep(const Step& step)
{
    const Row& row = m_rows.at(static_cast<std::size_t>(step.name));
    row.message->setText(toQString(step.message));
    row.message->setVisible(!step.message.empty());
    row.advice->setMessage(QStringLiteral("bulb"), Tone::Suggestion, toQString(step.advice));
    showWord(row, iconOf(step.state), toneOf(step.state), wordOf(step.state));
}

void ConnectionTestDialog::summarize(const std::vector<Step>& steps)
{
    const auto failed = std::ranges::find(steps, Step::State::Failed, &Step::state);
    const bool allDone = steps.size() == m_rows.size()
        && std::ranges::find(steps, Step::State::NotReached, &Step::state) == steps.end();
    if (failed != steps.end())
        m_summary->setProblem(tr("Failed at: %1").arg(nameOf(failed->name)));
    else if (allDone)
        m_summary->setMessage(QStringLiteral("okc"), Tone::Covered, tr("The connection works"));
    else
        m_summary->setMessage(QStringLiteral("warn"), Tone::Warning,
                              tr("The test did not come to its end"));
    QAccessibleEvent alert(m_summary, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ConnectionTestDialog::setRunning(bool running)
{
    m_running = running;
    m_again->setEnabled(!running);
    m_copy->setEnabled(!running);
    m_close->setText(running ? tr("&Cancel") : tr("&Close"));
    if (!running)
        m_again->setFocus();
    growToFit(*this);
}

QString ConnectionTestDialog::report() const
{
    QStringList lines{m_name};
    for (const Row& row : m_rows)
        lines += row.whole->accessibleName();
    lines += m_summary->text();
    return lines.join(u'\n') + u'\n';
}

void ConnectionTestDialog::done(int result)
{
    if (m_running)
        Q_EMIT cancelRequested();
    m_running = false;
    QDialog::done(result);
}

} // namespace pw::ui
