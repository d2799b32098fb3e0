#pragma once
// Keys in the desktop's keyring, or for this session alone when there is none.

#include "core/api/secret.h"
#include "core/base/result.h"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace pw::api {

/// Where a key lies; never in a file of ours.
enum class KeptIn : std::uint8_t { Keyring, ThisSession };

struct StoredSecret
{
    Secret key;
    KeptIn keptIn = KeptIn::Keyring;
};

/// Keys by the name of their secret. Waits for the keyring: call it on a worker's thread.
class SecretStore
{
public:
    explicit SecretStore(std::chrono::milliseconds timeout = std::chrono::seconds(25));

    /// Without a keyring the key is kept until the program ends, and the answer says so.
    /// Error codes: `keyring-failed` (there is one and it refused), `timeout`, `cancelled`.
    [[nodiscard]] Result<KeptIn> store(const std::string& name, const Secret& key,
                                       const std::stop_token& stop = {});
    /// Where a new key would be kept. Error codes as those of `store`.
    [[nodiscard]] Result<KeptIn> wouldKeep(const std::stop_token& stop = {});
    /// Nothing when there is no key of that name.
    [[nodiscard]] Result<std::optional<StoredSecret>> lookup(const std::string& name,
                                                             const std::stop_token& stop = {});
    [[nodiscard]] Result<Done> remove(const std::string& name, const std::stop_token& stop = {});

private:
    std::chrono::milliseconds m_timeout;
    std::mutex m_mutex;
    std::map<std::string, Secret> m_session;
};

} // namespace pw::api
