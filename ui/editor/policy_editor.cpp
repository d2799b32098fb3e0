#include "ui/editor/policy_editor.h"

#include "ui/common/convert.h"
#include "ui/common/overview_bar.h"
#include "ui/editor/completer.h"
#include "ui/editor/editor_keys.h"
#include "ui/editor/editor_look.h"
#include "ui/editor/fold_levels.h"
#include "ui/editor/fold_turns.h"
#include "ui/editor/many_cursors.h"
#include "ui/editor/problem_marks.h"
#include "ui/editor/reference_marks.h"
#include "ui/editor/scintilla.h"
#include "ui/editor/text_loader.h"

#include "core/text/line_comments.h"

#include <algorithm>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

/// More edits than that are written as one: each costs Scintilla a walk through its lines.
constexpr std::size_t manyEdits = 200;

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

yaml::Format guessedFormat(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[')
        ? yaml::Format::Json
        : yaml::Format::Yaml;
}

/// What a new line ends with: as the first line does.
QsciScintilla::EolMode eolOf(std::string_view text)
{
    const std::size_t lineEnd = text.find_first_of("\r\n");
    const std::string_view sign
        = lineEnd == std::string_view::npos ? "\n" : text.substr(lineEnd, 2);
    return sign == "\r\n" ? QsciScintilla::EolWindows
        : sign[0] == '\r' ? QsciScintilla::EolMac
                          : QsciScintilla::EolUnix;
}

/// Where a place of the old text is in the new one.
long moved(long position, const std::vector<text::TextEdit>& sorted, bool hasBom)
{
    long shift = 0;
    for (const text::TextEdit& edit : sorted) {
        const long begin = toPosition(edit.span.begin, hasBom);
        const long end = toPosition(edit.span.end, hasBom);
        const auto length = static_cast<long>(edit.replacement.size());
        if (begin >= position)
            break;
        if (position < end)
            return begin + shift + std::min(position - begin, length);
        shift += length - (end - begin);
    }
    return position + shift;
}

} // namespace

/// Changes of the text while one lives are one undo step and one signal.
class PolicyEditor::Batch
{
public:
    explicit Batch(PolicyEditor& editor) : m_editor(editor)
    {
        ++m_editor.m_batches;
        m_editor.beginUndoAction();
    }
    ~Batch()
    {
        m_editor.endUndoAction();
        if (--m_editor.m_batches == 0 && std::exchange(m_editor.m_changedInBatch, false))
            m_editor.onTextChanged();
    }
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

private:
    PolicyEditor& m_editor;
};

PolicyEditor::PolicyEditor(QWidget* parent) : QsciScintilla(parent)
{
    setObjectName(QStringLiteral("policyEditor"));
    setAccessibleName(tr("Policy text"));
    setAccessibleDescription(
        tr("The policy as YAML or JSON. Problems are listed below; F8 goes to the next one."));
    auto* const overview = new OverviewBar;
    replaceVerticalScrollBar(overview);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_look = std::make_unique<EditorLook>(*this);
    m_marks = std::make_unique<ProblemMarks>(*this, *overview);
    keepPlainBindings(*this);
    m_folds = new FoldLevels(*this);
    m_foldTurns = new FoldTurns(*this);
    adoptDocument();
    setAutoIndent(false); // ours knows keys and dashes
    allowManyCursors(*this);
    m_look->apply();
    m_loader = new TextLoader(*this);
    connect(m_loader, &TextLoader::loaded, this, &PolicyEditor::onLoaded);
    connect(this, &QsciScintilla::textChanged, this, &PolicyEditor::onTextChanged);
    connect(this, &QsciScintillaBase::SCN_MODIFIED, this, &PolicyEditor::onModified);
    connect(this, &QsciScintilla::linesChanged, this, [this] { m_look->fitNumbers(); });
    connect(this, &QsciScintilla::cursorPositionChanged, this, &PolicyEditor::cursorMoved);
    // The number of the current line is bold, and Scintilla paints the margin only when it must.
    connect(this, &QsciScintilla::cursorPositionChanged, this, [this](int line) {
        if (std::exchange(m_caretLine, line) != line)
            viewport()->update(0, 0, marginWidth(sci::numberMargin), viewport()->height());
    });
    connect(this, &QsciScintillaBase::SCN_CHARADDED, this, &PolicyEditor::onCharAdded);
    m_completer = new Completer(*this);
    m_references = new ReferenceMarks(*this);
}

PolicyEditor::~PolicyEditor()
{
    disconnect(this, nullptr, this, nullptr);
    delete m_loader; // speaks to Scintilla, which goes before children do
}

