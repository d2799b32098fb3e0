#pragma once
// Where the fingerprints of an organization stand while they are fetched. Words are ready to read.

#include <QString>

namespace pw::ui {

struct LiveState
{
    enum class Step : std::uint8_t { Fetched, Fetching, Failed };
    Step step = Step::Fetched;
    int done = 0;
    int total = 0; ///< 0: not known
    QString range; ///< what was asked for: `between 13:52 and 15:22`
    QString widerRange; ///< offered where there is nothing: `24 h`; empty: nothing is wider
    QString failure; ///< the server's own words
    QString remedy; ///< what helps against this cause: `Set another key…`; may be empty
    QString age; ///< of rows that are older than the failure: `from 15:22:51, 2 h old`
    QString reason; ///< of the failure, short: `the server cannot be reached`
    bool operator==(const LiveState&) const = default;
};

} // namespace pw::ui
