// What was selected, and what of it is on.

#include "core/ops/fingerprint_table.h"
#include "core/ops/policy_draft.h"

#include <algorithm>

namespace pw::ops {
namespace {

std::string onlyOneOf(std::size_t of)
{
    return "only one of " + std::to_string(of) + " did it";
}

/// What one input alone did, with what hangs below it told once.
class Finder
{
public:
    explicit Finder(DraftSource& source) : m_source(source) { }

    void run()
    {
        processes(m_source.activity.processes, {}, false);
        for (const ConnectionActivity& row : m_source.activity.connections)
            connection(row);
        std::ranges::stable_sort(m_source.notable, std::ranges::greater(), &Notable::attack);
    }

private:
    [[nodiscard]] bool isAlone(std::size_t seenIn) const
    {
        return seenIn == 1 && m_source.activity.of > 1;
    }

    void processes(const std::vector<ProcessActivity>& level, const std::string& parent,
                   bool parentAlone)
    {
        for (const ProcessActivity& process : level) {
            m_source.parentOf.emplace(process.key, parent);
            const bool alone = isAlone(process.seenIn);
            const auto reason = m_source.attackReasons.find(process.key);
            if (reason != m_source.attackReasons.end())
                m_source.notable.push_back({process.key, reason->second, true});
            else if (alone && !parentAlone)
                m_source.notable.push_back({process.key, onlyOneOf(m_source.activity.of), false});
            if (alone || reason != m_source.attackReasons.end())
                m_told.insert(process.key);
            processes(process.children, process.key, alone);
        }
    }

    void connection(const ConnectionActivity& row)
    {
        const bool told = !row.processes.empty()
            && std::ranges::all_of(row.processes, [this](const std::string& process) {
                   return m_told.contains(process);
               });
        if (isAlone(row.seenIn) && !told)
            m_source.notable.push_back({row.key, onlyOneOf(m_source.activity.of), false});
    }

    DraftSource& m_source;
    std::unordered_set<std::string> m_told;
};

/// `mongo-policy` for `docker.io/library/mongo:latest`.
std::string nameFor(const policy::GuardianDocument& document)
{
    std::string base;
    if (const policy::Selector* container = document.spec.selector("containerSelector")) {
        const policy::SelectorField* image = container->field("image");
        if (image != nullptr && !image->values.empty())
            base = splitImage(image->values.front()).nameAndTag;
        base = base.substr(0, base.find_first_of(":@"));
    } else if (const policy::Selector* service = document.spec.selector("serviceSelector")) {
        const policy::SelectorField* cgroup = service->field("cgroup");
        if (cgroup != nullptr && !cgroup->values.empty())
            base = cgroup->values.front();
        base = base.substr(base.rfind('/') + 1);
        base = base.substr(0, base.rfind(".service"));
    }
    if (base.empty())
        base = document.name().empty() ? "new" : document.name();
    return base + "-policy";
}

const ConnectionActivity* findRow(const std::vector<ConnectionActivity>& rows,
                                  const std::string& key)
{
    for (const ConnectionActivity& row : rows) {
        if (row.key == key)
            return &row;
        if (const ConnectionActivity* part = findRow(row.parts, key))
            return part;
    }
    return nullptr;
}

void tickOne(DraftChoices& choices, const DraftSource& source, const std::string& key, bool on)
{
    if (source.attackReasons.contains(key)) {
        if (on)
            choices.taken.insert(key);
        else
            choices.taken.erase(key);
    } else if (on) {
        choices.leftOut.erase(key);
    } else {
        choices.leftOut.insert(key);
    }
}

void tickUpwards(DraftChoices& choices, const DraftSource& source, const std::string& process)
{
    std::string at = process;
    while (!at.empty()) {
        tickOne(choices, source, at, true);
        const auto parent = source.parentOf.find(at);
        at = parent == source.parentOf.end() ? std::string() : parent->second;
    }
}

} // namespace

DraftSource prepareDraft(std::vector<MergeInput> inputs, const AttackPrograms& attackPrograms,
                         std::vector<SkippedInput> skipped)
{
    DraftSource out;
    sortForMerge(inputs);
    out.inputs = std::move(inputs);
    out.skipped = std::move(skipped);
    ActivityBuilder builder;
    for (const MergeInput& input : out.inputs)
        builder.add(input.document);
    out.activity = builder.build();
    out.attackReasons = findAttackPrograms(attackPrograms, out.activity);
    if (!out.inputs.empty())
        out.suggestedName = nameFor(out.inputs.front().document);
    Finder(out).run();
    return out;
}

DraftTicks::DraftTicks(const DraftSource& source, const DraftChoices& choices)
{
    walk(source.activity.processes, source, choices, true);
    for (const ConnectionActivity& row : source.activity.connections)
        connection(row, choices);
}

void DraftTicks::walk(const std::vector<ProcessActivity>& level, const DraftSource& source,
                      const DraftChoices& choices, bool parentOn)
{
    for (const ProcessActivity& process : level) {
        const bool wanted = source.attackReasons.contains(process.key)
            ? choices.taken.contains(process.key)
            : !choices.leftOut.contains(process.key);
        const bool on = wanted && parentOn;
        if (on)
            m_anyOn = true;
        else {
            m_ticks[process.key] = parentOn ? Tick::Off : Tick::Carried;
            m_off.insert(process.key);
        }
        walk(process.children, source, choices, on);
    }
}

Tick DraftTicks::connection(const ConnectionActivity& row, const DraftChoices& choices)
{
    Tick tick = Tick::On;
    const bool carried = !row.processes.empty()
        && std::ranges::all_of(
            row.processes, [this](const std::string& process) { return m_off.contains(process); });
    if (!row.parts.empty()) {
        std::size_t on = 0;
        for (const ConnectionActivity& part : row.parts)
            on += connection(part, choices) == Tick::On ? 1 : 0;
        tick = on == row.parts.size() ? Tick::On
            : on > 0                  ? Tick::Partly
            : carried                 ? Tick::Carried
                                      : Tick::Off;
    } else {
        const bool wanted = !choices.leftOut.contains(row.key);
        tick = carried ? Tick::Carried : wanted ? Tick::On : Tick::Off;
        if (tick == Tick::On)
            m_anyOn = true;
        else
            m_off.insert(row.key);
    }
    if (tick != Tick::On)
        m_ticks[row.key] = tick;
    return tick;
}

Tick DraftTicks::of(const std::string& key) const
{
    const auto found = m_ticks.find(key);
    return found == m_ticks.end() ? Tick::On : found->second;
}

void setTicked(DraftChoices& choices, const DraftSource& source, const std::string& key, bool on)
{
    const auto process = source.parentOf.find(key);
    if (process != source.parentOf.end()) {
        if (on)
            tickUpwards(choices, source, key);
        else
            tickOne(choices, source, key, false);
        return;
    }
    const ConnectionActivity* const row = findRow(source.activity.connections, key);
    if (row == nullptr)
        return;
    if (row->parts.empty())
        tickOne(choices, source, key, on);
    for (const ConnectionActivity& part : row->parts)
        tickOne(choices, source, part.key, on);
    if (on && DraftTicks(source, choices).of(key) == Tick::Carried) {
        for (const std::string& one : row->processes)
            tickUpwards(choices, source, one);
    }
}

} // namespace pw::ops
