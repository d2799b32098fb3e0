#include "ui/editor/rename_box.h"

#include "ui/common/counts.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int side = 6;
constexpr int fieldLetters = 28;

} // namespace

RenameBox::RenameBox(QWidget& text)
    : QFrame(text.window()), m_text(text), m_field(new QLineEdit(this)), m_places(new QLabel(this))
{
    setObjectName(QStringLiteral("renameBox"));
    setAccessibleName(tr("Rename"));
    setProperty("kind", QStringLiteral("popup"));
    setAutoFillBackground(true);
    m_field->setObjectName(QStringLiteral("renameField"));
    m_field->setAccessibleName(tr("New id of the process"));
    m_field->setFont(monoFont(font()));
    m_field->installEventFilter(this);
    m_places->setObjectName(QStringLiteral("renamePlaces"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(side, side, side, side);
    row->addWidget(m_field);
    row->addWidget(m_places);
    QWidget::hide();
}

void RenameBox::ask(const QString& name, int places, const QRect& word)
{
    if (parentWidget() != m_text.window())
        setParent(m_text.window());
    m_name = name;
    m_field->setText(name);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * fieldLetters);
    m_places->setText(
        tr("in %1; Return renames")
            .arg(counted(static_cast<std::size_t>(places), tr("place"), tr("places"))));
    adjustSize();
    const QWidget* const window = parentWidget();
    const QPoint below = m_text.mapTo(window, word.bottomLeft()) + QPoint(0, 2);
    const QPoint above = m_text.mapTo(window, word.topLeft()) - QPoint(0, height() + 2);
    const QPoint at = below.y() + height() <= window->height() ? below : above;
    QWidget::move(std::clamp(at.x(), 0, std::max(0, window->width() - width())), at.y());
    show();
    raise();
    m_field->selectAll();
    m_field->setFocus();
}

bool RenameBox::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible())
        finish(false);
    const bool isKey
        = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isKey)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool confirms = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!confirms && key != Qt::Key_Escape)
        return QFrame::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        finish(confirms);
    return true;
}

void RenameBox::finish(bool rename)
{
    const QString name = m_field->text();
    hide();
    if (rename && name != m_name && !name.isEmpty())
        Q_EMIT renamed(m_name, name);
    Q_EMIT closed();
}

} // namespace pw::ui
