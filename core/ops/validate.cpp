#include "core/ops/validate.h"

#include "core/ops/reader_fixes.h"
#include "core/ops/validate_schema.h"
#include "core/yaml/second_reader.h"

#include <algorithm>
#include <iterator>

namespace pw::ops {

namespace {

using yaml::NodeRef;

bool isNothing(NodeRef root)
{
    return root.isNull() && root.value().empty();
}

} // namespace

std::vector<text::Diagnostic> validate(const yaml::Document& document, const std::stop_token& stop)
{
    validation::Report report(document, stop);
    validation::SchemaWalk walk(report);
    bool any = false;
    for (const NodeRef root : document.roots()) {
        if (stop.stop_requested())
            return {};
        if (isNothing(root))
            continue; // between two `---`
        any = true;
        walk.root(root);
    }
    if (!any && !text::hasErrors(document.problems())) {
        report.error("not-a-document",
                     "Resource file does not contain a dictionary or list of dictionaries. It is "
                     "empty; a document starts with apiVersion and kind",
                     {});
    }
    std::vector<text::Diagnostic> out = report.take();
    std::vector<text::Diagnostic> read = document.problems();
    addReaderFixes(document, read);
    std::ranges::move(read, std::back_inserter(out));
    if (!text::hasErrors(out)) { // what is wrong already needs no slower second reader
        const std::vector<text::Diagnostic> second = yaml::secondOpinion(document);
        out.insert(out.end(), second.begin(), second.end());
    }
    text::sortByPlace(out);
    return out;
}

} // namespace pw::ops
