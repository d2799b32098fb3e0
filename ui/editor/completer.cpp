#include "ui/editor/completer.h"

#include "ui/editor/completion_popup.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/scintilla.h"

#include <QKeyEvent>
#include <QTimer>

#include <algorithm>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

bool isWordSign(int sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9') || sign == '_' || sign == '-' || sign == '/' || sign == '.'
        || sign == '"' || sign == '\'';
}

} // namespace

Completer::Completer(PolicyEditor& editor) : QObject(&editor), m_editor(editor)
{
    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(0);
    connect(m_soon, &QTimer::timeout, this, &Completer::request);
    connect(&editor, &PolicyEditor::edited, this, [this] {
        if (isOpen())
            m_soon->start();
    });
    // Moving away closes it; what follows a change of the text is asked about anew.
    connect(&editor, &PolicyEditor::cursorMoved, this, [this] {
        const bool moved = m_editor.cursorOffset() != m_at;
        if (isOpen() && moved && m_editor.revision() == m_revision)
            close();
    });
}

void Completer::ask()
{
    m_asked = true;
    request();
}

void Completer::typed(int sign)
{
    const long caret = sci::send(m_editor, Sci::SCI_GETCURRENTPOS);
    const long before = caret > 1 ? sci::send(m_editor, Sci::SCI_GETCHARAT, caret - 2) : 0;
    const bool opensValue = sign == ' ' && (before == ':' || before == '-');
    if (!isWordSign(sign) && !opensValue)
        return;
    m_asked = false;
    m_soon->start();
}

void Completer::request()
{
    m_soon->stop();
    const bool many = sci::send(m_editor, Sci::SCI_GETSELECTIONS) > 1;
    if (m_editor.isReadOnly() || many || m_editor.hasSelectedText())
        return close();
    m_revision = m_editor.revision();
    m_at = m_editor.cursorOffset();
    Q_EMIT requested(m_revision, m_at);
}

void Completer::show(std::uint64_t revision, text::ByteOffset at, ops::Completion completion)
{
    if (revision != m_editor.revision() || at != m_editor.cursorOffset())
        return;
    const bool nothingToAdd
        = completion.items.size() == 1 && completion.items.front().label == completion.prefix;
    if (completion.items.empty() && m_asked)
        Q_EMIT nothingFound();
    if (completion.items.empty() || (nothingToAdd && !m_asked))
        return close();
    m_shown = std::move(completion);
    const long begin = m_editor.positionOf(m_shown.word.begin);
    const auto x = static_cast<int>(sci::send(m_editor, Sci::SCI_POINTXFROMPOSITION, 0, begin));
    const auto y = static_cast<int>(sci::send(m_editor, Sci::SCI_POINTYFROMPOSITION, 0, begin));
    const auto height = static_cast<int>(sci::send(m_editor, Sci::SCI_TEXTHEIGHT));
    if (m_popup == nullptr) {
        m_popup = new CompletionPopup(*m_editor.viewport());
        connect(m_popup, &CompletionPopup::chosen, this, &Completer::accept);
        connect(m_popup, &QObject::destroyed, this, [this] { m_popup = nullptr; });
    }
    // Nothing typed and nothing asked for: Return goes on to the next line.
    m_popup->show(m_shown.items, QRect(x, y, 1, height), m_asked || !m_shown.prefix.empty());
}

void Completer::close()
{
    m_soon->stop();
    if (isOpen())
        m_popup->hide();
}

bool Completer::isOpen() const
{
    return m_popup != nullptr && m_popup->isVisible();
}

bool Completer::isExact(const ops::CompletionItem& item) const
{
    return item.text == m_shown.prefix && m_shown.word.size() == m_shown.prefix.size();
}

bool Completer::wants(const QKeyEvent& event) const
{
    if (!isOpen() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Escape:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Tab:
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const ops::CompletionItem* const item = m_popup->current();
        return item != nullptr && !isExact(*item);
    }
    default:
        return false;
    }
}

void Completer::press(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Escape:
        return close();
    case Qt::Key_Up:
        return m_popup->move(-1);
    case Qt::Key_Down:
        return m_popup->move(1);
    case Qt::Key_PageUp:
        return m_popup->move(-m_popup->pageRows());
    case Qt::Key_PageDown:
        return m_popup->move(m_popup->pageRows());
    default:
        if (m_popup->current() == nullptr)
            m_popup->move(1);
        accept();
    }
}

void Completer::accept()
{
    const ops::CompletionItem* const current = m_popup->current();
    if (current == nullptr || m_editor.revision() != m_revision)
        return close();
    const ops::CompletionItem item = *current;
    close();
    const long begin = m_editor.positionOf(m_shown.word.begin);
    m_editor.replaceRange(begin, m_editor.positionOf(m_shown.word.end), item.text);
    const long caret = begin + static_cast<long>(item.cursor);
    m_editor.selectRange(caret, caret + static_cast<long>(item.selected));
    m_editor.setFocus();
    // What comes behind a key is offered at once.
    if (item.kind == ops::CompletionKind::Key && item.selected == 0) {
        m_asked = false;
        m_soon->start();
    }
}

} // namespace pw::ui
