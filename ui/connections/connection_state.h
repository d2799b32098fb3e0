#pragma once
// How the connection to the shown organization is: a glyph and words beside its name.

#include "ui/common/cell.h"

#include <QString>
#include <QToolButton>

#include <optional>

namespace pw::ui {

struct ConnectionState
{
    enum class Kind : std::uint8_t {
        Local,
        Connecting,
        Connected,
        NotConnected,
        KeyRefused,
        Offline
    };

    Kind kind = Kind::Local;
    std::optional<int> milliseconds; ///< of Connected: from request to answer
    QString rowsFrom; ///< of Offline: when the shown rows were fetched, `15:22`
    QString why; ///< of NotConnected, KeyRefused, Offline: one sentence
    bool operator==(const ConnectionState&) const = default;
};

/// `Connected, 38 ms`: what the bar says.
[[nodiscard]] QString toText(const ConnectionState& state);
[[nodiscard]] QString iconOf(ConnectionState::Kind kind);
[[nodiscard]] Tone toneOf(ConnectionState::Kind kind);

/// A click on it asks for a test of the connection.
class ConnectionIndicator : public QToolButton
{
    Q_OBJECT
public:
    explicit ConnectionIndicator(QWidget* parent = nullptr);
    void setState(const ConnectionState& state);
    [[nodiscard]] const ConnectionState& state() const { return m_state; }

Q_SIGNALS:
    void testRequested();

private:
    ConnectionState m_state;
};

} // namespace pw::ui
