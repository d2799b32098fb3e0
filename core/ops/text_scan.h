#pragma once
// A forgiving reader of a half-typed text: no tree, only what is open around one place of it.
// Used by text_context.cpp alone.

#include "core/text/span.h"
#include "core/yaml/document.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pw::ops {

/// A list or mapping that was begun and has not ended.
struct TextLevel
{
    bool isList = false;
    bool isFlow = false;
    bool isOpen = false; ///< its last entry or item has no value yet
    std::size_t column = 0; ///< of its keys or dashes, in block style
    std::string_view key; ///< of its last entry
    std::size_t index = 0; ///< of its last item
    std::size_t number = 0; ///< different for every level of the text
    std::vector<std::string_view> keys;
    std::string_view kind; ///< of the document that it is, as written
    std::string_view type; ///< its metadata's type
};

struct TextPlace
{
    enum class Slot : std::uint8_t { Nothing, Key, Value, Item };
    Slot slot = Slot::Nothing;
    text::Span word; ///< what is being typed, with its quotes
    bool hasColon = false; ///< of a key: the colon stands there already
    bool needsSpace = false; ///< of a value: it would touch the colon
    bool isFlow = false;
    bool isQuoted = false;
    std::size_t column = 0; ///< of the key, of the dash, or of the key whose value it is
    /// From the root to what the place is in; keys that stand below the place are counted, too.
    std::vector<TextLevel> levels;
    /// A list whose next dash could stand here, instead of a key. Its levels without the last one.
    bool dashFits = false;
    std::vector<TextLevel> dashLevels;
    std::size_t nextIndex = 0; ///< of that item
};

/// An id of a process, and the document that it is in.
struct TextId
{
    std::size_t document = 0; ///< number of the level with `spec` in it
    std::string_view id;
};

class TextScan
{
public:
    TextScan(std::string_view bytes, text::ByteOffset at, yaml::Format format);

    void run();
    [[nodiscard]] const TextPlace& place() const { return m_place; }
    /// Of processes anywhere in the text, in its order.
    [[nodiscard]] const std::vector<TextId>& ids() const { return m_ids; }
    /// How much deeper than its key the text writes the dashes of a list; 0 when it has none.
    [[nodiscard]] std::size_t dashIndentation() const { return m_dashIndentation; }

private:
    struct Token
    {
        text::Span span; ///< with quotes
        std::string_view content;
    };
    struct Key : Token
    {
        text::ByteOffset colon = 0;
    };

    enum class FlowState : std::uint8_t { Fresh, BehindKey, BehindColon, BehindValue };

    // blocks
    void line(text::ByteOffset begin, text::ByteOffset end);
    void content(text::ByteOffset begin, text::ByteOffset pos, text::ByteOffset end, bool isItem);
    void value(text::ByteOffset colon, text::ByteOffset end, std::size_t column);
    void blankLine(text::ByteOffset begin, text::ByteOffset end);
    void openItem(std::size_t column);
    void openEntry(std::size_t column, const Key& key);
    void popDeeper(std::size_t column, bool forKey);
    [[nodiscard]] bool endsFlow(text::ByteOffset begin, text::ByteOffset pos) const;
    [[nodiscard]] bool keyAt(text::ByteOffset pos, text::ByteOffset end, Key& key) const;
    [[nodiscard]] Token scalarAt(text::ByteOffset pos, text::ByteOffset end) const;
    [[nodiscard]] text::ByteOffset behindProperties(text::ByteOffset pos,
                                                    text::ByteOffset end) const;
    [[nodiscard]] text::ByteOffset skipSpaces(text::ByteOffset pos, text::ByteOffset end) const;
    [[nodiscard]] bool isComment(text::ByteOffset pos, text::ByteOffset end) const;

    // flow, text_scan_flow.cpp
    /// Reads on up to `end`; false when brackets are still open there.
    bool flow(text::ByteOffset pos, text::ByteOffset end);
    void openFlow(bool isList);
    void closeFlow();
    void flowToken(const Token& token);
    void emptyFlowSlot(text::Span gap);
    [[nodiscard]] Token flowTokenAt(text::ByteOffset pos, text::ByteOffset end) const;

    // what is at the place
    void stop(TextPlace::Slot slot, const Token& word);
    void findMapping(std::size_t column);
    [[nodiscard]] bool isHere(text::Span span) const
    {
        return !m_stopped && span.begin <= m_at && m_at <= span.end;
    }
    /// That level in the place, once it was found.
    [[nodiscard]] TextLevel* placed(std::size_t number);
    void record(TextLevel& level, const Token& key, bool forPlace);
    void recordValue(const Token& scalar);
    void push(TextLevel level);

    std::string_view m_bytes;
    text::ByteOffset m_at;
    yaml::Format m_format;
    std::vector<TextLevel> m_levels;
    std::size_t m_numbers = 0;
    std::size_t m_flowDepth = 0; ///< brackets that are open
    long m_flowColumn = -1; ///< of the block entry that they are in
    FlowState m_flowState = FlowState::Fresh;
    bool m_inScalar = false; ///< lines of a literal or folded scalar
    std::size_t m_scalarColumn = 0; ///< its lines are indented deeper
    bool m_stopped = false; ///< the place has been passed
    std::size_t m_awaited = 0; ///< a mapping in this level, at m_awaitedColumn, is the place's own
    std::size_t m_awaitedColumn = 0;
    bool m_awaits = false;
    std::size_t m_dashIndentation = 0;
    TextPlace m_place;
    std::vector<TextId> m_ids;
};

} // namespace pw::ops
