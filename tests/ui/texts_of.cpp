#include "tests/ui/texts_of.h"

#include <QAbstractItemModel>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMetaProperty>
#include <QMutex>
#include <QMutexLocker>
#include <QWidget>

namespace pw::tests {
namespace {

constexpr int rolesAsked = Qt::UserRole + 40;

QMutex messageMutex;
QStringList messages; // NOLINT(cert-err58-cpp): guarded by the mutex
QtMessageHandler handlerBefore = nullptr;

void keepMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    {
        const QMutexLocker lock(&messageMutex);
        messages += message;
    }
    handlerBefore(type, context, message);
}

void add(QStringList& out, const QVariant& value)
{
    if (value.typeId() == QMetaType::QStringList)
        out += value.toStringList();
    else if (value.canConvert<QString>() && !value.toString().isEmpty())
        out += value.toString();
}

void addModel(QStringList& out, const QAbstractItemModel& model, const QModelIndex& parent)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (int role = 0; role < rolesAsked; ++role)
                add(out, model.data(index, role));
        }
        addModel(out, model, model.index(row, 0, parent));
    }
}

void addObject(QStringList& out, const QObject& object)
{
    for (int at = 0; at < object.metaObject()->propertyCount(); ++at)
        add(out, object.metaObject()->property(at).read(&object));
    for (const QByteArray& name : object.dynamicPropertyNames())
        add(out, object.property(name.constData()));
    if (const auto* const model = qobject_cast<const QAbstractItemModel*>(&object))
        addModel(out, *model, {});
    for (const QObject* const child : object.children())
        addObject(out, *child);
}

void addAccessible(QStringList& out, QAccessibleInterface* one, int depth)
{
    constexpr int deepest = 40;
    if (one == nullptr || !one->isValid() || depth > deepest)
        return;
    for (const QAccessible::Text kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help,
          QAccessible::Accelerator, QAccessible::DebugDescription})
        add(out, one->text(kind));
    if (QAccessibleTextInterface* const text = one->textInterface())
        add(out, text->text(0, text->characterCount()));
    if (const QAccessibleValueInterface* const value = one->valueInterface())
        add(out, value->currentValue());
    for (int at = 0; at < one->childCount(); ++at)
        addAccessible(out, one->child(at), depth + 1);
}

} // namespace

QStringList textsOfEverything()
{
    QStringList out;
    for (QWidget* const window : QApplication::topLevelWidgets()) {
        if (window->parent() == nullptr)
            addObject(out, *window);
        addAccessible(out, QAccessible::queryAccessibleInterface(window), 0);
    }
    for (const QClipboard::Mode mode : {QClipboard::Clipboard, QClipboard::Selection})
        out += QApplication::clipboard()->text(mode);
    const QMutexLocker lock(&messageMutex);
    return out + messages;
}

void keepMessages()
{
    if (handlerBefore == nullptr)
        handlerBefore = qInstallMessageHandler(keepMessage);
    const QMutexLocker lock(&messageMutex);
    messages.clear();
}

} // namespace pw::tests
