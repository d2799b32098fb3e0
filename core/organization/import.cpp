#include "core/organization/import.h"

#include "core/ops/fingerprint_list.h"
#include "core/ops/validate.h"
#include "core/organization/database.h"
#include "core/organization/record.h"
#include "core/organization/store.h"
#include "core/policy/decode.h"
#include "core/policy/kinds.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <array>
#include <map>

namespace pw::organization {
namespace {

using policy::Kind;

constexpr std::size_t atOnce = 500; ///< complete records in memory
constexpr std::size_t shownErrors = 10;

/// Decoding leaves such things out, and what is left out is never held against a policy.
constexpr std::array<std::string_view, 6> lossyCodes{
    "wrong-type", "missing-field", "invalid-value", "invalid-cidr", "out-of-range", "two-forms",
};

bool isLossy(const text::Diagnostic& found)
{
    return found.severity == text::Severity::Error
        && std::ranges::find(lossyCodes, found.code) != lossyCodes.end()
        && found.path.find("spec.") != std::string::npos;
}

/// `3:7: duplicate key "id"`, each on its line.
Error notValid(const text::SourceText& source, const std::vector<text::Diagnostic>& found)
{
    std::string message = "nothing was imported:";
    for (std::size_t i = 0; i < found.size() && i < shownErrors; ++i) {
        const text::LineColumn place = source.lineColumn(found[i].span.begin);
        message += "\n" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": "
            + found[i].message;
    }
    if (found.size() > shownErrors)
        message += "\nand " + std::to_string(found.size() - shownErrors) + " more";
    return {"not-valid", std::move(message), "import " + source.name()};
}

std::string reasonFor(Kind kind)
{
    const std::string name(policy::toString(kind));
    switch (kind) {
    case Kind::Fingerprint:
    case Kind::FingerprintRecord:
        return "fingerprint that cannot be listed: a container needs image and imageID, a service "
               "its cgroup";
    case Kind::Policy:
    case Kind::ClusterPolicy:
    case Kind::TracePolicy:
    case Kind::Ruleset:
        return name + ": no fingerprint; use apply for it";
    default:
        return name + ": no fingerprint";
    }
}

class Import
{
public:
    Import(Store& store, const text::SourceText& source, double now, const ProgressFn& progress,
           const std::stop_token& stop)
        : m_store(store), m_source(source), m_now(now), m_progress(progress), m_stop(stop)
    {
        m_report.source = source.name();
    }

    Result<ImportReport> run()
    {
        tell(0, 0, "read");
        const yaml::Document document = yaml::read(m_source, {}, m_stop);
        if (m_stop.stop_requested())
            return cancelled();
        if (const Result<Done> valid = check(document); !valid)
            return valid.error();
        Result<Transaction> transaction = Transaction::begin(m_store.database());
        if (!transaction)
            return inContext(transaction.error());
        if (const Result<Done> done = putAll(document); !done)
            return inContext(done.error());
        if (m_found == 0 && m_report.skipped.empty())
            return Error{"nothing-to-import", "there is no fingerprint in it", step()};
        if (const Result<Done> done = transaction->commit(); !done)
            return inContext(done.error());
        return std::move(m_report);
    }

private:
    [[nodiscard]] std::string step() const { return "import " + m_source.name(); }
    [[nodiscard]] Error inContext(const Error& error) const { return error.withContext(step()); }

    void tell(std::size_t done, std::size_t total, std::string_view what) const
    {
        if (m_progress)
            m_progress(done, total, what);
    }

    [[nodiscard]] Result<Done> check(const yaml::Document& document) const
    {
        std::vector<text::Diagnostic> wrong;
        std::ranges::copy_if(
            document.problems(), std::back_inserter(wrong),
            [](const auto& problem) { return problem.severity == text::Severity::Error; });
        if (wrong.empty()) {
            tell(0, 0, "check");
            std::ranges::copy_if(ops::validate(document, m_stop), std::back_inserter(wrong),
                                 isLossy);
        }
        if (m_stop.stop_requested())
            return cancelled();
        return wrong.empty() ? Result<Done>(Done{}) : notValid(m_source, wrong);
    }

    Result<Done> putAll(const yaml::Document& document)
    {
        const std::vector<policy::Unit> units = policy::unitsOf(document, true);
        const std::size_t often = std::max<std::size_t>(units.size() / 200, 1);
        for (std::size_t at = 0; at < units.size(); ++at) {
            if (m_stop.stop_requested())
                return cancelled();
            if (at % often == 0)
                tell(at, units.size(), "import");
            if (const Result<Done> done = take(document, units[at]); !done)
                return done;
        }
        tell(units.size(), units.size(), "import");
        return put();
    }

    Result<Done> take(const yaml::Document& document, const policy::Unit& unit)
    {
        if (unit.kind == Kind::FingerprintGroup)
            return Done{}; // its members follow
        const yaml::NodeRef root(document, unit.root);
        const bool fingerprint
            = unit.kind == Kind::Fingerprint || unit.kind == Kind::FingerprintRecord;
        policy::FingerprintFacts facts;
        if (fingerprint)
            facts = policy::decodeFacts(root);
        if (!fingerprint || !ops::canBeListed(facts)) {
            skip(unit.kind, root);
            return Done{};
        }
        ++m_found;
        m_waiting.push_back(completeFingerprint(root, std::move(facts), m_now));
        return m_waiting.size() < atOnce ? Result<Done>(Done{}) : put();
    }

    void skip(Kind kind, yaml::NodeRef root)
    {
        std::string reason = reasonFor(kind);
        auto found = std::ranges::find(m_report.skipped, reason, &Skipped::reason);
        if (found == m_report.skipped.end()) {
            const std::size_t line = m_source.lineColumn(root.span().begin).line;
            found = m_report.skipped.insert(found, {0, line, std::move(reason)});
        }
        ++found->count;
    }

    Result<Done> put()
    {
        const Result<Fingerprints::PutCount> count = m_store.fingerprints().put(m_waiting, m_now);
        if (!count)
            return count.error();
        m_report.count.added += count->added;
        m_report.count.replaced += count->replaced;
        m_report.count.unchanged += count->unchanged;
        m_waiting.clear();
        return Done{};
    }

    Store& m_store;
    const text::SourceText& m_source;
    double m_now;
    const ProgressFn& m_progress;
    const std::stop_token& m_stop;
    std::vector<NewFingerprint> m_waiting;
    std::size_t m_found = 0;
    ImportReport m_report;
};

} // namespace

Result<ImportReport> importText(Store& store, const text::SourceText& source, double now,
                                const ProgressFn& progress, const std::stop_token& stop)
{
    return Import(store, source, now, progress, stop).run();
}

} // namespace pw::organization
