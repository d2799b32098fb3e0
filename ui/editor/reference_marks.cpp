#include "ui/editor/reference_marks.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/rename_box.h"
#include "ui/editor/scintilla.h"

#include <algorithm>
#include <vector>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

bool holds(text::Span span, text::ByteOffset at)
{
    return span.begin <= at && at <= span.end;
}

/// Definitions and uses in the order of the text.
std::vector<text::Span> allOf(const ops::ProcessReferences& found)
{
    std::vector<text::Span> out = found.definitions;
    out.insert(out.end(), found.uses.begin(), found.uses.end());
    std::ranges::sort(out, {}, &text::Span::begin);
    return out;
}

} // namespace

ReferenceMarks::ReferenceMarks(PolicyEditor& editor) : QObject(&editor), m_editor(editor) { }

void ReferenceMarks::ask(Wish wish)
{
    Q_EMIT requested(m_editor.revision(), m_editor.cursorOffset(), wish);
}

void ReferenceMarks::take(std::uint64_t revision, text::ByteOffset at, Wish wish,
                          const std::optional<ops::ProcessReferences>& found)
{
    if (revision != m_editor.revision() || at != m_editor.cursorOffset())
        return;
    mark(found);
    if (wish == Wish::Mark)
        return;
    if (!found) {
        Q_EMIT messageRequested(tr("No process id stands at the cursor"));
        return;
    }
    switch (wish) {
    case Wish::GoToDefinition:
        return goToDefinition(*found, at);
    case Wish::GoToNextUse:
        return goToNextUse(*found, at);
    case Wish::Rename:
        return rename(*found, at);
    case Wish::Mark:
        return;
    }
}

void ReferenceMarks::mark(const std::optional<ops::ProcessReferences>& found)
{
    if (!found && !m_marked)
        return;
    m_marked = found.has_value();
    sci::send(m_editor, Sci::SCI_SETINDICATORCURRENT, sci::referenceIndicator);
    sci::send(m_editor, Sci::SCI_INDICATORCLEARRANGE, 0, sci::send(m_editor, Sci::SCI_GETLENGTH));
    if (!found)
        return;
    sci::send(m_editor, Sci::SCI_SETINDICATORVALUE, 1);
    for (const text::Span span : allOf(*found)) {
        const long begin = m_editor.positionOf(span.begin);
        sci::send(m_editor, Sci::SCI_INDICATORFILLRANGE, begin,
                  m_editor.positionOf(span.end) - begin);
    }
}

void ReferenceMarks::goToDefinition(const ops::ProcessReferences& found, text::ByteOffset at)
{
    const QString id = toQString(found.id);
    if (found.definitions.empty()) {
        Q_EMIT messageRequested(tr("No process has the id %1").arg(id));
        return;
    }
    const text::Span first = found.definitions.front();
    if (holds(first, at)) {
        Q_EMIT messageRequested(tr("%1 is defined here; %2, Shift+F12 goes round them")
                                    .arg(id, counted(found.uses.size(), tr("use"), tr("uses"))));
        return;
    }
    m_editor.reveal(first);
    if (found.definitions.size() > 1)
        Q_EMIT messageRequested(tr("%1 processes have the id %2; this is the first")
                                    .arg(number(found.definitions.size()), id));
}

void ReferenceMarks::goToNextUse(const ops::ProcessReferences& found, text::ByteOffset at)
{
    const QString id = toQString(found.id);
    if (found.uses.empty()) {
        Q_EMIT messageRequested(tr("Nothing refers to %1").arg(id));
        return;
    }
    const auto behind = std::ranges::find_if(
        found.uses, [at](text::Span use) { return use.begin > at && !holds(use, at); });
    const auto next = behind == found.uses.end() ? found.uses.begin() : behind;
    m_editor.reveal(*next);
    Q_EMIT messageRequested(
        tr("Use %1 of %2 of %3").arg(next - found.uses.begin() + 1).arg(found.uses.size()).arg(id));
}

void ReferenceMarks::rename(const ops::ProcessReferences& found, text::ByteOffset at)
{
    const std::vector<text::Span> places = allOf(found);
    const auto here
        = std::ranges::find_if(places, [at](text::Span span) { return holds(span, at); });
    const long begin = m_editor.positionOf(here == places.end() ? at : here->begin);
    const auto x = static_cast<int>(sci::send(m_editor, Sci::SCI_POINTXFROMPOSITION, 0, begin));
    const auto y = static_cast<int>(sci::send(m_editor, Sci::SCI_POINTYFROMPOSITION, 0, begin));
    const auto height = static_cast<int>(sci::send(m_editor, Sci::SCI_TEXTHEIGHT));
    if (m_box == nullptr) {
        m_box = new RenameBox(*m_editor.viewport());
        connect(m_box, &RenameBox::renamed, this, [this](const QString& from, const QString& to) {
            Q_EMIT renameWished(m_unit, from, to);
        });
        connect(m_box, &RenameBox::closed, &m_editor, [this] { m_editor.setFocus(); });
        connect(m_box, &QObject::destroyed, this, [this] { m_box = nullptr; });
    }
    m_unit = found.unit;
    m_box->ask(toQString(found.id), static_cast<int>(places.size()), QRect(x, y, 1, height));
}

} // namespace pw::ui
