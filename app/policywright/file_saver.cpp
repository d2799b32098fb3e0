#include "app/policywright/file_saver.h"

#include "app/policywright/file_dialogs.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"

#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace pw::app {
namespace {

struct Written
{
    Result<Done> result;
    text::SourceText content;
};

QString fileName(const std::string& path)
{
    return QFileInfo(ui::toQString(path)).fileName();
}

/// A reason of core as a sentence of its own.
QString sentence(const Error& error)
{
    QString text = ui::toQString(error.message);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text + u'.';
}

} // namespace

FileSaver::FileSaver(files::FileStore& store, Document& document, QWidget& window)
    : QObject(&document), m_store(store), m_document(document), m_window(window)
{
    connect(&document.page(), &ui::PolicyPage::noticeAnswered, this, &FileSaver::onNoticeAnswered);
}

void FileSaver::begin(const Then& then)
{
    m_busy = true;
    m_then = then;
}

void FileSaver::end(bool saved)
{
    m_busy = false;
    Q_EMIT rested();
    if (std::exchange(m_newsPending, false))
        tellNews(std::exchange(m_news, {}));
    if (const Then then = std::exchange(m_then, {}))
        then(saved);
    if (m_busy || m_waiting.empty())
        return;
    const std::vector<Then> waiting = std::exchange(m_waiting, {});
    const Then all = [waiting](bool ok) {
        for (const Then& one : waiting) {
            if (one)
                one(ok);
        }
    };
    if (saved && m_document.isModified())
        save(all);
    else
        all(saved);
}

void FileSaver::save(const Then& then)
{
    if (m_busy) {
        m_waiting.push_back(then);
        return;
    }
    begin(then);
    if (m_document.path().empty()) {
        chooseName();
        return;
    }
    files::Expected expected = files::NoFile{};
    if (m_document.onDisk())
        expected = files::KnownContent{*m_document.onDisk()};
    write(m_document.path(), std::move(expected), files::SaveWay::Ask);
}

void FileSaver::saveAs(const Then& then)
{
    if (m_busy)
        return;
    begin(then);
    chooseName();
}

void FileSaver::chooseName()
{
    const QString path = ui::toQString(m_document.path());
    QFileDialog* const dialog
        = makeSaveDialog(m_window, path.isEmpty() ? QString() : QFileInfo(path).path(),
                         m_document.suggestedFileName());
    connect(dialog, &QDialog::finished, this, [this, dialog](int result) {
        const QStringList chosen = dialog->selectedFiles();
        if (result != QDialog::Accepted || chosen.isEmpty()) {
            end(false);
            return;
        }
        const std::string name = ui::toUtf8(chosen.front());
        files::Expected expected = files::NoFile{};
        if (name == m_document.path() && m_document.onDisk())
            expected = files::KnownContent{*m_document.onDisk()};
        write(name, std::move(expected), files::SaveWay::Ask);
    });
    dialog->open();
}

void FileSaver::write(const std::string& path, files::Expected expected, files::SaveWay way)
{
    Q_EMIT working(tr("Saving %1…").arg(fileName(path)));
    const files::SaveOrder order{path, {}, std::move(expected), way};
    const std::uint64_t revision = m_document.revision();
    m_job.run(
        [&store = m_store, order, bytes = m_document.bytes()](const std::stop_token&,
                                                              const ProgressFn&) mutable {
            Result<text::SourceText> content = text::SourceText::make(std::move(bytes), order.path);
            if (!content)
                return Written{content.error(), {}};
            files::SaveOrder filled = order;
            filled.bytes = content->bytes();
            return Written{store.save(filled), *content};
        },
        [this, order, revision](const Written& done) {
            written(order, done.result, done.content, revision);
        });
}

void FileSaver::written(const files::SaveOrder& order, const Result<Done>& result,
                        const text::SourceText& content, std::uint64_t revision)
{
    if (!result) {
        askAbout(result.error(), order);
        return;
    }
    m_document.setKept(order.path, content, revision);
    showNotice(Notice::None);
    end(true);
}

