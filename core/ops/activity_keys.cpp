#include "core/ops/activity_keys.h"

#include "core/ops/behaviour_key.h"
#include "core/ops/wording.h"

namespace pw::ops {

ActivityKeys::ActivityKeys(const Activity& seen)
{
    for (ProcessIndex i = 0; i < seen.tree.size(); ++i) {
        const Process& process = seen.tree.at(i);
        const bool isRoot = process.parent == noProcess;
        processes.push_back(processKey(isRoot ? std::string() : processes[process.parent],
                                       process.name, process.exe, process.eusers));
    }
    for (const Connection& one : seen.connections)
        connections.push_back(connectionKey(
            one.direction, one.process == noProcess ? std::string() : processes[one.process],
            portText(one.ports), peerText(one.peer)));
}

std::string peerText(const PeerQuestion& peer)
{
    return peer.block ? toString(*peer.block) : peer.name;
}

} // namespace pw::ops
