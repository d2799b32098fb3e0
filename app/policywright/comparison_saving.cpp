#include "app/policywright/comparison_saving.h"

#include "app/policywright/comparison_meaning.h"
#include "app/policywright/file_dialogs.h"
#include "core/ops/comparison_html.h"
#include "ui/common/convert.h"

#include <QFileDialog>

namespace pw::app {
namespace {

std::string pageOf(const ComparedTexts& texts, const std::stop_token& stop)
{
    return ops::htmlReport(meaningOf(texts.left, texts.right, stop), {texts.leftName, texts.left},
                           {texts.rightName, texts.right});
}

} // namespace

ComparisonSaving::ComparisonSaving(files::FileStore& store, QWidget& window, QObject* parent)
    : QObject(parent), m_store(store), m_window(window)
{
    connect(&m_job, &Job::started, this, &ComparisonSaving::runningChanged);
    connect(&m_job, &Job::finished, this, &ComparisonSaving::runningChanged);
}

void ComparisonSaving::start(ComparedTexts texts)
{
    auto* const dialog = new QFileDialog(&m_window, tr("Save the comparison"));
    dialog->setObjectName(QStringLiteral("saveComparisonDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Web page (*.html *.htm)"));
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(QStringLiteral("comparison.html"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, texts = std::move(texts)](const QString& path) { write(path, texts); });
    dialog->open();
}

void ComparisonSaving::write(const QString& path, const ComparedTexts& texts)
{
    m_job.run(
        [&store = m_store, file = ui::toUtf8(path), texts](const std::stop_token& stop,
                                                           const ProgressFn&) -> Result<Done> {
            const std::string page = pageOf(texts, stop);
            if (stop.stop_requested())
                return Error{std::string(cancelledCode), "Cancelled", {}};
            // The dialog has asked whether an old file may go.
            return store.save(file, page);
        },
        [this, path](const Result<Done>& done) {
            if (done)
                Q_EMIT saved(path);
            else
                tell(m_window, QStringLiteral("saveComparisonFailed"), tr("Comparison not saved"),
                     tr("The comparison could not be saved."), ui::toQString(done.error().text()));
        });
}

} // namespace pw::app
