#pragma once
// Large texts become documents of Scintilla off the GUI thread.

#include "core/text/source_text.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <vector>

class QsciScintilla;

namespace pw::ui {

class TextLoader : public QObject
{
    Q_OBJECT
public:
    explicit TextLoader(QsciScintilla& editor);
    /// Waits for what is under way and throws it away.
    ~TextLoader() override;

    /// `skip` bytes in front are left out. A text that is still being loaded is forgotten.
    void start(const text::SourceText& text, std::size_t skip);
    /// What is under way comes too late.
    void forget() { ++m_number; }

    /// A text of this size is inserted within a frame and needs no loader.
    static constexpr std::size_t smallBytes = std::size_t{256} << 10;

Q_SIGNALS:
    /// The editor shows the text now.
    void loaded();

private:
    struct Loader;
    /// A document on its way; the worker writes it, the GUI thread takes it.
    using Slot = std::shared_ptr<void*>;
    void take(int number, const Slot& slot);
    void release(const Slot& slot);

    QsciScintilla& m_editor;
    QThreadPool m_pool;
    std::vector<Slot> m_underWay;
    int m_number = 0;
};

} // namespace pw::ui
