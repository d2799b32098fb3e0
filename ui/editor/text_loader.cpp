#include "ui/editor/text_loader.h"

#include "ui/editor/scintilla.h"

namespace pw::ui {

/// The interface of Scintilla 3 behind SCI_CREATELOADER, which QScintilla hands out but does not
/// declare. The order of its functions is its contract.
struct TextLoader::Loader
{
    virtual int Release() = 0;
    virtual int AddData(const char* data, std::ptrdiff_t length) = 0;
    virtual void* ConvertToDocument() = 0;

protected:
    ~Loader() = default;
};

TextLoader::TextLoader(QsciScintilla& editor) : QObject(&editor), m_editor(editor)
{
    m_pool.setMaxThreadCount(1);
}

TextLoader::~TextLoader()
{
    m_pool.waitForDone();
    for (const Slot& slot : m_underWay)
        release(slot);
}

void TextLoader::start(const text::SourceText& text, std::size_t skip)
{
    // It grows where it is filled, on the worker.
    auto* const loader
        = reinterpret_cast<Loader*>(sci::send(m_editor, QsciScintillaBase::SCI_CREATELOADER, 0));
    const int number = ++m_number;
    const Slot slot = m_underWay.emplace_back(std::make_shared<void*>(nullptr));
    m_pool.start([this, number, slot, loader, text, skip] {
        const std::string_view content = text.bytes().substr(skip);
        loader->AddData(content.data(), static_cast<std::ptrdiff_t>(content.size()));
        *slot = loader->ConvertToDocument(); // the loader is gone with that
        QMetaObject::invokeMethod(
            this, [this, number, slot] { take(number, slot); }, Qt::QueuedConnection);
    });
}

void TextLoader::take(int number, const Slot& slot)
{
    std::erase(m_underWay, slot);
    const bool wanted = number == m_number;
    if (wanted)
        m_editor.SendScintilla(QsciScintillaBase::SCI_SETDOCPOINTER, 0UL, *slot);
    release(slot);
    if (wanted)
        Q_EMIT loaded();
}

void TextLoader::release(const Slot& slot)
{
    m_editor.SendScintilla(QsciScintillaBase::SCI_RELEASEDOCUMENT, 0UL, *slot);
}

} // namespace pw::ui
