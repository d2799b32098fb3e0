#pragma once
// What the parts of completion share; only the sources of completion include this.

#include "core/ops/completion.h"
#include "core/yaml/value.h"

#include <optional>

namespace pw::ops::completing {

/// How what is written looks at the place.
class Writer
{
public:
    Writer(std::string_view bytes, const TextContext& context, yaml::Format format);

    [[nodiscard]] const TextContext& context() const { return m_context; }
    [[nodiscard]] bool isJson() const { return m_format != yaml::Format::Yaml; }
    [[nodiscard]] bool isFlow() const { return m_context.place.isFlow; }

    /// A key, with its colon and all that has to be written before its value.
    void key(CompletionItem& item, std::string_view key, const policy::Field* field) const;
    /// A scalar: a value, or an item; with a dash when it goes on with a list of the same column.
    void scalar(CompletionItem& item, const yaml::Value& value, bool withDash = false) const;
    /// An item of a list, or a whole document; the cursor selects `placeholder` in it.
    void node(CompletionItem& item, const yaml::Value& value, bool isItem, bool withDash,
              std::string_view placeholder) const;

private:
    [[nodiscard]] std::string withLineEnds(std::string_view text) const;
    void finish(CompletionItem& item, std::string text, std::size_t cursor) const;

    const TextContext& m_context;
    yaml::Format m_format;
    std::string m_eol;
    char m_quote = 0; ///< that the typed word begins with
    bool m_isLast = false; ///< nothing stands behind the typed word
};

// completion_words.cpp
/// Values of the field at the place: words of the schema, ids, words of the fingerprints.
void addWords(const Writer& writer, const policy::Field& field,
              const std::vector<policy::Step>& steps, const Vocabulary& vocabulary, bool withDash,
              std::vector<CompletionItem>& items);
/// Keys of labels and of other mappings without fields of their own.
void addMapKeys(const Writer& writer, const Vocabulary& vocabulary,
                std::vector<CompletionItem>& items);

// completion_snippets.cpp
/// Whole items of a list: a process, a rule, an action.
void addSnippets(const Writer& writer, const policy::Field& list, bool withDash,
                 std::vector<CompletionItem>& items);
/// A whole policy, for an empty document.
void addDocuments(const Writer& writer, std::vector<CompletionItem>& items);

} // namespace pw::ops::completing
