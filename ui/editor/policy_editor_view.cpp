// What a policy's text shows beside its letters, and how it answers mouse and keys.

#include "ui/editor/policy_editor.h"

#include "ui/common/convert.h"
#include "ui/common/severity.h"
#include "ui/editor/completer.h"
#include "ui/editor/editor_keys.h"
#include "ui/editor/editor_look.h"
#include "ui/editor/fold_turns.h"
#include "ui/editor/hover_tip.h"
#include "ui/editor/many_cursors.h"
#include "ui/editor/problem_marks.h"
#include "ui/editor/scintilla.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace pw::ui {
namespace {

QString htmlOf(const QString& lines)
{
    if (lines.isEmpty())
        return {};
    return QStringLiteral("<p>%1</p>")
        .arg(lines.toHtmlEscaped().replace(u'\n', QStringLiteral("</p><p>")));
}

} // namespace

void PolicyEditor::setSnapshot(const SnapshotPtr& snapshot)
{
    if (snapshot == nullptr || snapshot->revision != m_revision)
        return;
    m_snapshot = snapshot;
    if (m_loading)
        return; // shown with the text
    if (snapshot->document->format() != m_format)
        setFormat(snapshot->document->format());
    m_marks->show(snapshot->diagnostics, m_bom);
    // Undoing a reload may bring other line ends back.
    if (lines() > 1)
        followLineEnds(view());
    updateFolds();
}

int PolicyEditor::topLine() const
{
    const long shown = sci::send(*this, SCI_GETFIRSTVISIBLELINE);
    return static_cast<int>(sci::send(*this, SCI_DOCLINEFROMVISIBLE, shown));
}

void PolicyEditor::lookFrom(text::ByteOffset cursor, int topLine)
{
    if (m_loading) {
        m_whenLoaded = [this, cursor, topLine] { lookFrom(cursor, topLine); };
        return;
    }
    sci::send(*this, SCI_SETEMPTYSELECTION, positionOf(cursor));
    sci::send(*this, SCI_SETFIRSTVISIBLELINE, sci::send(*this, SCI_VISIBLEFROMDOCLINE, topLine));
}

void PolicyEditor::reveal(text::Span span)
{
    const long position = positionOf(span.begin);
    const long line = sci::send(*this, SCI_LINEFROMPOSITION, position);
    sci::send(*this, SCI_ENSUREVISIBLE, line);
    const long first = sci::send(*this, SCI_GETFIRSTVISIBLELINE);
    const long onScreen = sci::send(*this, SCI_LINESONSCREEN);
    const long row = sci::send(*this, SCI_VISIBLEFROMDOCLINE, line);
    // A place that is out of sight comes to the upper third, with what stands around it.
    if (row <= first || row >= first + onScreen - 1)
        sci::send(*this, SCI_SETFIRSTVISIBLELINE, std::max(0L, row - onScreen / 3));
    sci::send(*this, SCI_GOTOPOS, position);
}

text::ByteOffset PolicyEditor::cursorOffset() const
{
    return toOffset(sci::send(*this, SCI_GETCURRENTPOS), m_bom);
}

void PolicyEditor::revealNextProblem(bool backwards)
{
    const auto found = m_marks->next(sci::send(*this, SCI_GETCURRENTPOS), backwards);
    if (found)
        reveal(spanAt(*found, *found));
}

QString PolicyEditor::problemLines(const std::vector<std::size_t>& problems) const
{
    if (m_snapshot == nullptr)
        return {};
    QStringList lines;
    for (const std::size_t index : problems) {
        const text::Diagnostic& problem = m_snapshot->diagnostics.at(index);
        lines << tr("%1: %2 [%3]")
                     .arg(severityWord(problem.severity), toQString(problem.message),
                          toQString(problem.code));
    }
    lines.removeDuplicates();
    return lines.join(u'\n');
}

QString PolicyEditor::problemText(text::ByteOffset offset) const
{
    return problemLines(m_marks->at(positionOf(offset)));
}

void PolicyEditor::addMenuAction(QAction* action)
{
    m_menuActions << action;
}

/// Keys of the open list are no keys of the window.
bool PolicyEditor::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_completer != nullptr
        && m_completer->wants(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QsciScintilla::event(event);
}

