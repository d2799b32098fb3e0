#include "core/organization/sample.h"

#include "core/ops/timestamp.h"
#include "core/organization/import.h"
#include "core/organization/store.h"
#include "core/policy/kinds.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>

namespace pw::organization {
namespace {

using yaml::Value;

constexpr std::array<std::string_view, 8> timeKeys{
    "time",      "valid_from", "valid_to",       "last_seen",
    "expire_at", "created",    "firstTimestamp", "latestTimestamp",
};

/// Calls `visit` with every time of a record: at its top and in its metadata.
void visitTimes(Value& record, const std::function<void(Value&, double)>& visit)
{
    for (auto& [key, value] : record.entries) {
        if (key == "metadata")
            visitTimes(value, visit);
        const std::optional<double> time = ops::timestampValue(value.text);
        if (value.kind == Value::Kind::Number && time
            && std::ranges::find(timeKeys, key) != timeKeys.end())
            visit(value, *time);
    }
}

/// Whole seconds, so that the digits behind the point stay and nothing lies ahead of `now`.
void shiftTo(std::vector<Value>& records, double now)
{
    double newest = 0;
    for (Value& record : records)
        visitTimes(record, [&newest](Value&, double time) { newest = std::max(newest, time); });
    const double shift = std::floor(now - newest);
    for (Value& record : records) {
        visitTimes(record, [shift](Value& value, double time) {
            value.text = ops::timestampText(time + shift);
        });
    }
}

Result<text::SourceText> shifted(std::string_view text, double now)
{
    const Result<text::SourceText> source = text::SourceText::make(std::string(text), "sample");
    if (!source)
        return source;
    const yaml::Document document = yaml::read(*source);
    std::vector<Value> records;
    for (const policy::Unit& unit : policy::unitsOf(document, true)) {
        if (unit.kind != policy::Kind::FingerprintGroup)
            records.push_back(yaml::toValue({document, unit.root}));
    }
    shiftTo(records, now);
    return text::SourceText::make(
        yaml::writeJson(Value::list(std::move(records)), yaml::JsonLayout::OneLine), "sample");
}

} // namespace

Result<Done> addSample(Store& store, std::string_view text, double now)
{
    // Mostly it is there; that is found without waiting for a writer.
    const Result<bool> wanted = store.wantsSample();
    if (!wanted)
        return wanted.error();
    if (!*wanted)
        return Done{};
    const Result<text::SourceText> source = shifted(text, now);
    if (!source)
        return source.error();
    Result<Transaction> transaction = Transaction::begin(store.database());
    if (!transaction)
        return transaction.error();
    const Result<bool> still = store.wantsSample();
    if (!still)
        return still.error();
    if (!*still)
        return Done{};
    if (const Result<ImportReport> report = importText(store, *source, now); !report)
        return report.error();
    if (const Result<Done> noted = store.noteSample(); !noted)
        return noted;
    return transaction->commit();
}

} // namespace pw::organization
