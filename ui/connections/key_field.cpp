#include "ui/connections/key_field.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr QChar filler(0x2022);
constexpr qsizetype usualLength = 4096; // so that it rarely moves in memory

bool isTyping(const QKeyEvent& event)
{
    const QString text = event.text();
    const bool command = event.modifiers().testFlag(Qt::ControlModifier)
        && !event.modifiers().testFlag(Qt::AltModifier);
    return !text.isEmpty() && text.front().isPrint() && !command;
}

void wipe(QString& text)
{
    text.resize(text.capacity()); // what was removed before, too
    text.fill(QChar(0));
    text.resize(0);
}

} // namespace

KeyField::KeyField(QWidget* parent) : QLineEdit(parent)
{
    setEchoMode(Password);
    setAcceptDrops(false);
    m_key.reserve(usualLength);
    connect(this, &QLineEdit::textChanged, this, &KeyField::follow);
}

KeyField::~KeyField()
{
    wipe(m_key);
}

api::Secret KeyField::key() const
{
    const QStringView trimmed = QStringView(m_key).trimmed();
    QByteArray utf8 = trimmed.toUtf8();
    api::Secret out(utf8.toStdString());
    utf8.fill('\0');
    return out;
}

void KeyField::forget()
{
    wipe(m_key);
    setText({}); // and nothing can be undone
}

void KeyField::put(const QString& typed)
{
    if (typed.isEmpty())
        return;
    const int at = hasSelectedText() ? selectionStart() : cursorPosition();
    m_key.remove(at, selectionLength());
    m_key.insert(at, typed);
    {
        const QScopedValueRollback guard(m_putting, true);
        insert(QString(typed.size(), filler));
    }
    Q_EMIT keyChanged();
}

void KeyField::follow()
{
    if (m_putting)
        return;
    // Signs are gone, or an assistive program has written its own into the line edit: what stands
    // between the fillers at both ends is new.
    const QString now = text();
    const auto isOld = [](QChar sign) { return sign == filler; };
    const qsizetype room = std::min(now.size(), m_key.size());
    const auto first = std::ranges::find_if_not(now, isOld);
    qsizetype front = std::min<qsizetype>(first - now.begin(), room);
    if (first == now.end())
        front = std::min<qsizetype>(cursorPosition(), room);
    const auto last = std::find_if_not(now.rbegin(), now.rend(), isOld);
    const qsizetype back = std::min<qsizetype>(
        first == now.end() ? now.size() - front : last - now.rbegin(), room - front);
    m_key.remove(front, m_key.size() - front - back);
    const QString fresh = now.mid(front, now.size() - front - back);
    m_key.insert(front, fresh);
    if (!fresh.isEmpty()) {
        const QScopedValueRollback guard(m_putting, true);
        setText(QString(m_key.size(), filler));
    }
    Q_EMIT keyChanged();
}

void KeyField::pasteFrom(int clipboardMode)
{
    const QClipboard& clipboard = *QApplication::clipboard();
    put(clipboard.text(static_cast<QClipboard::Mode>(clipboardMode)).trimmed());
}

void KeyField::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste))
        pasteFrom(QClipboard::Clipboard);
    else if (isTyping(*event))
        put(event->text());
    else if (!event->matches(QKeySequence::Undo) && !event->matches(QKeySequence::Redo))
        QLineEdit::keyPressEvent(event);
}

void KeyField::inputMethodEvent(QInputMethodEvent* event)
{
    put(event->commitString());
    event->accept();
}

void KeyField::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton && QApplication::clipboard()->supportsSelection())
        pasteFrom(QClipboard::Selection);
    else
        QLineEdit::mouseReleaseEvent(event);
}

void KeyField::contextMenuEvent(QContextMenuEvent* event)
{
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* const paste = menu->addAction(tr("&Paste"));
    paste->setEnabled(!QApplication::clipboard()->text().isEmpty());
    connect(paste, &QAction::triggered, this, [this] { pasteFrom(QClipboard::Clipboard); });
    menu->popup(event->globalPos());
}

} // namespace pw::ui
