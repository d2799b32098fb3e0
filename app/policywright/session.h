#pragma once
// The open documents, in the order of their tabs.

#include "app/policywright/document.h"

#include <QObject>

#include <memory>
#include <vector>

namespace pw::app {

class Session : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Of the pages of documents to come.
    void setPageParent(QWidget* parent) { m_pageParent = parent; }

    /// An unsaved text. The new document becomes the current one.
    Document& add(const text::SourceText& text, const QString& name);
    /// A text that is kept in this file.
    Document& addFile(const std::string& path, const text::SourceText& text);
    /// Without a question: guards are elsewhere.
    void close(Document& document);

    [[nodiscard]] const std::vector<std::unique_ptr<Document>>& documents() const
    {
        return m_documents;
    }
    /// Null: a page that is no document is in front, or nothing is open.
    [[nodiscard]] Document* current() const { return m_current; }
    void setCurrent(Document* document);
    [[nodiscard]] Document* byPath(const std::string& path) const;
    [[nodiscard]] Document* byNumber(int number) const;
    [[nodiscard]] std::vector<Document*> modified() const;

Q_SIGNALS:
    void added(pw::app::Document* document);
    void aboutToClose(pw::app::Document* document);
    void closed();
    void currentChanged();
    void changed(pw::app::Document* document); ///< its title, path or modified

private:
    Document& insert(std::unique_ptr<Document> document);
    [[nodiscard]] QString freeName(const QString& name) const;

    std::vector<std::unique_ptr<Document>> m_documents;
    Document* m_current = nullptr;
    QWidget* m_pageParent = nullptr;
    int m_lastNumber = 0;
};

} // namespace pw::app