void PolicyEditor::load(const text::SourceText& text, std::optional<yaml::Format> format)
{
    std::string_view content = text.bytes();
    m_bom = text.hasBom();
    if (m_bom)
        content.remove_prefix(byteOrderMark.size());
    m_snapshot.reset();
    m_marks->clear();
    m_format = format.value_or(guessedFormat(content));
    m_eolMode = eolOf(content);
    m_whenLoaded = {};
    ++m_batches;
    if (content.size() > TextLoader::smallBytes) {
        m_loading = text;
        m_look->setFormat(m_format);
        m_loader->start(text, text.bytes().size() - content.size());
        setReadOnly(true);
    } else {
        m_loader->forget();
        m_loading.reset();
        setReadOnly(false);
        sci::send(*this, SCI_SETUNDOCOLLECTION, 0);
        sci::send(*this, SCI_CLEARALL);
        SendScintilla(SCI_APPENDTEXT, static_cast<unsigned long>(content.size()), content.data());
        adoptDocument();
    }
    --m_batches;
    m_changedInBatch = false;
    onTextChanged();
    Q_EMIT loaded();
}

void PolicyEditor::onLoaded()
{
    m_loading.reset();
    ++m_batches;
    adoptDocument();
    setReadOnly(false);
    --m_batches;
    m_changedInBatch = false;
    if (const SnapshotPtr snapshot = std::exchange(m_snapshot, nullptr))
        setSnapshot(snapshot);
    if (const auto look = std::exchange(m_whenLoaded, {}))
        look();
    Q_EMIT cursorMoved();
    Q_EMIT loaded();
}

/// What Scintilla keeps with a document and not with the view: a new one has none of it.
void PolicyEditor::adoptDocument()
{
    setUtf8(true);
    setIndentationsUseTabs(false);
    setTabWidth(indentStep);
    setIndentationWidth(indentStep);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setEolMode(m_eolMode);
    m_look->setFormat(m_format);
    m_look->adoptDocument();
    sci::send(*this, SCI_SETUNDOCOLLECTION, 1);
    sci::send(*this, SCI_EMPTYUNDOBUFFER);
    sci::send(*this, SCI_SETSAVEPOINT);
    sci::send(*this, SCI_GOTOPOS, 0);
    m_look->fitNumbers();
    updateFolds();
}

void PolicyEditor::followLineEnds(std::string_view text)
{
    m_eolMode = eolOf(text);
    if (eolMode() != m_eolMode)
        setEolMode(m_eolMode);
}

void PolicyEditor::updateFolds()
{
    if (m_format == yaml::Format::Yaml)
        m_folds->update();
    else
        m_folds->stop();
}

void PolicyEditor::setFormat(yaml::Format format)
{
    m_format = format;
    m_look->setFormat(format);
}

std::string_view PolicyEditor::view() const
{
    const auto length = static_cast<std::size_t>(sci::send(*this, SCI_GETLENGTH));
    return {static_cast<const char*>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER)), length};
}

std::string PolicyEditor::bytes() const
{
    if (m_loading)
        return std::string(m_loading->bytes());
    const std::string_view text = view();
    std::string out;
    out.reserve(byteOrderMark.size() + text.size());
    if (m_bom)
        out = byteOrderMark;
    out += text;
    return out;
}

text::Span PolicyEditor::spanAt(long begin, long end) const
{
    return {toOffset(begin, m_bom), toOffset(end, m_bom)};
}

long PolicyEditor::positionOf(text::ByteOffset offset) const
{
    return std::min(toPosition(offset, m_bom), sci::send(*this, SCI_GETLENGTH));
}

void PolicyEditor::insertReplacing(long begin, long end, std::string_view replacement)
{
    sci::send(*this, SCI_SETTARGETRANGE, begin, end);
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(replacement.size()),
                  replacement.data());
}

void PolicyEditor::replaceRange(long begin, long end, std::string_view replacement)
{
    const Batch batch(*this);
    insertReplacing(begin, end, replacement);
}

void PolicyEditor::selectRange(long begin, long end)
{
    sci::send(*this, SCI_SETSEL, begin, end);
}

bool PolicyEditor::toggleComments()
{
    if (m_format != yaml::Format::Yaml)
        return false;
    std::vector<text::Span> spans;
    for (const auto& [begin, end] : selectionsOf(*this))
        spans.push_back(spanAt(begin, end));
    applyEdits(text::toggleLineComments(bytes(), spans), m_revision);
    return true;
}

void PolicyEditor::addCursor(bool above)
{
    ui::addCursor(*this, above);
}

void PolicyEditor::addNextOccurrence()
{
    ui::addNextOccurrence(*this);
}