void PolicyEditor::focusOutEvent(QFocusEvent* event)
{
    QsciScintilla::focusOutEvent(event);
    if (m_completer != nullptr)
        m_completer->close();
}

void PolicyEditor::changeEvent(QEvent* event)
{
    QsciScintilla::changeEvent(event);
    const bool looks = event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange;
    if (looks && m_look != nullptr)
        m_look->apply();
}

void PolicyEditor::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu* const menu = m_menuActions.isEmpty() ? createStandardContextMenu() : new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_menuActions);
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        place = pointBelow(sci::send(*this, SCI_GETCURRENTPOS));
    }
    menu->popup(place);
}

void PolicyEditor::keyPressEvent(QKeyEvent* event)
{
    if (m_completer->wants(*event)) {
        m_completer->press(*event);
        return;
    }
    // Closing what is open around the text is not the text's business.
    if (event->key() == Qt::Key_Escape) {
        sci::send(*this, SCI_CANCEL);
        event->setAccepted(dropCursors(*this));
        return;
    }
    // Ctrl+. carries a full stop, which QScintilla would type where no action takes the key.
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        QKeyEvent command(event->type(), event->key(), event->modifiers(), {},
                          event->isAutoRepeat());
        QsciScintilla::keyPressEvent(&command);
        event->setAccepted(command.isAccepted());
        return;
    }
    QsciScintilla::keyPressEvent(event);
}

void PolicyEditor::paintEvent(QPaintEvent* event)
{
    QsciScintilla::paintEvent(event);
    QPainter painter(viewport());
    painter.setClipRegion(event->region());
    m_look->paintOver(painter, event->rect());
}

bool PolicyEditor::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QsciScintilla::viewportEvent(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    const QPoint place = help->pos();
    m_hover.place = help->globalPos();
    if (place.x() < marginWidth(sci::numberMargin) + marginWidth(sci::symbolMargin)) {
        const long near = sci::send(*this, SCI_POSITIONFROMPOINT, 0, place.y());
        showTip(
            htmlOf(problemLines(m_marks->onLine(sci::send(*this, SCI_LINEFROMPOSITION, near)))));
        return true;
    }
    const long under = sci::send(*this, SCI_CHARPOSITIONFROMPOINTCLOSE, place.x(), place.y());
    m_hover.problems = under >= 0 ? problemLines(m_marks->at(under)) : QString();
    showTip(htmlOf(m_hover.problems));
    if (under >= 0) {
        m_hover.at = toOffset(under, m_bom);
        Q_EMIT hoverRequested(m_revision, m_hover.at);
    }
    return true;
}

void PolicyEditor::showTip(const QString& html)
{
    if (html.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(m_hover.place, html, viewport());
}

void PolicyEditor::showHover(std::uint64_t revision, text::ByteOffset at,
                             const std::optional<ops::Hover>& hover)
{
    if (revision != m_revision || at != m_hover.at || !hover)
        return;
    showTip(htmlOf(m_hover.problems) + hoverTip(*hover, palette()));
}

QPoint PolicyEditor::pointBelow(long position) const
{
    const long below
        = sci::send(*this, SCI_POINTYFROMPOSITION, 0, position) + sci::send(*this, SCI_TEXTHEIGHT);
    return viewport()->mapToGlobal(
        QPoint(static_cast<int>(sci::send(*this, SCI_POINTXFROMPOSITION, 0, position)),
               static_cast<int>(below)));
}

void PolicyEditor::askHoverAtCursor()
{
    const long caret = sci::send(*this, SCI_GETCURRENTPOS);
    m_hover.at = toOffset(caret, m_bom);
    m_hover.place = pointBelow(caret);
    m_hover.problems = problemLines(m_marks->at(caret));
    showTip(htmlOf(m_hover.problems));
    Q_EMIT hoverRequested(m_revision, m_hover.at);
}

void PolicyEditor::fold(const std::vector<text::ByteOffset>& places)
{
    std::vector<long> lines;
    lines.reserve(places.size());
    for (const text::ByteOffset place : places)
        lines.push_back(sci::send(*this, SCI_LINEFROMPOSITION, positionOf(place)));
    m_foldTurns->start(std::move(lines));
}

void PolicyEditor::unfoldAll()
{
    m_foldTurns->stop();
    sci::send(*this, SCI_FOLDALL, SC_FOLDACTION_EXPAND);
}

} // namespace pw::ui
