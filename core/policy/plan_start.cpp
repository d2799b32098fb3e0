// The first document of a text.

#include "core/policy/edit_stage.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

namespace pw::policy {
namespace {

/// With the line ends of the text that is there.
std::string writtenFor(const text::SourceText& source, const std::string& written)
{
    const bool isCrLf = source.eol() == text::Eol::CrLf;
    std::string out;
    if (source.bytes().size() > (source.hasBom() ? 3U : 0U) && !source.endsWithNewline())
        out += isCrLf ? "\r\n" : "\n";
    for (const char c : written)
        out += c == '\n' && isCrLf ? std::string("\r\n") : std::string(1, c);
    return out;
}

/// Behind all of the text; nothing when it would be read as something else there.
std::optional<yaml::TriedText> tried(const text::SourceText& source, const std::string& written,
                                     const yaml::Value& wished)
{
    yaml::TriedText out;
    out.edits.insert(static_cast<text::ByteOffset>(source.bytes().size()),
                     writtenFor(source, written));
    Result<std::string> after = out.edits.apply(source.bytes());
    if (!after)
        return std::nullopt;
    const Result<text::SourceText> text = text::SourceText::make(*std::move(after), source.name());
    if (!text)
        return std::nullopt;
    out.document = std::make_shared<const yaml::Document>(yaml::read(*text));
    const std::vector<Unit> units = unitsOf(*out.document, false);
    const bool isWished = out.document->complete() && units.size() == 1
        && yaml::toValue({*out.document, units.front().root}) == wished;
    return isWished ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

std::optional<Error> plan(const StartDocument& wish, EditStage& stage)
{
    const text::SourceText& source = stage.document().source();
    if (!stage.units().empty() || stage.document().format() != yaml::Format::Yaml)
        return Error{"not-empty", "the text is no longer empty", {}};
    const std::string written = yaml::writeYaml(wish.document);
    // Behind the `...` of another document a new one has to be announced.
    for (const std::string& front : {std::string(), std::string("---\n")}) {
        if (std::optional<yaml::TriedText> text = tried(source, front + written, wish.document)) {
            stage.apply(*std::move(text));
            return std::nullopt;
        }
    }
    return Error{"not-as-wished", "the text would not say what is wished; change it by hand", {}};
}

} // namespace pw::policy
