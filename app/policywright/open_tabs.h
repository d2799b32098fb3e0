#pragma once
// The files and the policies of organizations that are open in tabs, and how they are looked at:
// what a window needs to be again what it was.

#include "core/text/span.h"

#include <QByteArray>

#include <cstdint>
#include <string>
#include <vector>

namespace pw::app {

class Document;
class Session;

struct PolicyInTab
{
    std::string uid;
    std::int64_t version = 0; ///< one of the archive; 0: the present one
    bool operator==(const PolicyInTab&) const = default;
};

struct OpenTab
{
    std::string path; ///< absolute; empty: it is in no file
    std::string context; ///< name of the one where the policies are applied
    std::vector<PolicyInTab> policies; ///< in the order of the text; of one without a file
    text::ByteOffset cursor = 0;
    int topLine = 0; ///< from 0
    int view = 0; ///< a ui::PolicyPage::View
    bool operator==(const OpenTab&) const = default;
    /// Tells the tabs of a window apart.
    [[nodiscard]] std::string key() const;
};

struct OpenTabs
{
    std::vector<OpenTab> tabs; ///< in their order
    std::vector<std::string> folders; ///< shown as libraries, absolute
    std::string current; ///< key of the one in front; empty: none of them is

    [[nodiscard]] static OpenTabs of(const Session& session);
    /// What is no such text gives no tabs.
    [[nodiscard]] static OpenTabs read(const QByteArray& json);
    [[nodiscard]] QByteArray json() const;
    bool operator==(const OpenTabs&) const = default;
};

/// The document is looked at as the tab was.
void lookAgain(const Document& document, const OpenTab& tab);

} // namespace pw::app
