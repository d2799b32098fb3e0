#include "core/ops/sibling_index.h"

#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {

namespace {

std::vector<std::uint32_t> inOrder(std::vector<std::uint32_t> nodes)
{
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

} // namespace

std::string_view baseName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

void SiblingIndex::add(std::uint32_t node, std::string_view name,
                       const std::vector<std::string>& exe)
{
    m_everything.addCovering(node, name);
    for (const std::string& path : exe)
        (isPattern(path) ? m_wildExe : m_byExe[std::string(baseName(path))]).add(node, name);
}

std::vector<std::uint32_t> SiblingIndex::mayCover(std::string_view name) const
{
    NameIndex::Items out;
    m_everything.collectCovering(name, out);
    return inOrder(std::move(out));
}

std::vector<std::uint32_t> SiblingIndex::mayMatch(std::string_view name,
                                                  const std::vector<std::string>& exe) const
{
    if (exe.empty() || std::any_of(exe.begin(), exe.end(), isPattern))
        return inOrder(m_everything.all());
    NameIndex::Items out;
    m_wildExe.collectMatching(name, out);
    for (const std::string& path : exe) {
        if (const auto found = m_byExe.find(std::string(baseName(path))); found != m_byExe.end())
            found->second.collectMatching(name, out);
    }
    return inOrder(std::move(out));
}

} // namespace pw::ops
