// What no number excuses in a policy.

#include "core/ops/address_set.h"
#include "core/ops/breadth.h"
#include "core/ops/fingerprint_table.h"
#include "core/ops/shared_names.h"
#include "core/ops/wildcard.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

using policy::GuardianDocument;

constexpr std::array<std::string_view, 7> writable{"/tmp/", "/var/tmp/", "/dev/shm/", "/home/",
                                                   "/run/", "/root/",    "/proc/"};
constexpr std::array<std::string_view, 8> shells{"sh",  "bash", "dash", "ash",
                                                 "zsh", "ksh",  "fish", "busybox"};
constexpr std::uint8_t widestPublic4 = 24;
constexpr std::uint8_t widestPublic6 = 48;
constexpr std::uint16_t lastPrivileged = 1023;

bool isPattern(std::string_view text)
{
    return text.find_first_of("*?[") != std::string_view::npos;
}

class Flags
{
public:
    void addSelectors(const policy::Spec& spec)
    {
        for (const policy::Selector& selector : spec.selectors) {
            const policy::SelectorField* const image = selector.field("image");
            if (selector.key != "containerSelector" || image == nullptr)
                continue;
            for (const std::string& value : image->values) {
                const std::size_t slash = value.find('/');
                const std::size_t open = value.find_first_of("*?[");
                if (value == "*")
                    add(value, "every image", image->where);
                else if (open != std::string::npos && (open == 0 || open < slash)
                         && slash != std::string::npos)
                    add(value, "any registry", image->where);
            }
        }
    }

    void addProcesses(const std::vector<policy::ProcessNode>& list)
    {
        for (const policy::ProcessNode& node : list) {
            if (node.name.find_first_not_of('*') == std::string::npos && !node.name.empty())
                add(node.name, "every process name", node.where);
            for (const std::string& exe : node.exe)
                addPath(exe, node.where);
            if (std::ranges::find(shells, node.name) != shells.end())
                add(node.name, "a shell may be started", node.where);
            const std::vector<std::string> users = node.euser.value_or(std::vector<std::string>());
            for (const std::string& user : users) {
                if (user == "root" && std::ranges::any_of(node.exe, isPattern))
                    add(node.name, "executables by pattern, as root", node.where);
                else if (isPattern(user) && globMatches(user, "root"))
                    add(user, "root is one of these users", node.where);
            }
            addProcesses(node.children);
        }
    }

    void addRules(const std::vector<policy::NetworkRule>& rules)
    {
        for (const policy::NetworkRule& rule : rules) {
            bool isPublic = false;
            for (const policy::Peer& peer : rule.peers) {
                if (peer.ip)
                    isPublic = addBlock(*peer.ip, peer.where) || isPublic;
                for (const std::string& name : peer.dnsNames)
                    addName(name, peer.where);
            }
            for (const policy::PortRange& range : rule.ports)
                addPorts(range, isPublic, rule.where);
        }
    }

    [[nodiscard]] std::vector<BreadthFlag> take() { return std::move(m_out); }

private:
    void add(std::string_view what, std::string why, policy::Where where)
    {
        m_out.push_back({std::string(what), std::move(why), where});
    }

    void addPath(const std::string& exe, policy::Where where)
    {
        if (!isPattern(exe))
            return;
        if (exe.find_first_not_of("*/") == std::string::npos)
            return add(exe, "every executable", where);
        for (const std::string_view folder : writable) {
            const std::string_view fixed
                = std::string_view(exe).substr(0, exe.find_first_of("*?["));
            if (fixed.starts_with(folder) || folder.starts_with(fixed))
                return add(exe,
                           "covers " + std::string(folder.substr(0, folder.size() - 1))
                               + ", where programs can be put by others",
                           where);
        }
    }

    /// True when strangers are in it.
    bool addBlock(const policy::IpBlock& written, policy::Where where)
    {
        const std::optional<AddressBlock> block = parseBlock(written);
        if (!block)
            return false;
        const std::string text = toString(*block);
        AddressSet allowed;
        allowed.add(*block);
        static const AddressRange metadata = rangeOf(parseCidr("169.254.169.254").cidr);
        if (!block->cidr.v6 && allowed.contains(false, metadata))
            add(text, "has the address of the cloud's metadata, 169.254.169.254", where);
        if (block->cidr.prefix == 0 && block->except.empty())
            add(text, "every address", where);
        else if (!isPrivate(block->cidr) && holdsPrivate(block->cidr))
            add(text, "private and public addresses in one block", where);
        else if (!isPrivate(block->cidr)
                 && block->cidr.prefix < (block->cidr.v6 ? widestPublic6 : widestPublic4))
            add(text, "a large public block", where);
        return !isPrivate(block->cidr);
    }

    void addName(const std::string& name, policy::Where where)
    {
        if (const std::optional<std::string> shared = sharedBy(name))
            return add(name, *shared + " may be reached", where);
        const std::size_t star = name.find('*');
        if (star != std::string::npos && star + 1 < name.size() && name[star + 1] != '.')
            add(name, "the wildcard does not end at a dot: others can have such a name", where);
    }

    void addPorts(const policy::PortRange& range, bool isPublic, policy::Where where)
    {
        const std::string text = std::to_string(range.port) + "-" + std::to_string(range.endPort);
        if (range.port <= 1 && range.endPort == 65535)
            add(text, isPublic ? "every port of public addresses" : "every port", where);
        else if (range.port <= lastPrivileged && range.endPort > lastPrivileged)
            add(text, "from the ports of the system into those of everybody", where);
    }

    std::vector<BreadthFlag> m_out;
};

} // namespace

std::vector<BreadthFlag> breadthFlags(const GuardianDocument& policy)
{
    Flags flags;
    flags.addSelectors(policy.spec);
    if (policy.spec.processPolicy)
        flags.addProcesses(*policy.spec.processPolicy);
    if (policy.spec.networkPolicy) {
        flags.addRules(policy.spec.networkPolicy->ingress);
        flags.addRules(policy.spec.networkPolicy->egress);
    }
    return flags.take();
}

} // namespace pw::ops
