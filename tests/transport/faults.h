#pragma once
// Everything that can go wrong with one request, and what a client is to make of it.

#include "tests/transport/fault_proxy.h"

#include <string_view>
#include <vector>

namespace pw::tests {

struct FaultCase
{
    std::string name;
    Fault fault;
    std::string_view code; ///< of the error of a read; empty: nothing is wrong
    std::size_t tries = 1; ///< of a read
    std::string_view words = {}; ///< in the message beside the verb and the context uid
    bool fineAsList = false; ///< a list is read without an error all the same
    bool success = false; ///< the server says that all went well, in words that make no sense
};

/// The connection ends or falls silent at every stage, or brings bytes one by one.
[[nodiscard]] std::vector<FaultCase> connectionFaults();
/// Every status, with every form of an error; redirects lead to the address.
[[nodiscard]] std::vector<FaultCase> statusFaults(const std::string& redirectTo);
/// A success whose body is not what was asked for.
[[nodiscard]] std::vector<FaultCase> bodyFaults();
/// What is no HTTP, and replies without an end.
[[nodiscard]] std::vector<FaultCase> protocolFaults();

[[nodiscard]] std::vector<FaultCase> allFaults(const std::string& redirectTo);

} // namespace pw::tests
