#pragma once
// Questions about files, without a loop of their own: the answer comes as a call.

#include <QMessageBox>
#include <QString>

#include <functional>
#include <vector>

class QFileDialog;
class QWidget;

namespace pw::app {

struct Choice
{
    QString name; ///< the button's object name, and the answer
    QString text;
    QMessageBox::ButtonRole role = QMessageBox::ActionRole;
};

struct Question
{
    QString name; ///< the box's object name
    QString title;
    QString sentence; ///< plain text
    QString detail; ///< smaller, below; may be empty
    std::vector<Choice> choices; ///< the one that rejects is the answer to Esc
    QString preset; ///< the name of the default button
    QMessageBox::Icon icon = QMessageBox::Question;
};

/// Modal to the window. Nothing is answered once `context` is gone.
void ask(QWidget& window, const Question& question, QObject* context,
         std::function<void(const QString& choice)> answered);

/// A question that can only be read.
void tell(QWidget& window, const QString& name, const QString& title, const QString& sentence,
          const QString& detail);

/// With an object name and not yet open. It asks nothing about files that exist.
[[nodiscard]] QFileDialog* makeOpenDialog(QWidget& window, const QString& folder);
[[nodiscard]] QFileDialog* makeFolderDialog(QWidget& window, const QString& folder);
[[nodiscard]] QFileDialog* makeSaveDialog(QWidget& window, const QString& folder,
                                          const QString& fileName);

} // namespace pw::app