void FileSaver::askAbout(const Error& error, const files::SaveOrder& order)
{
    const QString name = fileName(order.path);
    const Choice cancel{QStringLiteral("cancel"), tr("Cancel"), QMessageBox::RejectRole};
    const Choice overwrite{QStringLiteral("overwrite"), tr("&Overwrite"),
                           QMessageBox::DestructiveRole};
    const Choice saveAs{QStringLiteral("saveAs"), tr("Save &as…"), QMessageBox::ActionRole};
    Question question{QStringLiteral("saveQuestion"),
                      tr("Save"),
                      {},
                      sentence(error),
                      {},
                      cancel.name,
                      QMessageBox::Warning};
    const bool own = order.path == m_document.path();
    if (error.code == "changed-on-disk" || (error.code == "exists" && own)) {
        question.sentence = tr("%1 was changed by another program").arg(name);
        question.detail = tr("Nothing was written. Overwriting loses what the other program "
                             "wrote; reloading can be undone.");
        question.choices = {
            overwrite, {QStringLiteral("reload"), tr("&Reload"), QMessageBox::ActionRole}, saveAs};
    } else if (error.code == "exists") {
        question.sentence = tr("There is a file %1 already").arg(name);
        question.detail = tr("Nothing was written. Overwriting loses what is in it.");
        question.choices = {overwrite, saveAs};
    } else if (error.code == "gone") {
        question.sentence = tr("%1 is no longer there").arg(name);
        question.detail = tr("Somebody has removed or renamed it. Saving writes it anew.");
        question.choices
            = {{QStringLiteral("again"), tr("&Save again"), QMessageBox::AcceptRole}, saveAs};
        question.preset = QStringLiteral("again");
    } else if (error.code == "hard-linked" || error.code == "foreign-owner") {
        question.sentence = error.code == "hard-linked"
            ? tr("%1 has more than one name").arg(name)
            : tr("%1 belongs to somebody else").arg(name);
        question.choices
            = {{QStringLiteral("replace"), tr("&Replace"), QMessageBox::DestructiveRole},
               {QStringLiteral("inPlace"), tr("&Write in place"), QMessageBox::AcceptRole}};
    } else {
        question.sentence = tr("%1 could not be saved").arg(name);
        question.detail += u'\n' + tr("The text is still open here.");
        question.choices = {saveAs};
    }
    question.choices.push_back(cancel);
    ask(m_window, question, this, [this, order](const QString& choice) { decide(choice, order); });
}

void FileSaver::decide(const QString& choice, const files::SaveOrder& order)
{
    if (choice == QStringLiteral("overwrite"))
        write(order.path, files::AnyContent{}, order.way);
    else if (choice == QStringLiteral("again"))
        write(order.path, files::NoFile{}, order.way);
    else if (choice == QStringLiteral("replace"))
        write(order.path, order.expected, files::SaveWay::Replace);
    else if (choice == QStringLiteral("inPlace"))
        write(order.path, order.expected, files::SaveWay::InPlace);
    else if (choice == QStringLiteral("saveAs"))
        chooseName();
    else if (choice == QStringLiteral("reload"))
        read();
    else
        end(false);
}

void FileSaver::reload()
{
    if (m_busy || m_document.path().empty())
        return;
    begin({});
    read();
}

void FileSaver::read()
{
    Q_EMIT working(tr("Reading %1…").arg(fileName(m_document.path())));
    m_job.run(
        [&store = m_store, path = m_document.path()](const std::stop_token&, const ProgressFn&) {
            return files::loadForEditing(store, path);
        },
        [this](const Result<text::SourceText>& content) {
            if (content) {
                take(*content);
            } else {
                app::tell(m_window, QStringLiteral("reloadFailed"), tr("Reload"),
                          tr("%1 could not be read").arg(fileName(m_document.path())),
                          sentence(content.error()) + u'\n' + tr("The text here is as it was."));
            }
            end(false);
        });
}

void FileSaver::take(const text::SourceText& content)
{
    m_document.editor().replaceText(content.bytes());
    m_document.setKept(m_document.path(), content, m_document.revision());
    m_newsPending = false;
    showNotice(Notice::None);
}

void FileSaver::tellNews(const std::optional<text::SourceText>& content)
{
    if (m_busy) {
        // Perhaps it is our own writing that was seen: known when that has ended.
        m_news = content;
        m_newsPending = true;
        return;
    }
    const std::optional<text::SourceText>& known = m_document.onDisk();
    m_news = content;
    if (!content) {
        if (!known)
            return;
        m_document.setDiskChanged(std::nullopt);
        showNotice(Notice::Gone);
        return;
    }
    if (known && known->bytes() == content->bytes()) {
        showNotice(Notice::None);
        return;
    }
    // The other program wrote what stands here: then it is kept.
    if (m_document.bytes() == content->bytes()) {
        m_document.setKept(m_document.path(), *content, m_document.revision());
        showNotice(Notice::None);
        return;
    }
    showNotice(m_document.isModified() ? Notice::ChangedModified : Notice::Changed);
}

void FileSaver::showNotice(Notice notice)
{
    if (notice == Notice::None) {
        if (m_notice != Notice::None)
            m_document.page().hideNotice();
        m_notice = notice;
        return;
    }
    m_notice = notice;
    const QString name = fileName(m_document.path());
    ui::PolicyPage& page = m_document.page();
    switch (notice) {
    case Notice::Changed:
        page.showNotice(tr("%1 has changed on disk.").arg(name), {tr("Reload"), tr("Keep mine")});
        break;
    case Notice::ChangedModified:
        page.showNotice(tr("%1 has changed on disk, and so has the text here.").arg(name),
                        {tr("Reload (undo brings yours back)"), tr("Keep mine"), tr("Save as…")});
        break;
    default:
        page.showNotice(tr("%1 is no longer on disk. The text is kept here alone.").arg(name),
                        {tr("Save again"), tr("Save as…"), tr("Not now")});
        break;
    }
}

void FileSaver::onNoticeAnswered(int button)
{
    const Notice notice = m_notice;
    if (notice == Notice::None || m_busy)
        return;
    showNotice(Notice::None);
    if (notice == Notice::Gone) {
        if (button == 0)
            save();
        else if (button == 1)
            saveAs();
    } else if (button == 0) {
        reload();
    } else if (button == 1) {
        m_document.setDiskChanged(m_news); // what the next save overwrites
    } else {
        saveAs();
    }
}

} // namespace pw::app
