#include "core/api/context.h"
#include "core/yaml/reader.h"
#include "core/yaml/tree_edit.h"
#include "core/yaml/yaml_writer.h"

#include <array>

namespace pw::api {
namespace {

using yaml::NodeRef;
using yaml::TreeEdit;
using yaml::Value;

constexpr std::array<std::string_view, 14> keysOfBody{
    "organization", "url",      "readOnly", "proxy",   "caFile",        "cluster",     "namespace",
    "pod",          "machines", "image",    "imageID", "containerName", "containerID", "cgroup",
};

Value bodyOf(const Context& context)
{
    Value body = Value::map();
    const auto add = [&](std::string_view key, const std::string& text) {
        if (!text.empty())
            body.set(key, Value::string(text));
    };
    add("organization", context.organization);
    add("url", context.url);
    if (context.readOnly)
        body.set("readOnly", Value::boolean(true));
    add("proxy", context.proxy);
    add("caFile", context.caFile);
    for (const auto& [field, values] : context.filters) {
        if (!values.empty())
            body.set(toString(field),
                     values.size() == 1 ? Value::string(values.front()) : Value::strings(values));
    }
    return body;
}

Value itemOf(const Context& context)
{
    return Value::map({{"name", Value::string(context.name)},
                       {"secret", Value::string(context.secretName)},
                       {"context", bodyOf(context)}});
}

std::string wholeFile(std::vector<Value> contexts, std::string_view current)
{
    Value file = Value::map({{"apiVersion", Value::string("spyderbat/v1")},
                             {"kind", Value::string("Config")},
                             {"contexts", Value::list(std::move(contexts))}});
    if (!current.empty())
        file.set("current-context", Value::string(std::string(current)));
    return yaml::writeYaml(file);
}

Error malformed(const text::SourceText& config, text::Span at, const std::string& message)
{
    const text::LineColumn place = config.lineColumn(at.begin);
    return {"malformed-file",
            std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + message,
            "change " + config.name()};
}

/// What `whole` makes of a text without a document, else the edits that `wish` collects.
template <typename Wish>
Result<std::string> changed(const text::SourceText& config, const std::string& whole,
                            const Wish& wish)
{
    const yaml::Document document = yaml::read(config);
    if (!document.complete() && !document.problems().empty())
        return malformed(config, document.problems().front().span,
                         document.problems().front().message);
    const std::vector<NodeRef> roots = document.roots();
    if (roots.empty() || (roots.size() == 1 && roots.front().isNull())) {
        std::string kept(config.bytes()); // comments
        if (!kept.empty() && !config.endsWithNewline())
            kept += '\n';
        return kept + whole;
    }
    const NodeRef root = roots.front();
    const NodeRef kind = root.find("kind");
    if (roots.size() > 1 || !root.isMapping() || (kind && kind.value() != "Config"))
        return malformed(config, root.span(), "this is no file of contexts");
    TreeEdit edit(document);
    wish(root, edit);
    const Result<text::TextEdits> edits = edit.plan();
    if (!edits)
        return edits.error().withContext("change " + config.name());
    return edits->apply(config.bytes());
}

void wishText(NodeRef mapping, std::string_view key, const Value& wanted, TreeEdit& edit)
{
    const NodeRef there = mapping.find(key);
    if (!there)
        edit.insertEntry(mapping, mapping.size(), std::string(key), wanted);
    else if (yaml::toValue(there) != wanted)
        edit.set(there, wanted);
}

void wishItem(NodeRef item, const Value& wanted, TreeEdit& edit)
{
    wishText(item, "secret", *wanted.find("secret"), edit);
    const NodeRef body = item.find("context");
    const Value& wantedBody = *wanted.find("context");
    if (!body.isMapping() || body.size() == 0) {
        wishText(item, "context", wantedBody, edit);
        return;
    }
    for (const auto& [key, value] : wantedBody.entries)
        wishText(body, key, value, edit);
    for (const std::string_view key : keysOfBody) {
        if (const NodeRef there = body.find(key); there && wantedBody.find(key) == nullptr)
            edit.remove(there);
    }
}

NodeRef itemNamed(NodeRef contexts, std::string_view name)
{
    for (const NodeRef item : contexts.items()) {
        if (item.find("name").value() == name)
            return item;
    }
    return {};
}

} // namespace

Result<std::string> useContext(const text::SourceText& config, ContextFile file,
                               std::string_view name)
{
    // spyctl does not know the local one: for it none is chosen.
    const std::string written(file == ContextFile::Spyctl && name == localContextName ? "__none__"
                                                                                      : name);
    return changed(config, wholeFile({}, written), [&](NodeRef root, TreeEdit& edit) {
        wishText(root, "current-context", Value::string(written), edit);
    });
}

Result<std::string> setContext(const text::SourceText& config, const Context& context)
{
    const std::string alone = wholeFile({itemOf(context)}, {});
    const auto source = text::SourceText::make(alone);
    if (!source)
        return source.error();
    if (const Contexts read = readContexts(*source, ContextFile::Ours); !read.problems.empty())
        return Error{"bad-context", read.problems.front().message, "context " + context.name};
    return changed(config, alone, [&](NodeRef root, TreeEdit& edit) {
        const NodeRef contexts = root.find("contexts");
        if (const NodeRef item = itemNamed(contexts, context.name))
            wishItem(item, itemOf(context), edit);
        else if (contexts)
            edit.insertItem(contexts, contexts.size(), itemOf(context));
        else
            edit.insertEntry(root, root.size(), "contexts", Value::list({itemOf(context)}));
    });
}

} // namespace pw::api
