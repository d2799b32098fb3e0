#include "app/policywright/document.h"

#include "core/ops/apply_review.h"
#include "core/snapshot_words.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"

#include <QFileInfo>

namespace pw::app {

Document::Document(int number, const text::SourceText& text, QString name, QWidget* pageParent)
    : m_number(number), m_page(new ui::PolicyPage(pageParent)), m_pageAlive(m_page),
      m_name(std::move(name))
{
    editor().load(text);
    m_page->setTitle(m_name);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &Document::analyseNow);
    connect(&editor(), &ui::PolicyEditor::edited, this, &Document::onEdited);
    connect(&editor(), &ui::PolicyEditor::modificationChanged, this, &Document::titleChanged);
    m_assist = std::make_unique<TextAssist>(editor());
    m_form = std::make_unique<FormSide>(*m_page);
    connect(m_page, &ui::PolicyPage::wished, m_assist.get(), &TextAssist::wish);
    connect(m_assist.get(), &TextAssist::refused, m_form.get(), &FormSide::showAgain);
    connect(m_assist.get(), &TextAssist::made, this, &Document::analyseNow);
    analyseFirst(text);
}

Document::~Document()
{
    // They speak to the page.
    m_form.reset();
    m_assist.reset();
    delete m_pageAlive;
}

ui::PolicyEditor& Document::editor() const
{
    return m_page->editor();
}

QString Document::title() const
{
    return m_path.empty() ? m_name : QFileInfo(ui::toQString(m_path)).fileName();
}

QString Document::suggestedFileName() const
{
    if (!m_path.empty())
        return title();
    QString name = m_name;
    bool json = false;
    if (m_snapshot != nullptr) {
        json = m_snapshot->document->format() != yaml::Format::Yaml;
        for (const policy::Unit& unit : m_snapshot->units) {
            const yaml::NodeRef own
                = yaml::NodeRef(*m_snapshot->document, unit.root).find("metadata").find("name");
            if (own.isString() && !own.value().empty()) {
                name = ui::toQString(own.value());
                break;
            }
        }
    }
    // What no file system takes, or a shell would stumble over.
    for (QChar& sign : name) {
        if (!sign.isLetterOrNumber() && !QStringLiteral("-_.").contains(sign))
            sign = u'-';
    }
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    if (name.isEmpty())
        name = QStringLiteral("policy");
    return name + (json ? QStringLiteral(".json") : QStringLiteral(".yaml"));
}

std::string Document::bytes() const
{
    return editor().bytes();
}

std::uint64_t Document::revision() const
{
    return editor().revision();
}

bool Document::isModified() const
{
    const bool kept = m_onDisk ? !m_diskDiffers : m_onServer && m_path.empty();
    return !kept || editor().isModified();
}

void Document::setOrigins(std::vector<ServerOrigin> origins)
{
    m_origins = std::move(origins);
    Q_EMIT titleChanged();
}

bool Document::canBeApplied() const
{
    return m_snapshot != nullptr
        && std::ranges::any_of(m_snapshot->units, [](const policy::Unit& unit) {
               return ops::canBeApplied(unit.kind);
           });
}

void Document::setOrigin(ServerOrigin origin)
{
    std::vector<ServerOrigin> origins = m_origins;
    const auto same = std::ranges::find_if(origins, [&origin](const ServerOrigin& one) {
        return one.context == origin.context && one.copy.uid == origin.copy.uid;
    });
    if (same == origins.end())
        origins.push_back(std::move(origin));
    else
        *same = std::move(origin);
    setOrigins(std::move(origins));
}

void Document::setKeptOnServer(std::uint64_t revision)
{
    if (!m_path.empty() || revision != this->revision())
        return;
    m_onServer = true;
    editor().markSaved();
    Q_EMIT titleChanged();
}

void Document::setKept(std::string path, text::SourceText content, std::uint64_t revision)
{
    m_path = std::move(path);
    m_onDisk = std::move(content);
    m_diskDiffers = revision != this->revision();
    if (!m_diskDiffers)
        editor().markSaved();
    m_page->setTitle(title());
    Q_EMIT titleChanged();
}

void Document::setDiskChanged(std::optional<text::SourceText> content)
{
    m_onDisk = std::move(content);
    m_diskDiffers = true;
    Q_EMIT titleChanged();
}

bool Document::isAnalysed() const
{
    return m_snapshot != nullptr && m_snapshot->revision == revision();
}

void Document::onEdited()
{
    m_pause.start();
}

void Document::analyseNow()
{
    m_pause.stop();
    if (isAnalysed())
        return;
    m_analysis.run(
        [bytes = bytes(), name = ui::toUtf8(title()),
         revision = revision()](const std::stop_token& stop, const ProgressFn&) mutable {
            Result<text::SourceText> source
                = text::SourceText::make(std::move(bytes), std::move(name));
            return source ? analysisOf(*source, revision, stop) : Analysis();
        },
        [this](const Analysis& analysis) { publish(analysis); });
}

void Document::analyseFirst(const text::SourceText& text)
{
    m_pause.stop();
    m_analysis.run(
        [text, revision = revision()](const std::stop_token& stop, const ProgressFn&) {
            return analysisOf(text, revision, stop);
        },
        [this](const Analysis& analysis) { publish(analysis); });
}

Document::Analysis Document::analysisOf(const text::SourceText& text, std::uint64_t revision,
                                        const std::stop_token& stop)
{
    Analysis out;
    out.snapshot = std::make_shared<const Snapshot>(analyse(text, revision, stop));
    if (!stop.stop_requested())
        out.outline
            = std::make_shared<const std::vector<ops::OutlineItem>>(ops::outline(*out.snapshot));
    return out;
}

void Document::publish(const Analysis& analysis)
{
    if (analysis.snapshot == nullptr || analysis.outline == nullptr)
        return; // what is shown stays as it was
    m_snapshot = analysis.snapshot;
    m_page->setSnapshot(m_snapshot);
    m_page->setOutline(analysis.outline);
    m_form->setSnapshot(m_snapshot);
    Q_EMIT snapshotChanged();
    if (isAnalysed())
        Q_EMIT analysed();
}

} // namespace pw::app
