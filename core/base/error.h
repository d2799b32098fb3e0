#pragma once
// Why something could not be done, for a person to read.

#include <string>
#include <utility>

namespace pw {

/// A failure of the outside world or of a request, never a judgement about a document: those are
/// `text::Diagnostic`s.
struct Error
{
    std::string code; ///< stable word with dashes, for programs: `no-such-file`
    std::string message; ///< one sentence without a final full stop
    std::string context; ///< what was being done, outermost first: `open policy: read a.yaml`

    /// The same error, seen from one step further out.
    [[nodiscard]] Error withContext(std::string step) const
    {
        Error out = *this;
        out.context = context.empty() ? std::move(step) : std::move(step) + ": " + context;
        return out;
    }

    /// `context: message`, or the message alone.
    [[nodiscard]] std::string text() const
    {
        return context.empty() ? message : context + ": " + message;
    }

    bool operator==(const Error&) const = default;
};

} // namespace pw
