// Values: words of the schema, ids of processes, and what the loaded fingerprints say.

#include "core/ops/completion_parts.h"

#include <algorithm>
#include <array>
#include <optional>

namespace pw::ops::completing {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::Step;
using yaml::Value;

constexpr std::string_view namespaceLabel = "kubernetes.io/metadata.name";

/// The last keys of the way, the innermost first; items are passed over.
struct LastKeys
{
    std::string_view own;
    std::string_view parent;
    std::string_view above;

    explicit LastKeys(const std::vector<Step>& steps)
    {
        for (const Step& step : steps) {
            if (step.isItem)
                continue;
            above = parent;
            parent = own;
            own = step.key;
        }
    }
};

struct KnownPlace
{
    std::string_view selector;
    std::string_view key; ///< of the selector, or of its matchFields
    WordKind words;
};

constexpr std::array knownPlaces{
    KnownPlace{"containerSelector", "image", WordKind::Image},
    KnownPlace{"containerSelector", "imageID", WordKind::ImageId},
    KnownPlace{"containerSelector", "containerName", WordKind::ContainerName},
    KnownPlace{"serviceSelector", "cgroup", WordKind::Cgroup},
    KnownPlace{"clusterSelector", "name", WordKind::ClusterName},
    KnownPlace{"clusterSelector", "uid", WordKind::ClusterUid},
    KnownPlace{"machineSelector", "hostname", WordKind::Hostname},
    KnownPlace{"machineSelector", "machineUID", WordKind::MachineUid},
    KnownPlace{"machineSelector", "muid", WordKind::MachineUid},
    KnownPlace{"machineSelector", "uid", WordKind::MachineUid},
    KnownPlace{"namespaceSelector", namespaceLabel, WordKind::Namespace},
};

std::string seenIn(std::size_t fingerprints)
{
    return fingerprints == 1 ? "1 fingerprint" : std::to_string(fingerprints) + " fingerprints";
}

class WordList
{
public:
    WordList(const Writer& writer, bool withDash, std::vector<CompletionItem>& items)
        : m_writer(writer), m_withDash(withDash), m_items(items)
    {
    }

    void add(CompletionKind kind, std::string_view word, std::string detail, std::string doc = {})
    {
        add(kind, Value::string(std::string(word)), std::move(detail), std::move(doc));
    }

    void add(CompletionKind kind, const Value& value, std::string detail, std::string doc = {})
    {
        CompletionItem item{
            .kind = kind, .label = value.text, .detail = std::move(detail), .doc = std::move(doc)};
        m_writer.scalar(item, value, m_withDash);
        m_items.push_back(std::move(item));
    }

    void addKnown(const std::vector<KnownWord>& words)
    {
        for (const KnownWord& word : words)
            add(CompletionKind::KnownWord, word.text, seenIn(word.fingerprints));
    }

private:
    const Writer& m_writer;
    bool m_withDash;
    std::vector<CompletionItem>& m_items;
};

const std::vector<KnownWord>* knownWords(const LastKeys& keys, const Vocabulary& vocabulary)
{
    const bool inMap = keys.parent == "matchFields" || keys.parent == "matchLabels";
    const std::string_view selector = inMap ? keys.above : keys.parent;
    for (const KnownPlace& place : knownPlaces) {
        if (place.selector == selector && place.key == keys.own)
            return &vocabulary.of(place.words);
    }
    if (selector != "podSelector" || keys.parent != "matchLabels")
        return nullptr;
    const auto values = vocabulary.podLabels.find(std::string(keys.own));
    return values == vocabulary.podLabels.end() ? nullptr : &values->second;
}

std::string labelSeenIn(const std::vector<KnownWord>& values)
{
    std::size_t seen = 0;
    for (const KnownWord& value : values)
        seen += value.fingerprints;
    return seenIn(seen);
}

} // namespace

void addWords(const Writer& writer, const Field& field, const std::vector<Step>& steps,
              const Vocabulary& vocabulary, bool withDash, std::vector<CompletionItem>& items)
{
    WordList list(writer, withDash, items);
    const LastKeys keys(steps);
    const std::string doc(field.doc);
    const bool isWord = field.kind == FieldKind::Text || field.kind == FieldKind::TextList
        || field.kind == FieldKind::TextOrTextList;
    if (field.kind == FieldKind::Boolean) {
        for (const bool on : {true, false}) {
            const Value value = Value::boolean(on);
            list.add(CompletionKind::Value, value,
                     field.defaultValue == value.text ? "default" : "", doc);
        }
    }
    if (keys.own == "kind" && keys.parent.empty()) {
        for (const std::string_view word : policy::kindWords())
            list.add(CompletionKind::Value, word, {}, doc);
    }
    if (isWord) {
        for (const std::string_view word : field.values)
            list.add(CompletionKind::Value, word, word == field.defaultValue ? "default" : "", doc);
    }
    if (field.key == "processes") {
        for (const std::string_view id : writer.context().processIds)
            list.add(CompletionKind::ProcessId, id, "process", doc);
    }
    if (const std::vector<KnownWord>* const words = knownWords(keys, vocabulary))
        list.addKnown(*words);
    const bool labelKey = keys.own == "key" && keys.parent == "matchExpressions";
    if (labelKey && keys.above == "podSelector") {
        for (const auto& [key, values] : vocabulary.podLabels)
            list.add(CompletionKind::KnownWord, key, labelSeenIn(values));
    }
    if (labelKey && keys.above == "namespaceSelector")
        list.add(CompletionKind::KnownWord, namespaceLabel, "the namespace's name");
    // Only what the place has no other word for: an example would be in the way.
    if (items.empty() && !field.defaultValue.empty() && field.kind == FieldKind::Integer)
        list.add(CompletionKind::Value, Value::number(std::string(field.defaultValue)), "default",
                 doc);
}

void addMapKeys(const Writer& writer, const Vocabulary& vocabulary,
                std::vector<CompletionItem>& items)
{
    const TextContext& context = writer.context();
    const LastKeys keys(context.steps);
    const auto add = [&](std::string_view key, std::string detail) {
        if (std::ranges::find(context.keys, key) != context.keys.end())
            return;
        CompletionItem item{.kind = CompletionKind::KnownWord,
                            .label = std::string(key),
                            .detail = std::move(detail)};
        writer.key(item, key, nullptr);
        items.push_back(std::move(item));
    };
    for (const std::string_view key : context.field->values)
        add(key, {});
    if (keys.own != "matchLabels")
        return;
    if (keys.parent == "namespaceSelector")
        add(namespaceLabel, "the namespace's name");
    if (keys.parent != "podSelector")
        return;
    for (const auto& [key, values] : vocabulary.podLabels)
        add(key, labelSeenIn(values));
}

} // namespace pw::ops::completing