bool PolicyEditor::applyEdits(const text::TextEdits& edits, std::uint64_t revision)
{
    if (revision != m_revision || isReadOnly())
        return false;
    const std::string before = bytes();
    const Result<std::string> after = edits.apply(before);
    if (!after || (m_bom && !after->starts_with(byteOrderMark)))
        return false;
    if (*after == before)
        return true;
    std::vector<text::TextEdit> sorted = edits.edits();
    std::ranges::sort(sorted, {}, [](const text::TextEdit& edit) {
        return std::pair(edit.span.begin, edit.span.end);
    });
    if (m_bom && sorted.front().span.begin < byteOrderMark.size()) {
        replaceText(*after);
        return true;
    }
    const long caret = moved(sci::send(*this, SCI_GETCURRENTPOS), sorted, m_bom);
    const long anchor = moved(sci::send(*this, SCI_GETANCHOR), sorted, m_bom);
    {
        const Batch batch(*this);
        if (sorted.size() > manyEdits) {
            const text::ByteOffset begin = sorted.front().span.begin;
            const std::size_t tail = before.size() - sorted.back().span.end;
            insertReplacing(toPosition(begin, m_bom), toPosition(sorted.back().span.end, m_bom),
                            std::string_view(*after).substr(begin, after->size() - tail - begin));
        } else {
            for (auto edit = sorted.rbegin(); edit != sorted.rend(); ++edit)
                insertReplacing(toPosition(edit->span.begin, m_bom),
                                toPosition(edit->span.end, m_bom), edit->replacement);
        }
        // Unlike SCI_SETSELECTION these two tell QScintilla what is selected; neither scrolls.
        sci::send(*this, SCI_SETANCHOR, anchor);
        sci::send(*this, SCI_SETCURRENTPOS, caret);
    }
    return true;
}

void PolicyEditor::replaceText(std::string_view bytes)
{
    if (m_loading) {
        // Nobody could change the text of before: there is nothing to undo yet.
        if (const Result<text::SourceText> other
            = text::SourceText::make(std::string(bytes), m_loading->name()))
            load(*other);
        return;
    }
    const bool bom = bytes.starts_with(byteOrderMark);
    if (bom)
        bytes.remove_prefix(byteOrderMark.size());
    const std::string_view now = view();
    const std::size_t shorter = std::min(now.size(), bytes.size());
    std::size_t front = 0;
    while (front < shorter && now[front] == bytes[front])
        ++front;
    while (front > 0
           && ((front < now.size() && isContinuation(now[front]))
               || (front < bytes.size() && isContinuation(bytes[front]))))
        --front;
    std::size_t back = 0;
    while (back < shorter - front && now[now.size() - 1 - back] == bytes[bytes.size() - 1 - back])
        ++back;
    while (back > 0 && isContinuation(now[now.size() - back]))
        --back;
    const auto end = static_cast<long>(now.size() - back);
    const Batch batch(*this);
    if (bom != m_bom)
        m_changedInBatch = true;
    m_bom = bom;
    followLineEnds(bytes);
    if (front + back < now.size() || front + back < bytes.size())
        insertReplacing(static_cast<long>(front), end,
                        bytes.substr(front, bytes.size() - back - front));
}

void PolicyEditor::markSaved()
{
    sci::send(*this, SCI_SETSAVEPOINT);
}

void PolicyEditor::onModified(int position, int kind, const char* text, int length)
{
    const text::ByteOffset at = spanAt(position, position).begin;
    const auto size = static_cast<text::ByteOffset>(length);
    if ((kind & SC_MOD_INSERTTEXT) != 0)
        Q_EMIT spliced(at, 0, QByteArray(text, length));
    else if ((kind & SC_MOD_DELETETEXT) != 0)
        Q_EMIT spliced(at, size, QByteArray());
}

void PolicyEditor::onTextChanged()
{
    if (m_batches > 0) {
        m_changedInBatch = true;
        return;
    }
    ++m_revision;
    Q_EMIT edited();
}

void PolicyEditor::onCharAdded(int sign)
{
    if (sign != '\n' && !(sign == '\r' && eolMode() == EolMac)) {
        m_completer->typed(sign);
        return;
    }
    if (sci::send(*this, SCI_GETSELECTIONS) > 1)
        return; // each line would need an indentation of its own
    const long caret = sci::send(*this, SCI_GETCURRENTPOS);
    const long line = sci::send(*this, SCI_LINEFROMPOSITION, caret);
    if (line == 0)
        return;
    const long begin = sci::send(*this, SCI_POSITIONFROMLINE, line - 1);
    const long end = sci::send(*this, SCI_GETLINEENDPOSITION, line - 1);
    const std::string_view before
        = view().substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    const std::string spaces(static_cast<std::size_t>(indentAfter(before, m_format)), ' ');
    if (spaces.empty())
        return;
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(spaces.size()), spaces.data());
}

} // namespace pw::ui
