#include "core/snapshot.h"

#include "core/ops/validate.h"
#include "core/yaml/reader.h"

namespace pw {

Snapshot analyse(text::SourceText source, std::uint64_t revision, const std::stop_token& stop)
{
    Snapshot out;
    out.revision = revision;
    out.document = std::make_shared<const yaml::Document>(yaml::read(source, {}, stop));
    out.source = std::move(source);
    // The index of lines is made here, and not where a place is shown first.
    static_cast<void>(out.source.lineCount());
    if (stop.stop_requested())
        return out;
    out.units = policy::unitsOf(*out.document, true);
    out.diagnostics = ops::validate(*out.document, stop);
    return out;
}

} // namespace pw
