#include "core/ops/fingerprint_list.h"

#include "core/ops/timestamp.h"
#include "core/policy/decode.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <unordered_map>

namespace pw::ops {
namespace {

bool isFingerprint(policy::Kind kind)
{
    return kind == policy::Kind::Fingerprint || kind == policy::Kind::FingerprintRecord;
}

void reportUnlisted(FingerprintList& list, const std::string& source, std::size_t count,
                    text::LineColumn first)
{
    if (count == 0)
        return;
    std::string message = count == 1 ? std::string("a fingerprint is left out")
                                     : std::to_string(count) + " fingerprints are left out";
    if (count > 1 && first.line > 0)
        message += " (this is the first one)";
    message += ": a container needs image and imageID, a service its cgroup";
    list.problems.push_back({text::Severity::Warning, source, first, std::move(message)});
}

/// A text of other documents gets one line, not one for each of them.
void reportOthers(FingerprintList& list, const text::SourceText& source,
                  const yaml::Document& document, const std::vector<policy::Unit>& others)
{
    if (others.empty())
        return;
    const policy::Unit& first = others.front();
    const yaml::NodeRef node(document, first.root);
    SourceProblem problem;
    problem.severity = text::Severity::Warning;
    problem.source = source.name();
    problem.place = source.lineColumn(node.span().begin);
    const std::string kind(policy::toString(first.kind));
    problem.message = others.size() == 1 ? "not a fingerprint but " + kind + ": left out"
                                         : std::to_string(others.size())
            + " documents are not fingerprints (the first one: " + kind + "): left out";
    list.problems.push_back(std::move(problem));
}

/// Where an instance without an id and without a text is to be found again.
std::string placeKey(const policy::FingerprintFacts& facts)
{
    return facts.type + '\n' + facts.machine + '\n' + facts.cgroup + '\n' + facts.containerId + '\n'
        + facts.firstTime;
}

} // namespace

bool canBeListed(const policy::FingerprintFacts& facts)
{
    if (facts.type == "container")
        return !facts.image.empty() && !facts.imageId.empty();
    return facts.type == "linux-service" && !facts.cgroup.empty();
}

std::string FingerprintList::identity(std::size_t instance) const
{
    const policy::FingerprintFacts& facts = instances[instance].facts;
    if (!facts.id.empty())
        return facts.id;
    if (!hasText(instance))
        return placeKey(facts);
    return sources[sourceOf[instance]].name() + '\n'
        + std::to_string(static_cast<std::uint32_t>(facts.where.node));
}

void addFingerprints(FingerprintList& list, const text::SourceText& source,
                     const std::stop_token& stop)
{
    const yaml::Document document = yaml::read(source, {}, stop);
    if (stop.stop_requested())
        return;
    for (const text::Diagnostic& found : document.problems()) {
        if (found.severity == text::Severity::Error)
            list.problems.push_back({found.severity, source.name(),
                                     source.lineColumn(found.span.begin), found.message});
    }
    std::vector<policy::Unit> others;
    std::size_t unlisted = 0;
    text::LineColumn firstUnlisted;
    policy::SharedTextsPool shared;
    const auto sourceIndex = static_cast<std::uint32_t>(list.sources.size());
    list.sources.push_back(source);
    std::vector<policy::Unit> units = policy::unitsOf(document, true);
    list.instances.reserve(list.instances.size() + units.size());
    for (policy::Unit& unit : units) {
        if (stop.stop_requested())
            return;
        if (isFingerprint(unit.kind)) {
            const yaml::NodeRef node(document, unit.root);
            policy::FingerprintFacts facts = policy::decodeFacts(node);
            if (!canBeListed(facts)) {
                if (unlisted++ == 0)
                    firstUnlisted = source.lineColumn(node.span().begin);
                continue;
            }
            shared.share(facts.podLabels);
            shared.share(facts.coveredBy);
            list.instances.push_back({std::move(facts), {}});
            list.sourceOf.push_back(sourceIndex);
        } else if (unit.kind != policy::Kind::FingerprintGroup) {
            others.push_back(std::move(unit));
        }
    }
    reportUnlisted(list, source.name(), unlisted, firstUnlisted);
    if (document.complete())
        reportOthers(list, source, document, others);
}

void addRows(FingerprintList& list, std::vector<policy::FingerprintFacts> rows,
             const std::string& origin)
{
    std::size_t unlisted = 0;
    policy::SharedTextsPool shared;
    list.instances.reserve(list.instances.size() + rows.size());
    list.sourceOf.reserve(list.sourceOf.size() + rows.size());
    for (policy::FingerprintFacts& facts : rows) {
        if (!canBeListed(facts)) {
            ++unlisted;
            continue;
        }
        shared.share(facts.podLabels);
        shared.share(facts.coveredBy);
        list.instances.push_back({std::move(facts), {}});
        list.sourceOf.push_back(FingerprintList::noSource);
    }
    reportUnlisted(list, origin, unlisted, {0, 0});
}

void dropDuplicates(FingerprintList& list)
{
    std::unordered_map<std::string, std::size_t> placeOf;
    std::size_t size = 0;
    for (std::size_t at = 0; at < list.instances.size(); ++at) {
        const std::string& id = list.instances[at].facts.id;
        std::size_t target = size;
        if (!id.empty()) {
            const auto [found, isNew] = placeOf.try_emplace(id, size);
            target = found->second;
            if (!isNew) {
                ++list.duplicates;
                const std::string& kept = list.instances[target].facts.time;
                if (laterTimestamp(kept, list.instances[at].facts.time) == kept)
                    continue;
            }
        }
        if (target != at) {
            list.instances[target] = std::move(list.instances[at]);
            list.sourceOf[target] = list.sourceOf[at];
        }
        if (target == size)
            ++size;
    }
    list.instances.resize(size);
    list.sourceOf.resize(size);
}

void prepare(FingerprintList& list)
{
    list.index = std::make_shared<const FingerprintIndex>(list.instances);
}

std::vector<std::string> idsToFetch(const FingerprintList& list,
                                    const std::vector<std::size_t>& instances)
{
    std::vector<std::string> ids;
    for (const std::size_t at : instances) {
        if (!list.hasText(at))
            ids.push_back(list.instances[at].facts.id);
    }
    return ids;
}

Result<Done> visitRecords(const FingerprintList& list, const std::vector<std::size_t>& instances,
                          const std::function<void(std::size_t, yaml::NodeRef)>& visit,
                          const std::stop_token& stop)
{
    if (const std::size_t missing = idsToFetch(list, instances).size(); missing > 0)
        return Error{"not-fetched",
                     "the documents of " + std::to_string(missing) + " of "
                         + std::to_string(instances.size())
                         + " fingerprints have not been fetched yet",
                     {}};
    std::vector<std::vector<std::size_t>> bySource(list.sources.size());
    for (const std::size_t at : instances)
        bySource[list.sourceOf[at]].push_back(at);
    for (std::size_t source = 0; source < bySource.size(); ++source) {
        if (bySource[source].empty())
            continue;
        const yaml::Document document = yaml::read(list.sources[source], {}, stop);
        for (const std::size_t at : bySource[source]) {
            if (stop.stop_requested())
                return Done{};
            visit(at, {document, list.instances[at].facts.where.node});
        }
    }
    return Done{};
}

Result<Done> visitDocuments(const FingerprintList& list, const std::vector<std::size_t>& instances,
                            const std::function<void(const policy::GuardianDocument&)>& visit,
                            const std::stop_token& stop)
{
    return visitRecords(
        list, instances,
        [&visit](std::size_t, yaml::NodeRef record) { visit(policy::decodeGuardian(record)); },
        stop);
}

} // namespace pw::ops
