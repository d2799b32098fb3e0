#include "core/ops/hover_meaning.h"

#include "core/ops/address_set.h"
#include "core/ops/hover_words.h"
#include "core/ops/short_text.h"
#include "core/ops/spelling.h"
#include "core/ops/timestamp.h"
#include "core/ops/wildcard.h"
#include "core/ops/wording.h"
#include "core/policy/process_nodes.h"
#include "core/policy/scalars.h"
#include "core/text/source_text.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::Field;
using policy::Step;
using yaml::NodeRef;

/// The last key of the path: of an item that of its list.
std::string_view keyOf(const std::vector<Step>& steps)
{
    const auto found
        = std::find_if(steps.rbegin(), steps.rend(), [](const Step& step) { return !step.isItem; });
    return found == steps.rend() ? std::string_view() : std::string_view(found->key);
}

bool isBelow(const std::vector<Step>& steps, std::string_view key)
{
    return std::ranges::find(steps, key, &Step::key) != steps.end();
}

Sentence aliasMeaning(NodeRef alias)
{
    const NodeRef target = alias.aliasTarget();
    Sentence out;
    if (!target)
        return out.say("stands for nothing: no anchor before it is called ")
            .name(shorten(alias.value()));
    out.say("stands for ");
    if (target.isScalar())
        out.name(shorten(target.value()));
    else
        out.say((target.isSequence() ? "a list of " : "a mapping of ")
                + counted(target.size(), "entry", "entries"));
    const auto line = target.document()->source().lineColumn(target.span().begin).line;
    return out.say(" in line " + std::to_string(line));
}

Sentence notAWord(std::string_view word, std::span<const std::string_view> allowed)
{
    Sentence out;
    out.say("not one of the words that are allowed");
    if (const std::string_view meant = closestWord(word, allowed); !meant.empty())
        out.say("; did you mean ").name(std::string(meant)).say("?");
    return out;
}

/// `65,536`
std::string grouped(std::uint64_t number)
{
    std::string out = std::to_string(number);
    for (std::size_t at = out.size(); at > 3; at -= 3)
        out.insert(at - 3, ",");
    return out;
}

std::string addressText(bool v6, Address address)
{
    const Cidr host{v6, static_cast<std::uint64_t>(address >> 64U),
                    static_cast<std::uint64_t>(address), static_cast<std::uint8_t>(v6 ? 128 : 32)};
    const std::string text = toString(host);
    return text.substr(0, text.find('/'));
}

Sentence blockMeaning(std::string_view written)
{
    const ParsedCidr parsed = parseCidr(written);
    Sentence out;
    if (parsed.problem == CidrProblem::Malformed)
        return out.say("not an IPv4 or IPv6 network");
    const Cidr& cidr = parsed.cidr;
    if (parsed.problem == CidrProblem::HostBits)
        out.say("has host bits set; the network is ").name(toString(cidr)).say(": ");
    const AddressRange range = rangeOf(cidr);
    const unsigned bits = (cidr.v6 ? 128U : 32U) - cidr.prefix;
    if (bits == 0) {
        out.say("one address");
    } else {
        out.name(addressText(cidr.v6, range.first)).say(" to ");
        out.name(addressText(cidr.v6, range.last));
        out.say(", "
                + (bits <= 32 ? grouped(std::uint64_t{1} << bits) : "2^" + std::to_string(bits))
                + " addresses");
    }
    return out.say(isPrivate(cidr)          ? ", private"
                       : holdsPrivate(cidr) ? ", public and private"
                                            : ", public");
}

bool isTimeKey(std::string_view key)
{
    constexpr std::array<std::string_view, 5> others{"time", "valid_from", "valid_to", "last_seen",
                                                     "expire_at"};
    return key.ends_with("Timestamp") || key.ends_with("Time")
        || std::ranges::find(others, key) != others.end();
}

Sentence timeMeaning(std::string_view written)
{
    const std::optional<double> seconds = timestampValue(written);
    const std::optional<std::string> shown = seconds ? formatTime(*seconds) : std::nullopt;
    return shown ? Sentence().name(*shown) : Sentence();
}

