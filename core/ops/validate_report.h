#pragma once
// What the parts of validation write into; only the sources of validate include this.

#include "core/ops/quick_fix.h"
#include "core/ops/short_text.h"
#include "core/policy/policy.h"
#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops::validation {

/// Where a problem is: its path is that of `node`, with `key` behind it when there is one.
struct Place
{
    yaml::NodeRef node;
    text::Span span;
    std::string_view key = {};
};

/// A scalar by its bytes; of a list or mapping the key, else its first key or item.
[[nodiscard]] Place at(yaml::NodeRef node);
/// The path of `object`, the bytes of `culprit` (a value or a key below it).
[[nodiscard]] Place within(yaml::NodeRef object, yaml::NodeRef culprit);
/// The key of an entry, with the path of its value.
[[nodiscard]] Place atKey(yaml::NodeRef::Entry entry);
/// An entry that the mapping lacks.
[[nodiscard]] Place missingIn(yaml::NodeRef mapping, std::string_view key);

/// `the text "443"`, `the number 443`, `a list`, for messages.
[[nodiscard]] std::string describe(yaml::NodeRef node);
[[nodiscard]] std::string quoted(std::string_view word);
/// `['a', 'b']`, as the peers write lists.
[[nodiscard]] std::string pythonList(const std::vector<std::string>& texts);
[[nodiscard]] std::size_t codePoints(std::string_view text);

class Report
{
public:
    /// Of one code, as many are listed; how many more there are is said once.
    static constexpr std::size_t mostOfOneCode = 1000;

    Report(const yaml::Document& document, std::stop_token stop);

    void add(text::Severity severity, std::string_view code, std::string message,
             const Place& place, std::optional<text::Fix> fix = std::nullopt);
    void error(std::string_view code, std::string message, const Place& place,
               std::optional<text::Fix> fix = std::nullopt)
    {
        add(text::Severity::Error, code, std::move(message), place, std::move(fix));
    }
    void warning(std::string_view code, std::string message, const Place& place,
                 std::optional<text::Fix> fix = std::nullopt)
    {
        add(text::Severity::Warning, code, std::move(message), place, std::move(fix));
    }

    /// One more of that code would be shown: a fix for it is worth making.
    [[nodiscard]] bool lists(std::string_view code) const;
    /// What `make` gives, asked only when it will be shown.
    template <typename Make>
    [[nodiscard]] std::optional<text::Fix> fix(std::string_view code, const Make& make) const
    {
        return lists(code) ? std::optional<text::Fix>(make()) : std::nullopt;
    }

    /// Takes the entry away.
    [[nodiscard]] std::optional<text::Fix> removal(std::string_view code,
                                                   yaml::NodeRef::Entry entry) const;

    [[nodiscard]] const yaml::Document& document() const { return m_document; }
    [[nodiscard]] bool stopped() const { return m_stop.stop_requested(); }
    /// Reading stopped inside this node: what it lacks may only be unread.
    [[nodiscard]] bool unfinished(yaml::NodeRef node) const
    {
        return !m_unfinished.empty() && m_unfinished.contains(node.id());
    }
    /// The guardian document in that mapping, decoded once for all its rules.
    [[nodiscard]] const policy::GuardianDocument& decoded(yaml::NodeRef root);

    [[nodiscard]] std::vector<text::Diagnostic>& diagnostics() { return m_diagnostics; }
    /// Adds how much was left out. Nothing may be added afterwards.
    [[nodiscard]] std::vector<text::Diagnostic> take();

private:
    struct Count
    {
        std::size_t number = 0;
        text::Diagnostic firstLeftOut;
    };
    const yaml::Document& m_document;
    std::stop_token m_stop;
    std::set<yaml::NodeId> m_unfinished;
    std::vector<text::Diagnostic> m_diagnostics;
    std::map<std::string, Count, std::less<>> m_counts;
    std::optional<policy::GuardianDocument> m_decoded;
    yaml::NodeId m_decodedRoot = yaml::noNode;
};

} // namespace pw::ops::validation
