#pragma once
// Completion while one types: when it is asked for, which keys belong to it, and what a chosen item
// does to the text. What can be written is found elsewhere.

#include "core/ops/completion.h"

#include <QObject>

#include <cstdint>

class QKeyEvent;
class QTimer;

namespace pw::ui {

class CompletionPopup;
class PolicyEditor;

class Completer : public QObject
{
    Q_OBJECT
public:
    explicit Completer(PolicyEditor& editor);

    /// At the cursor, whatever stands there.
    void ask();
    /// The answer to a request; a late one is dropped.
    void show(std::uint64_t revision, text::ByteOffset at, ops::Completion completion);
    void close();
    [[nodiscard]] bool isOpen() const;

    /// A key that belongs to the open list, and not to the text or the window.
    [[nodiscard]] bool wants(const QKeyEvent& event) const;
    void press(const QKeyEvent& event);
    /// A sign was typed into the text.
    void typed(int sign);

Q_SIGNALS:
    void requested(quint64 revision, quint32 at);
    void nothingFound(); ///< though a person asked

private:
    void request();
    void accept();
    [[nodiscard]] bool isExact(const ops::CompletionItem& item) const;

    PolicyEditor& m_editor;
    CompletionPopup* m_popup = nullptr; // made when it is first shown
    QTimer* m_soon = nullptr;
    ops::Completion m_shown;
    std::uint64_t m_revision = 0; ///< of the text that was asked about
    text::ByteOffset m_at = 0; ///< the place there
    bool m_asked = false; ///< by a person, not by typing
};

} // namespace pw::ui
