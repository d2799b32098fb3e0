#pragma once
// The files that are open in tabs, and how they are looked at: what a window needs to be again what
// it was.

#include "core/text/span.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace pw::app {

class Document;
class Session;

struct OpenTab
{
    std::string path; ///< absolute
    text::ByteOffset cursor = 0;
    int topLine = 0; ///< from 0
    int view = 0; ///< a ui::PolicyPage::View
    bool operator==(const OpenTab&) const = default;
};

struct OpenTabs
{
    std::vector<OpenTab> tabs; ///< in their order
    std::vector<std::string> folders; ///< shown as libraries, absolute
    std::string current; ///< path of the one in front; empty: it is no file

    [[nodiscard]] static OpenTabs of(const Session& session);
    /// What is no such text gives no tabs.
    [[nodiscard]] static OpenTabs read(const QByteArray& json);
    [[nodiscard]] QByteArray json() const;
    bool operator==(const OpenTabs&) const = default;
};

/// The document is looked at as the tab was.
void lookAgain(const Document& document, const OpenTab& tab);

} // namespace pw::app
