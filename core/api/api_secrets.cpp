#include "core/api/base64.h"
#include "core/api/config_reader.h"
#include "core/api/context.h"

#include <algorithm>
#include <set>

namespace pw::api {
namespace {

using yaml::NodeKind;
using yaml::NodeRef;

constexpr std::size_t maxKeyBytes = std::size_t{16} << 10;

bool isBlank(char sign)
{
    return sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n';
}

bool isKey(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char sign) { return sign > ' ' && sign <= '~'; });
}

class SecretsReader
{
public:
    explicit SecretsReader(const text::SourceText& secrets)
        : m_reader(secrets, ConfigReader::Pieces::Hidden)
    {
    }

    ApiSecrets read()
    {
        for (const NodeRef root : m_reader.roots()) {
            if (!root.isSequence())
                take(root);
            for (const NodeRef item : root.items())
                take(item);
        }
        m_out.problems = m_reader.takeProblems();
        return std::move(m_out);
    }

private:
    void take(NodeRef item)
    {
        ApiSecret secret;
        if (m_reader.isGood(item, [&] { readItem(item, secret); }))
            m_out.list.push_back(std::move(secret));
    }

    void readItem(NodeRef item, ApiSecret& secret)
    {
        if (!item.isMapping() || item.find("kind").value() != "APISecret") {
            m_reader.error(item, "wrong-kind",
                           "This is no key; a key is a document with \"kind: APISecret\"");
            return;
        }
        const NodeRef metadata = m_reader.collection(item, "metadata", NodeKind::Mapping);
        const auto name = m_reader.requiredText(metadata ? metadata : item, "name");
        secret.name = name.value_or(std::string());
        if (name && !m_names.insert(*name).second)
            m_reader.error(metadata.find("name"), "duplicate-name",
                           "A key of this name stands above, and that one counts; rename or "
                           "remove this one");

        m_encoded = m_reader.collection(item, "data", NodeKind::Mapping);
        m_plain = m_reader.collection(item, "stringData", NodeKind::Mapping);
        std::string key = valueOf("apikey");
        checkKey(item, key);
        secret.key = Secret(std::move(key));
        Secret::wipe(key);
        std::string url = valueOf("apiurl");
        // In the wrong place there may be a key: the address is not shown.
        const Result<std::string> checked = checkedUrl(url.empty() ? defaultApiUrl : url);
        Secret::wipe(url);
        if (checked)
            secret.url = *checked;
        else
            m_reader.error(placeOf("apiurl"), "bad-url",
                           "\"apiurl\" is no address of a server; write https://host[:port], "
                           "and http:// for this machine alone");
    }

    [[nodiscard]] NodeRef placeOf(std::string_view key) const
    {
        const NodeRef encoded = m_encoded.find(key);
        return encoded ? encoded : m_plain.find(key);
    }

    /// Decoded; empty without one and for what is wrong with it. A number is its text.
    std::string valueOf(const std::string& key)
    {
        const NodeRef at = placeOf(key);
        if (!at || at.isNull())
            return {};
        if (!at.isScalar()) {
            m_reader.error(at, "wrong-type", "\"" + key + "\" must be a text");
            return {};
        }
        std::string written(at.value());
        if (!m_encoded.find(key))
            return written;
        std::erase_if(written, isBlank); // long ones are folded
        std::optional<std::string> decoded = decodeBase64(written);
        Secret::wipe(written);
        if (decoded && !decoded->empty())
            return *std::move(decoded);
        m_reader.error(at, "bad-base64",
                       "\"" + key
                           + "\" below \"data\" is no base64; encode it, or write it as it "
                             "is below \"stringData\"");
        return {};
    }

    void checkKey(NodeRef item, const std::string& key)
    {
        const NodeRef at = placeOf("apikey");
        if (!at || at.isNull())
            m_reader.missing(item, "apikey");
        else if (key.empty() && !m_encoded.find("apikey"))
            m_reader.error(at, "bad-key", "The key is empty; copy it from the console");
        else if (!isKey(key))
            m_reader.error(at, "bad-key",
                           "The key holds a line break, a blank or a sign that no key has; copy "
                           "the key alone, without a line end");
        else if (key.size() > maxKeyBytes)
            m_reader.error(at, "too-long", "The key is longer than 16 KiB; copy the key alone");
    }

    ConfigReader m_reader;
    NodeRef m_encoded;
    NodeRef m_plain;
    std::set<std::string> m_names;
    ApiSecrets m_out;
};

} // namespace

const ApiSecret* ApiSecrets::find(std::string_view name) const
{
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const ApiSecret& one) { return one.name == name; });
    return found == list.end() ? nullptr : &*found;
}

ApiSecrets readApiSecrets(const text::SourceText& secrets)
{
    return SecretsReader(secrets).read();
}

} // namespace pw::api
