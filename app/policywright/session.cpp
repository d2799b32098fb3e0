#include "app/policywright/session.h"

#include "ui/common/convert.h"

#include <QFileInfo>

#include <algorithm>

namespace pw::app {

Document& Session::add(const text::SourceText& text, const QString& name)
{
    return insert(std::make_unique<Document>(++m_lastNumber, text, freeName(name), m_pageParent));
}

Document& Session::addFile(const std::string& path, const text::SourceText& text)
{
    auto document = std::make_unique<Document>(
        ++m_lastNumber, text, QFileInfo(ui::toQString(path)).fileName(), m_pageParent);
    document->setKept(path, text, document->revision());
    return insert(std::move(document));
}

Document& Session::insert(std::unique_ptr<Document> document)
{
    Document* const added = document.get();
    m_documents.push_back(std::move(document));
    connect(added, &Document::titleChanged, this, [this, added] { Q_EMIT changed(added); });
    Q_EMIT this->added(added);
    setCurrent(added);
    return *added;
}

void Session::close(Document& document)
{
    const auto at = std::ranges::find(m_documents, &document, &std::unique_ptr<Document>::get);
    if (at == m_documents.end())
        return;
    Q_EMIT aboutToClose(&document);
    if (m_current == &document)
        m_current = nullptr;
    // Whoever asked may be one of its own widgets: it goes when they are done, or with the session.
    Document* const leaving = at->release();
    leaving->setParent(this);
    m_documents.erase(at);
    leaving->deleteLater();
    Q_EMIT closed();
    Q_EMIT currentChanged();
}

void Session::setCurrent(Document* document)
{
    if (m_current == document)
        return;
    m_current = document;
    Q_EMIT currentChanged();
}

Document* Session::byPath(const std::string& path) const
{
    const auto found = std::ranges::find_if(
        m_documents, [&path](const auto& document) { return document->path() == path; });
    return found == m_documents.end() || path.empty() ? nullptr : found->get();
}

Document* Session::byNumber(int number) const
{
    const auto found = std::ranges::find(m_documents, number,
                                         [](const auto& document) { return document->number(); });
    return found == m_documents.end() ? nullptr : found->get();
}

std::vector<Document*> Session::modified() const
{
    std::vector<Document*> out;
    for (const auto& document : m_documents) {
        if (document->isModified())
            out.push_back(document.get());
    }
    return out;
}

/// Two unsaved policies of one name are told apart by a number.
QString Session::freeName(const QString& name) const
{
    const auto taken = [this](const QString& candidate) {
        return std::ranges::any_of(m_documents, [&candidate](const auto& document) {
            return document->title() == candidate;
        });
    };
    QString out = name;
    for (int number = 2; taken(out); ++number)
        out = QStringLiteral("%1 (%2)").arg(name).arg(number);
    return out;
}

} // namespace pw::app
