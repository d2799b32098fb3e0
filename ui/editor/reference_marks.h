#pragma once
// The places of one process id in a text: marked while the cursor is on one of them, gone to by
// keys, renamed together.

#include "core/ops/process_references.h"

#include <QObject>

#include <cstdint>
#include <optional>

namespace pw::ui {

class PolicyEditor;
class RenameBox;

class ReferenceMarks : public QObject
{
    Q_OBJECT
public:
    explicit ReferenceMarks(PolicyEditor& editor);

    /// What to do with the places once they are known.
    enum class Wish : std::uint8_t { Mark, GoToDefinition, GoToNextUse, Rename };
    /// At the cursor.
    void ask(Wish wish);
    /// The answer to a request about that text; a late one is dropped.
    void take(std::uint64_t revision, text::ByteOffset at, Wish wish,
              const std::optional<ops::ProcessReferences>& found);

Q_SIGNALS:
    void requested(quint64 revision, quint32 at, pw::ui::ReferenceMarks::Wish wish);
    void renameWished(std::size_t unit, const QString& from, const QString& to);
    void messageRequested(const QString& message);

private:
    void mark(const std::optional<ops::ProcessReferences>& found);
    void goToDefinition(const ops::ProcessReferences& found, text::ByteOffset at);
    void goToNextUse(const ops::ProcessReferences& found, text::ByteOffset at);
    void rename(const ops::ProcessReferences& found, text::ByteOffset at);

    PolicyEditor& m_editor;
    RenameBox* m_box = nullptr; // made when it is first asked for
    std::size_t m_unit = 0; ///< whose id is being renamed
    bool m_marked = false;
};

} // namespace pw::ui
