#include "ui/connections/connection_state.h"

#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"

namespace pw::ui {
namespace {

constexpr int longestText = 44; // average signs; the whole of it is in the tip

} // namespace

QString toText(const ConnectionState& state)
{
    switch (state.kind) {
    case ConnectionState::Kind::Local:
        break;
    case ConnectionState::Kind::Connecting:
        return ConnectionIndicator::tr("Connecting…");
    case ConnectionState::Kind::Connected:
        return state.milliseconds
            ? ConnectionIndicator::tr("Connected, %1 ms").arg(*state.milliseconds)
            : ConnectionIndicator::tr("Connected");
    case ConnectionState::Kind::NotConnected:
        return state.why.isEmpty() ? ConnectionIndicator::tr("Not connected")
                                   : ConnectionIndicator::tr("Not connected: %1").arg(state.why);
    case ConnectionState::Kind::KeyRefused:
        return ConnectionIndicator::tr("Key refused");
    case ConnectionState::Kind::Offline:
        return state.rowsFrom.isEmpty()
            ? ConnectionIndicator::tr("Offline")
            : ConnectionIndicator::tr("Offline, rows from %1").arg(state.rowsFrom);
    }
    return ConnectionIndicator::tr("Local, on this machine");
}

QString iconOf(ConnectionState::Kind kind)
{
    switch (kind) {
    case ConnectionState::Kind::Local:
    case ConnectionState::Kind::Connected:
        break;
    case ConnectionState::Kind::Connecting:
        return QStringLiteral("half");
    case ConnectionState::Kind::NotConnected:
        return QStringLiteral("error");
    case ConnectionState::Kind::KeyRefused:
        return QStringLiteral("lock");
    case ConnectionState::Kind::Offline:
        return QStringLiteral("off");
    }
    return QStringLiteral("dot");
}

Tone toneOf(ConnectionState::Kind kind)
{
    switch (kind) {
    case ConnectionState::Kind::Local:
    case ConnectionState::Kind::Connected:
        break;
    case ConnectionState::Kind::Connecting:
        return Tone::Muted;
    case ConnectionState::Kind::NotConnected:
    case ConnectionState::Kind::KeyRefused:
        return Tone::Error;
    case ConnectionState::Kind::Offline:
        return Tone::Warning;
    }
    return Tone::Covered;
}

ConnectionIndicator::ConnectionIndicator(QWidget* parent) : QToolButton(parent)
{
    setObjectName(QStringLiteral("connection"));
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QToolButton::clicked, this, &ConnectionIndicator::testRequested);
    setState({});
}

void ConnectionIndicator::setState(const ConnectionState& state)
{
    m_state = state;
    const QString text = toText(state);
    const QString shown = fontMetrics().elidedText(text, Qt::ElideRight,
                                                   longestText * fontMetrics().averageCharWidth());
    setIcon(ui::icon(iconOf(state.kind), toneOf(state.kind)));
    setText(u' ' + QString(shown).replace(u'&', QLatin1String("&&")));
    setAccessibleName(tr("Connection: %1").arg(text));
    const bool saidAlready = state.why.isEmpty() || text.contains(state.why);
    setToolTip(plainTip((saidAlready ? text : text + u'\n' + state.why) + u'\n'
                        + tr("Click to test the connection")));
    setAccessibleDescription(saidAlready ? QString() : state.why);
}

} // namespace pw::ui
