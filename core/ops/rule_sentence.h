#pragma once
// Network rules and processes of a document as a person would say them.

#include "core/ops/sentence.h"
#include "core/policy/network.h"
#include "core/policy/process.h"
#include "core/yaml/document.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::ops {

/// The processes of one document by the ids that its rules use. Points into the processes that it
/// was made of.
class ProcessNames
{
public:
    struct Named
    {
        const policy::ProcessNode* process = nullptr;
        /// That it runs as, its own or inherited ones; null: nobody says.
        const std::vector<std::string>* users = nullptr;
    };

    ProcessNames() = default;
    explicit ProcessNames(const std::vector<policy::ProcessNode>& roots);

    /// Of several with one id the first; null when there is none.
    [[nodiscard]] const Named* find(std::string_view id) const;

private:
    void add(const policy::ProcessNode& process, const std::vector<std::string>* inherited);
    std::unordered_map<std::string_view, Named> m_byId;
};

/// `mongod, run by mongo, accepts TCP 27017 from 4 addresses`. A rule without a list of processes
/// is for any process, one without ports or peers allows nothing, and says so. `written`
/// is the rule in its text: what stands there and could not be read is left out instead of being
/// taken for absent.
[[nodiscard]] Sentence ruleSentence(const policy::NetworkRule& rule, policy::Direction direction,
                                    const ProcessNames& names, yaml::NodeRef written = {});

/// `mongod runs /usr/bin/mongod as mongo and listens on TCP 27017`. `inherited` are the users that
/// it runs as when it names none itself; null: nobody says.
[[nodiscard]] Sentence processSentence(const policy::ProcessNode& process,
                                       const std::vector<std::string>* inherited = nullptr);

/// `TCP 80, 8000 to 8080 and UDP 53`; `no port` for none.
[[nodiscard]] Sentence portsSentence(const std::vector<policy::PortRange>& ports);

/// `4 addresses, 10.0.0.0/8 except 2 blocks and api.example.com`; `nobody` for none.
[[nodiscard]] Sentence peersSentence(const std::vector<policy::Peer>& peers);

} // namespace pw::ops
