#include "app/policywright/tab_texts.h"

#include "app/policywright/session.h"

namespace pw::app {

std::optional<text::SourceText> TabText::text() const
{
    if (snapshot != nullptr)
        return snapshot->source;
    Result<text::SourceText> made = text::SourceText::make(bytes, path);
    return made ? std::optional(*std::move(made)) : std::nullopt;
}

std::vector<TabText> tabTexts(const Session& session)
{
    std::vector<TabText> out;
    for (const auto& document : session.documents()) {
        if (document->path().empty())
            continue;
        const bool analysed = document->isAnalysed() && document->snapshot() != nullptr;
        out.push_back({document->path(), document->number(), document->revision(),
                       document->isModified(), analysed ? document->snapshot() : nullptr,
                       analysed ? std::string() : document->bytes()});
    }
    return out;
}

TabIndex::TabIndex(std::vector<TabText> tabs) : m_tabs(std::move(tabs))
{
    for (const TabText& tab : m_tabs)
        m_stamps.push_back(files::stampOf(tab.path));
}

const TabText* TabIndex::find(const std::string& path,
                              const std::optional<files::FileStamp>& stamp) const
{
    for (std::size_t at = 0; at < m_tabs.size(); ++at) {
        const std::optional<files::FileStamp>& known = m_stamps[at];
        const bool same
            = stamp && known && stamp->device == known->device && stamp->node == known->node;
        if (same || m_tabs[at].path == path)
            return &m_tabs[at];
    }
    return nullptr;
}

} // namespace pw::app
