#pragma once
// The commands of pwctl: words in, texts and an exit code out.

#include "app/pwctl/arguments.h"
#include "app/pwctl/surroundings.h"
#include "core/api/secret_store.h"
#include "core/files/file_store.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pw::pwctl {

enum ExitCode : int {
    ok = 0, ///< done, warnings allowed
    errorsFound = 1, ///< in what was read
    couldNot = 2, ///< no such file, wrong option, no answer from the server
};

/// One run of the program, without the process around it.
struct Session
{
    files::FileStore& files;
    std::string out; ///< documents and what else was asked for
    std::string err; ///< everything else
    Surroundings around = {};
    std::shared_ptr<api::SecretStore> keyring = std::make_shared<api::SecretStore>();

    /// For contexts, keys and clients.
    [[nodiscard]] connections::Surroundings forConnections()
    {
        return {files, *keyring, around.variable, around.now};
    }
    void say(std::string_view line)
    {
        err += line;
        err += '\n';
    }
    /// Hands on what was said so far, for work that takes long.
    void flush()
    {
        if (around.write)
            around.write(out, err);
    }
};

/// The whole program; `words` without its name.
[[nodiscard]] int run(const std::vector<std::string>& words, Session& session);

/// A command and what runs it.
struct Command
{
    CommandSpec spec;
    int (*run)(const Arguments& arguments, Session& session) = nullptr;
};

[[nodiscard]] Command createPolicyCommand();
[[nodiscard]] Command mergeCommand();
[[nodiscard]] Command diffCommand();
[[nodiscard]] Command compareCommand();
[[nodiscard]] Command simulateCommand();
[[nodiscard]] Command breadthCommand();
[[nodiscard]] Command validateCommand();
[[nodiscard]] Command getFingerprintsCommand();
[[nodiscard]] Command getPoliciesCommand();
[[nodiscard]] Command getRulesetsCommand();
[[nodiscard]] Command getDeviationsCommand();
[[nodiscard]] Command applyCommand();
[[nodiscard]] Command deletePolicyCommand();
[[nodiscard]] Command deleteRulesetCommand();
[[nodiscard]] Command logsPolicyCommand();
[[nodiscard]] Command getContextsCommand();
[[nodiscard]] Command currentContextCommand();
[[nodiscard]] Command useContextCommand();
[[nodiscard]] Command setContextCommand();
[[nodiscard]] Command setSecretCommand();
[[nodiscard]] Command testConnectionCommand();
[[nodiscard]] Command importCommand();
[[nodiscard]] Command serveCommand();

} // namespace pw::pwctl
