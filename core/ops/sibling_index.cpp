#include "core/ops/sibling_index.h"

#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {

namespace {

void addOnce(std::vector<std::uint32_t>& nodes, std::uint32_t node)
{
    if (nodes.empty() || nodes.back() != node)
        nodes.push_back(node);
}

void append(std::vector<std::uint32_t>& out, const std::vector<std::uint32_t>& more)
{
    out.insert(out.end(), more.begin(), more.end());
}

std::vector<std::uint32_t> inOrder(std::vector<std::uint32_t> nodes)
{
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

std::uint32_t runAt(std::string_view name, std::size_t at)
{
    const auto byte
        = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(name[i])}; };
    return byte(at) << 16U | byte(at + 1) << 8U | byte(at + 2);
}

} // namespace

std::string_view baseName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

void SiblingIndex::Names::add(std::uint32_t node, std::string_view name)
{
    addOnce(all, node);
    addOnce(byName[std::string(name)], node);
    if (isPattern(name))
        addOnce(patterns, node);
    for (std::size_t at = 0; at + 3 <= name.size(); ++at)
        addOnce(byRun[runAt(name, at)], node);
}

void SiblingIndex::Names::collect(std::string_view name, Nodes& out) const
{
    if (isPattern(name)) {
        append(out, all);
        return;
    }
    if (const auto same = byName.find(std::string(name)); same != byName.end())
        append(out, same->second);
    append(out, patterns);
    for (std::size_t at = 0; at + 3 <= name.size(); ++at) {
        if (const auto found = byRun.find(runAt(name, at)); found != byRun.end())
            append(out, found->second);
    }
}

void SiblingIndex::add(std::uint32_t node, std::string_view name,
                       const std::vector<std::string>& exe)
{
    m_everything.add(node, name);
    for (const std::string& path : exe)
        (isPattern(path) ? m_wildExe : m_byExe[std::string(baseName(path))]).add(node, name);
}

std::vector<std::uint32_t> SiblingIndex::mayCover(std::string_view name) const
{
    Nodes out = m_everything.patterns;
    if (const auto same = m_everything.byName.find(std::string(name));
        same != m_everything.byName.end()) {
        append(out, same->second);
    }
    return inOrder(std::move(out));
}

std::vector<std::uint32_t> SiblingIndex::mayMatch(std::string_view name,
                                                  const std::vector<std::string>& exe) const
{
    if (exe.empty() || std::any_of(exe.begin(), exe.end(), isPattern))
        return inOrder(m_everything.all);
    Nodes out;
    m_wildExe.collect(name, out);
    for (const std::string& path : exe) {
        if (const auto found = m_byExe.find(std::string(baseName(path))); found != m_byExe.end())
            found->second.collect(name, out);
    }
    return inOrder(std::move(out));
}

} // namespace pw::ops
