#include "core/api/context.h"

#include "core/api/config_reader.h"
#include "core/api/wire.h"
#include "core/policy/scalars.h"

#include <algorithm>
#include <array>
#include <map>

namespace pw::api {
namespace {

using yaml::NodeKind;
using yaml::NodeRef;

constexpr std::string_view noneChosen = "__none__"; ///< spyctl's template

constexpr std::array filterFields{
    FilterField::Cluster,       FilterField::Namespace,   FilterField::Pod,
    FilterField::Machine,       FilterField::Image,       FilterField::ImageId,
    FilterField::ContainerName, FilterField::ContainerId, FilterField::Cgroup,
};

class ContextsReader
{
public:
    ContextsReader(const text::SourceText& config, ContextFile file)
        : m_reader(config, ConfigReader::Pieces::Shown), m_source(config), m_file(file)
    {
    }

    Contexts read()
    {
        const std::vector<NodeRef> roots = m_reader.roots();
        if (roots.size() > 1)
            m_reader.error(roots[1], "several-documents",
                           "A second document begins here; the contexts of one file stand in one, "
                           "remove the --- line");
        else if (!roots.empty())
            readConfig(roots.front());
        m_out.problems = m_reader.takeProblems();
        return std::move(m_out);
    }

private:
    void readConfig(NodeRef root)
    {
        const NodeRef kind = root.find("kind");
        if (!root.isMapping() || (kind && kind.value() != "Config")) {
            m_reader.error(kind ? kind : root, "wrong-kind",
                           "This is no file of contexts; it begins with \"kind: Config\" and has "
                           "a list below \"contexts\"");
            return;
        }
        for (const NodeRef item :
             m_reader.collection(root, "contexts", NodeKind::Sequence).items()) {
            Context context;
            if (m_reader.isGood(item, [&] { readItem(item, context); }))
                m_out.list.push_back(std::move(context));
        }
        if (const NodeRef current = root.find("current-context"); current && !current.isNull()) {
            m_out.current = m_reader.text(current, "current-context").value_or(std::string());
            if (m_out.current == noneChosen)
                m_out.current.clear();
        }
    }

    void readItem(NodeRef item, Context& context)
    {
        if (!item.isMapping()) {
            m_reader.error(item, "wrong-type",
                           "A context is a mapping with \"name\", \"secret\" and \"context\"");
            return;
        }
        if (const auto name = m_reader.requiredText(item, "name"))
            takeName(item.find("name"), context.name = *name);
        context.secretName = m_reader.requiredText(item, "secret").value_or(std::string());
        for (const auto& [key, value] : item.entries()) {
            if (key.value() != "name" && key.value() != "secret" && key.value() != "context")
                warnOfUnknown(key);
        }
        if (const NodeRef body = m_reader.collection(item, "context", NodeKind::Mapping))
            readBody(body, context);
        else if (item.find("context").isNull() || !item.find("context"))
            m_reader.missing(item, "context");
    }

    /// The first of a name is the one, even if something else is wrong with it.
    void takeName(NodeRef at, const std::string& name)
    {
        if (name == localContextName) {
            m_reader.error(at, "reserved-name",
                           "\"local\" is the organization inside the program; give this context "
                           "another name");
            return;
        }
        const auto [first, added] = m_names.try_emplace(name, at);
        if (!added)
            m_reader.error(
                at, "duplicate-name",
                "A context named \"" + name + "\" stands in line "
                    + std::to_string(m_source.lineColumn(first->second.span().begin).line)
                    + " already, and that one counts; rename or remove this one");
    }

    void readBody(NodeRef body, Context& context)
    {
        context.organization = m_reader.requiredText(body, "organization").value_or(std::string());
        for (const auto& [key, value] : body.entries()) {
            const bool known = key.value() == "organization" || readFilter(key, value, context)
                || (m_file == ContextFile::Ours && readOurs(key.value(), value, context));
            if (!known)
                warnOfUnknown(key);
        }
    }

    bool readFilter(NodeRef key, NodeRef value, Context& context)
    {
        const auto* const field
            = std::find_if(filterFields.begin(), filterFields.end(),
                           [&](FilterField one) { return toString(one) == key.value(); });
        if (field == filterFields.end())
            return false;
        if (value.isNull())
            return true;
        std::vector<std::string> values;
        const auto add = [&](NodeRef one) {
            if (auto text = m_reader.text(one, key.value()))
                values.push_back(*std::move(text));
        };
        if (!value.isSequence())
            add(value);
        for (const NodeRef one : value.items())
            add(one);
        if (!values.empty())
            context.filters[*field] = std::move(values);
        return true;
    }

    /// What spyctl's file does not have.
    bool readOurs(std::string_view key, NodeRef value, Context& context)
    {
        if (key == "readOnly") {
            const std::optional<bool> on = policy::booleanOf(value);
            context.readOnly = on.value_or(true);
            if (!on)
                m_reader.error(value, "wrong-type", "\"readOnly\" is true or false");
        } else if (key == "url") {
            readUrl(value, context.url);
        } else if (key == "proxy") {
            context.proxy = m_reader.text(value, key).value_or(std::string());
            if (context.proxy.find("://") == std::string::npos && !context.proxy.empty())
                m_reader.error(value, "bad-url", "The address of a proxy is http://host:port");
        } else if (key == "caFile") {
            context.caFile = m_reader.text(value, key).value_or(std::string());
            if (!context.caFile.starts_with('/') && !context.caFile.empty())
                m_reader.error(value, "relative-path",
                               "Which file this is would depend on the working folder; write the "
                               "whole path, from / on");
        } else {
            return false;
        }
        return true;
    }

    void readUrl(NodeRef value, std::string& url)
    {
        const auto written = m_reader.text(value, "url");
        if (!written)
            return;
        if (const Result<std::string> checked = checkedUrl(*written))
            url = *checked;
        else
            m_reader.error(value, checked.error().code, checked.error().message);
    }

    void warnOfUnknown(NodeRef key)
    {
        m_reader.warning(key, "unknown-field",
                         "\"" + wire::shownText(key.value(), 80)
                             + "\" has no meaning here and is passed over; is it misspelt?");
    }

    ConfigReader m_reader;
    const text::SourceText& m_source;
    ContextFile m_file;
    std::map<std::string, NodeRef> m_names;
    Contexts m_out;
};

} // namespace

Context localContext()
{
    Context context;
    context.name = localContextName;
    context.local = true;
    return context;
}

const Context* Contexts::find(std::string_view name) const
{
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const Context& one) { return one.name == name; });
    return found == list.end() ? nullptr : &*found;
}

Contexts readContexts(const text::SourceText& config, ContextFile file)
{
    return ContextsReader(config, file).read();
}

Result<Context> chooseContext(const Contexts& contexts, std::string_view name)
{
    if (const Context* const found = contexts.find(name))
        return *found;
    std::string names;
    for (const Context& context : contexts.list)
        names += (names.empty() ? "" : ", ") + context.name;
    return Error{"no-such-context",
                 "there is no context \"" + wire::shownText(name, 80) + "\"; "
                     + (names.empty() ? "there is none at all" : "there are: " + names),
                 {}};
}

} // namespace pw::api
