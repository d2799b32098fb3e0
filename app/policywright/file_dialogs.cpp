#include "app/policywright/file_dialogs.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>

namespace pw::app {
namespace {

QString filters()
{
    return QCoreApplication::translate(
        "FileDialogs", "Policies and fingerprints (*.yaml *.yml *.json *.ndjson);;All files (*)");
}

} // namespace

void ask(QWidget& window, const Question& question, QObject* context,
         std::function<void(const QString& choice)> answered)
{
    auto* const box = new QMessageBox(question.icon, question.title, question.sentence,
                                      QMessageBox::NoButton, &window);
    box->setObjectName(question.name);
    box->setAccessibleName(question.title);
    box->setAccessibleDescription(question.sentence);
    box->setAttribute(Qt::WA_DeleteOnClose);
    // File names are shown as they are, whatever signs they have.
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.detail);
    QString rejected;
    for (const Choice& choice : question.choices) {
        QPushButton* const button = box->addButton(choice.text, choice.role);
        button->setObjectName(choice.name);
        if (choice.name == question.preset)
            box->setDefaultButton(button);
        if (choice.role == QMessageBox::RejectRole) {
            box->setEscapeButton(button);
            rejected = choice.name;
        }
    }
    QObject::connect(box, &QDialog::finished, context, [box, rejected, answered] {
        const QAbstractButton* const clicked = box->clickedButton();
        answered(clicked != nullptr ? clicked->objectName() : rejected);
    });
    box->open();
}

void tell(QWidget& window, const QString& name, const QString& title, const QString& sentence,
          const QString& detail)
{
    const QString close = QStringLiteral("close");
    ask(window,
        {name,
         title,
         sentence,
         detail,
         {{close, QCoreApplication::translate("FileDialogs", "Close"), QMessageBox::RejectRole}},
         close,
         QMessageBox::Warning},
        &window, [](const QString&) {});
}

QFileDialog* makeOpenDialog(QWidget& window, const QString& folder)
{
    auto* const dialog = new QFileDialog(
        &window, QCoreApplication::translate("FileDialogs", "Open"), folder, filters());
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    return dialog;
}

QFileDialog* makeFolderDialog(QWidget& window, const QString& folder)
{
    auto* const dialog = new QFileDialog(
        &window, QCoreApplication::translate("FileDialogs", "Open folder"), folder);
    dialog->setObjectName(QStringLiteral("openFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    return dialog;
}

QFileDialog* makeSaveDialog(QWidget& window, const QString& folder, const QString& fileName)
{
    auto* const dialog = new QFileDialog(
        &window, QCoreApplication::translate("FileDialogs", "Save as"), folder, filters());
    dialog->setObjectName(QStringLiteral("saveAsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // Whether a file is there is known for sure only while it is written: then it is asked.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDefaultSuffix(QFileInfo(fileName).suffix());
    dialog->selectFile(fileName);
    return dialog;
}

} // namespace pw::app
