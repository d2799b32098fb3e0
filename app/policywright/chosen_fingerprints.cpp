#include "app/policywright/chosen_fingerprints.h"

#include <numeric>

namespace pw::app {

Result<LoadedFingerprints> loadDocuments(const ChosenFingerprints& chosen,
                                         const std::stop_token& stop, const ProgressFn& progress)
{
    if (chosen.client == nullptr) // the list has its texts
        return LoadedFingerprints{chosen.list, chosen.instances, 0};
    const std::vector<std::string> ids = ops::idsToFetch(*chosen.list, chosen.instances);
    const Result<api::Records> records = chosen.client->fingerprintDocuments(ids, {stop, progress});
    if (!records)
        return records.error();
    Result<text::SourceText> source
        = text::SourceText::make(records->ndjson(), "fingerprints of the organization");
    if (!source)
        return source.error();
    ops::FingerprintList list;
    ops::addFingerprints(list, *source, stop);
    LoadedFingerprints out;
    out.missing = records->missing.size();
    out.instances.resize(list.instances.size());
    std::iota(out.instances.begin(), out.instances.end(), std::size_t{0});
    out.list = std::make_shared<const ops::FingerprintList>(std::move(list));
    return out;
}

} // namespace pw::app