/// Whether patterns are meant where it stands.
bool takesPatterns(const std::vector<Step>& steps)
{
    const std::string_view key = keyOf(steps);
    if (key == "operator" || key == "key")
        return false;
    const bool inSelector = std::ranges::any_of(
        steps, [](const Step& step) { return step.key.ends_with("Selector"); });
    const bool ofProcess
        = isBelow(steps, "processPolicy") && (key == "name" || key == "exe" || key == "euser");
    return inSelector || ofProcess || (key == "values" && isBelow(steps, "rules"));
}

/// A pattern with stars alone, when it is one of the usual ones; else empty.
Sentence starsMeaning(std::string_view pattern)
{
    Sentence out;
    const std::size_t first = pattern.find('*');
    const std::size_t last = pattern.rfind('*');
    const std::string_view inner = pattern.substr(first, last + 1 - first);
    const std::string before = shorten(pattern.substr(0, first));
    const std::string after = shorten(pattern.substr(last + 1));
    if (inner.find_first_not_of('*') == std::string_view::npos) {
        if (before.empty() && after.empty())
            return out.say("any text");
        out.say("any text that ");
        if (!before.empty())
            out.say("begins with ").name(before).say(after.empty() ? "" : " and ");
        return after.empty() ? out : out.say("ends with ").name(after);
    }
    const std::size_t held = inner.find_first_not_of('*');
    const std::size_t heldEnd = inner.find_last_not_of('*') + 1;
    const std::string_view middle = inner.substr(held, heldEnd - held);
    if (before.empty() && after.empty() && middle.find('*') == std::string_view::npos)
        out.say("any text that holds ").name(shorten(middle));
    return out;
}

Sentence patternMeaning(std::string_view pattern)
{
    const bool stars = pattern.find('*') != std::string_view::npos;
    const bool single = pattern.find('?') != std::string_view::npos;
    const bool classes = pattern.find('[') != std::string_view::npos;
    if (stars && !single && !classes) {
        if (Sentence out = starsMeaning(pattern); !out.empty())
            return out;
    }
    std::vector<std::string> signs;
    if (stars)
        signs.emplace_back("* is any run of signs, also of /");
    if (single)
        signs.emplace_back("? is one sign");
    if (classes)
        signs.emplace_back("[ ] is one of the signs in it");
    return Sentence().say("a pattern: " + joined(signs));
}

} // namespace

Sentence meaningOf(const NodePlace& place, const Field* field)
{
    const NodeRef node = place.node;
    if (node.isAlias())
        return aliasMeaning(node);
    Sentence out;
    if (!node.isScalar())
        return out;
    if (node.isNull())
        return out.say("nothing, the same as if it were not there");
    const std::string_view word = node.value();
    const std::string_view key = keyOf(place.steps);
    const bool isEntryOfMap = field != nullptr && field->kind == policy::FieldKind::TextMap;
    if (const std::string_view meaning = wordMeaning(key, word);
        field != nullptr && !meaning.empty() && !isEntryOfMap)
        return out.say(std::string(meaning));
    if (field != nullptr && !field->values.empty() && !isEntryOfMap)
        return std::ranges::find(field->values, word) == field->values.end()
            ? notAWord(word, field->values)
            : out;
    if (Sentence process = idMeaning(place); !process.empty())
        return process;
    if ((key == "cidr" || key == "except") && isBelow(place.steps, "ipBlock"))
        return blockMeaning(word);
    if (isTimeKey(key) && (node.isNumber() || node.isString()))
        return timeMeaning(word);
    if (node.isString() && isPattern(word) && takesPatterns(place.steps))
        return patternMeaning(word);
    if (const std::optional<bool> on = policy::booleanOf(node);
        on && word != "true" && word != "false")
        return out.say(*on ? "true" : "false").say(", as YAML 1.1 has it");
    return out;
}

} // namespace pw::ops
