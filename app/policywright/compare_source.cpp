#include "app/policywright/compare_source.h"

#include "app/policywright/merge_inputs.h"
#include "app/policywright/policies_loading.h"
#include "core/ops/merge_edits.h"
#include "core/ops/merge_targets.h"
#include "core/ops/workload.h"
#include "core/yaml/reader.h"
#include "ui/common/convert.h"
#include "ui/common/times.h"

#include <QCoreApplication>

namespace pw::app {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::app::CompareSource)
};

Result<CompareText> fromServer(const CompareSource& source, const ClientPtr& client,
                               const std::stop_token& stop)
{
    if (client == nullptr)
        return Error{"no-organization", "no organization is open", {}};
    const api::Call call{stop, {}};
    const Result<api::Applied> applied = source.version
        ? client->getVersion(api::Resource::Policy, source.uid, *source.version, call)
        : client->get(api::Resource::Policy, source.uid, call);
    if (!applied)
        return applied.error();
    QStringList note;
    if (applied->version)
        note += QStringLiteral("v%1").arg(*applied->version);
    if (!applied->lastUpdated.empty())
        note += ui::timeText(applied->lastUpdated);
    return CompareText{textOf(*applied), note.join(QStringLiteral(", "))};
}

/// Into the first policy of the text that takes any.
Result<CompareText> withInputs(const std::string& bytes, const std::vector<ops::MergeInput>& inputs,
                               const QString& note, const std::stop_token& stop,
                               const ProgressFn& progress)
{
    const Result<text::SourceText> source = text::SourceText::make(bytes, "policy");
    if (!source)
        return source.error();
    const yaml::Document document = yaml::read(*source, {}, stop);
    if (!document.complete())
        return Error{"does-not-parse", "the text does not parse", {}};
    const std::vector<policy::Unit> units = policy::unitsOf(document, true);
    const ops::MergeTarget* best = nullptr;
    const std::vector<ops::MergeTarget> targets = ops::mergeTargets(document, units, inputs);
    for (const ops::MergeTarget& target : targets) {
        if (target.fitting > 0 && (best == nullptr || target.fitting > best->fitting))
            best = &target;
    }
    if (best == nullptr)
        return Error{"none-fits",
                     targets.empty() ? "there is no policy in the text"
                                     : "it takes none of them: " + targets[0].reason,
                     {}};
    const Result<ops::MergePlan> plan
        = ops::planMerge(document, units, units[best->unit], inputs, {}, progress, stop);
    if (!plan)
        return plan.error();
    const Result<std::string> merged = plan->edits.apply(bytes);
    if (!merged)
        return merged.error();
    return CompareText{*merged, note.arg(best->fitting).arg(inputs.size())};
}

} // namespace

CompareSource CompareSource::open(Kind kind, int document)
{
    CompareSource out;
    out.kind = kind;
    out.document = document;
    return out;
}

CompareSource CompareSource::server(const std::string& uid, const std::string& name,
                                    std::optional<std::int64_t> version)
{
    CompareSource out;
    out.kind = Kind::Server;
    out.uid = uid;
    out.name = name;
    out.version = version;
    return out;
}

CompareSource CompareSource::file(const std::string& path)
{
    CompareSource out;
    out.kind = Kind::File;
    out.path = path;
    return out;
}

CompareSource CompareSource::deviated(int document, const std::string& uid)
{
    CompareSource out = open(Kind::Deviated, document);
    out.uid = uid;
    return out;
}

QString CompareSource::key() const
{
    switch (kind) {
    case Kind::None:
        break;
    case Kind::Document:
        return QStringLiteral("document:%1").arg(document);
    case Kind::Disk:
        return QStringLiteral("disk:%1").arg(document);
    case Kind::File:
        return QStringLiteral("file:") + ui::toQString(path);
    case Kind::Server:
        return QStringLiteral("server:%1:%2").arg(ui::toQString(uid)).arg(version.value_or(0));
    case Kind::Clipboard:
        return QStringLiteral("clipboard");
    case Kind::Merged:
        return QStringLiteral("merged:%1").arg(document);
    case Kind::Deviated:
        return QStringLiteral("deviated:%1:%2").arg(document).arg(ui::toQString(uid));
    }
    return QStringLiteral("none");
}

Result<CompareText> loadSource(const CompareSource& source, const files::FileStore& store,
                               const ClientPtr& client, const std::stop_token& stop)
{
    using Kind = CompareSource::Kind;
    if (source.kind == Kind::Server)
        return fromServer(source, client, stop);
    if (source.kind == Kind::File) {
        const Result<text::SourceText> text = files::loadForEditing(store, source.path);
        if (!text)
            return text.error();
        return CompareText{std::string(text->bytes()), {}};
    }
    return CompareText{source.text, {}};
}

Result<CompareText> mergedText(const std::string& bytes, const ChosenFingerprints& chosen,
                               const std::stop_token& stop, const ProgressFn& progress)
{
    const Result<LoadedFingerprints> loaded = loadDocuments(chosen, stop, progress);
    if (!loaded)
        return loaded.error();
    const auto inputs = readInputs(*loaded->list, loaded->instances, stop);
    if (!inputs)
        return inputs.error();
    return withInputs(bytes, *inputs, Texts::tr("%1 of %2 fingerprints"), stop, progress);
}

Result<CompareText> deviatedText(const std::string& bytes, const std::string& uid,
                                 const ClientPtr& client, const api::TimeRange& range,
                                 const std::stop_token& stop, const ProgressFn& progress)
{
    if (client == nullptr)
        return Error{"no-organization", "no organization is open", {}};
    api::DeviationQuery query;
    query.range = range;
    query.policies = {uid};
    const Result<api::Deviations> found = client->deviations(query, {stop, progress});
    if (!found)
        return found.error();
    std::vector<ops::MergeInput> inputs;
    for (const api::Deviation& one : found->records) {
        if (!one.checksum.empty())
            inputs.push_back({ops::guardianOf(one.record), one.id});
    }
    if (inputs.empty())
        return CompareText{bytes, Texts::tr("it has no deviations")};
    return withInputs(bytes, inputs, Texts::tr("%1 of %2 deviations"), stop, progress);
}

} // namespace pw::app
