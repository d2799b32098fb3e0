#include "core/ops/attack_programs.h"

#include "core/ops/process_tree.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <optional>

namespace pw::ops {
namespace {

class TableReader
{
public:
    explicit TableReader(const text::SourceText& source) : m_document(yaml::read(source))
    {
        m_out.problems = m_document.problems();
    }

    AttackPrograms run()
    {
        const std::vector<yaml::NodeRef> roots = m_document.roots();
        const yaml::NodeRef list = roots.empty() ? yaml::NodeRef() : roots.front().find("programs");
        if (!list || !list.isSequence()) {
            if (m_out.problems.empty())
                complain(roots.empty() ? yaml::NodeRef() : roots.front(),
                         "a list `programs` is missing");
            return std::move(m_out);
        }
        for (const yaml::NodeRef item : list.items()) {
            if (std::optional<AttackProgram> program = read(item))
                m_out.programs.push_back(std::move(*program));
        }
        return std::move(m_out);
    }

private:
    void complain(yaml::NodeRef at, std::string message)
    {
        text::Diagnostic problem;
        problem.code = "attack-table";
        problem.message = std::move(message);
        if (at) {
            problem.span = at.span();
            problem.path = at.path();
        }
        m_out.problems.push_back(std::move(problem));
        m_failed = true;
    }

    std::vector<std::string> texts(yaml::NodeRef list)
    {
        std::vector<std::string> out;
        if (!list.isSequence()) {
            complain(list, "a list of patterns belongs here");
            return out;
        }
        for (const yaml::NodeRef item : list.items()) {
            if (!item.isScalar() || item.value().empty())
                complain(item, "a pattern belongs here");
            else
                out.emplace_back(item.value());
        }
        return out;
    }

    bool flag(yaml::NodeRef value)
    {
        if (!value.isScalar() || (value.value() != "true" && value.value() != "false"))
            complain(value, "true or false belongs here");
        return value.value() == "true";
    }

    std::optional<AttackProgram> read(yaml::NodeRef item)
    {
        m_failed = false;
        AttackProgram out;
        if (!item.isMapping()) {
            complain(item, "an entry with names or exe, and a reason, belongs here");
            return std::nullopt;
        }
        for (const auto& [keyNode, value] : item.entries()) {
            const std::string_view key = keyNode.value();
            if (key == "names")
                out.names = texts(value);
            else if (key == "exe")
                out.exe = texts(value);
            else if (key == "below")
                out.below = texts(value);
            else if (key == "root")
                out.root = flag(value);
            else if (key == "rare")
                out.rare = flag(value);
            else if (key == "reason" && value.isScalar())
                out.reason = value.value();
            else
                complain(value, "unknown field \"" + std::string(key) + "\"");
        }
        if (out.names.empty() && out.exe.empty())
            complain(item, "names or exe are missing");
        if (out.reason.empty())
            complain(item, "the reason is missing");
        if (m_failed)
            return std::nullopt;
        return out;
    }

    yaml::Document m_document;
    AttackPrograms m_out;
    bool m_failed = false;
};

class Finder
{
public:
    Finder(const AttackPrograms& table, std::size_t of) : m_table(table), m_of(of) { }

    void walk(const std::vector<ProcessActivity>& level)
    {
        for (const ProcessActivity& process : level) {
            const auto found
                = std::ranges::find_if(m_table.programs, [&](const AttackProgram& program) {
                      return fits(program, process);
                  });
            if (found != m_table.programs.end())
                m_reasons.emplace(process.key, found->reason);
            m_above.push_back(process.name);
            walk(process.children);
            m_above.pop_back();
        }
    }

    std::unordered_map<std::string, std::string> take() { return std::move(m_reasons); }

private:
    [[nodiscard]] bool fits(const AttackProgram& program, const ProcessActivity& process) const
    {
        const bool named = anyFits(program.names, process.name)
            || std::ranges::any_of(process.exe, [&program](const std::string& path) {
                               return anyFits(program.exe, path);
                           });
        if (!named || (program.root && !m_above.empty())
            || (program.rare && !isOutlier(process.seenIn, m_of)))
            return false;
        return program.below.empty()
            || std::ranges::any_of(m_above, [&program](const std::string& name) {
                   return anyFits(program.below, name);
               });
    }

    const AttackPrograms& m_table;
    std::size_t m_of;
    std::vector<std::string> m_above;
    std::unordered_map<std::string, std::string> m_reasons;
};

} // namespace

AttackPrograms readAttackPrograms(const text::SourceText& source)
{
    return TableReader(source).run();
}

std::unordered_map<std::string, std::string> findAttackPrograms(const AttackPrograms& table,
                                                                const CombinedActivity& activity)
{
    Finder finder(table, activity.of);
    finder.walk(activity.processes);
    return finder.take();
}

} // namespace pw::ops
