#include "app/policywright/comparison_meaning.h"

#include "core/yaml/reader.h"

namespace pw::app {

ops::Comparison meaningOf(std::string_view left, std::string_view right,
                          const std::stop_token& stop)
{
    const ops::Comparison notJudged{{}, 1};
    const Result<text::SourceText> was = text::SourceText::make(std::string(left), "left");
    const Result<text::SourceText> is = text::SourceText::make(std::string(right), "right");
    if (!was || !is)
        return notJudged;
    const yaml::Document before = yaml::read(*was, {}, stop);
    const yaml::Document after = yaml::read(*is, {}, stop);
    return before.complete() && after.complete()
        ? ops::compare(ops::comparedText(before), ops::comparedText(after), stop)
        : notJudged;
}

} // namespace pw::app
