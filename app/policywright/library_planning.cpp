#include "app/policywright/library_planning.h"

#include "core/text/edits_between.h"

#include <algorithm>

namespace pw::app {
namespace {

constexpr std::size_t mostProgress = 200; // words of progress a run

bool hasChosenFix(const ops::LibraryFile& file, const std::set<ops::FixKind>& chosen)
{
    return std::ranges::any_of(
        file.fixes, [&chosen](const ops::FixCount& fix) { return chosen.contains(fix.kind); });
}

/// The text as it stands in its tab, else in the file.
Result<text::SourceText> textOf(const files::FileStore& store, FixPlan& plan, const TabText* tab)
{
    if (tab == nullptr)
        return files::loadForEditing(store, plan.path);
    plan.document = tab->document;
    plan.revision = tab->revision;
    const std::optional<text::SourceText> text = tab->text();
    return text ? Result<text::SourceText>(*text)
                : Result<text::SourceText>(Error{"too-large", "The text is too large", {}});
}

FixPlan planOne(const files::FileStore& store, const ops::LibraryFile& file, const TabText* tab,
                const std::set<ops::FixKind>& chosen, const std::stop_token& stop)
{
    FixPlan out;
    out.path = file.path;
    out.name = file.name;
    const Result<text::SourceText> before = textOf(store, out, tab);
    if (!before) {
        out.refused = before.error().message;
        return out;
    }
    out.before = *before;
    Result<ops::FixedText> fixed = ops::makeFixes(*before, chosen, stop);
    if (!fixed) {
        out.refused = fixed.error().message;
        return out;
    }
    out.fixed = *std::move(fixed);
    if (out.fixed.bytes == before->bytes())
        return out;
    if (tab != nullptr)
        out.edits = text::editsBetween(before->bytes(), out.fixed.bytes);
    out.diff = ui::TextDiff::of(std::string(before->bytes()), out.fixed.bytes);
    return out;
}

} // namespace

Result<std::vector<FixPlanPtr>> planFixes(const files::FileStore& store,
                                          const FixQuestion& question, const std::stop_token& stop,
                                          const ProgressFn& progress)
{
    const TabIndex tabs(question.tabs);
    std::vector<const ops::LibraryFile*> files;
    for (const ops::LibraryFilePtr& file : question.files) {
        if (hasChosenFix(*file, question.chosen))
            files.push_back(file.get());
    }
    const std::size_t step = files.size() / mostProgress + 1;
    std::vector<FixPlanPtr> out;
    for (std::size_t at = 0; at < files.size() && !stop.stop_requested(); ++at) {
        const ops::LibraryFile& file = *files[at];
        if (at % step == 0)
            progress(at, files.size(), file.name);
        const TabText* const tab = tabs.find(file.path, files::stampOf(file.path));
        out.push_back(
            std::make_shared<const FixPlan>(planOne(store, file, tab, question.chosen, stop)));
    }
    if (stop.stop_requested())
        return Error{std::string(cancelledCode), "trying the fixes was cancelled", {}};
    return out;
}

void writeFixes(files::FileStore& store, const std::vector<FixPlanPtr>& plans,
                const std::function<void(const WrittenFix&)>& told, const std::stop_token& stop,
                const ProgressFn& progress)
{
    const std::size_t step = plans.size() / mostProgress + 1;
    for (std::size_t at = 0; at < plans.size(); ++at) {
        const FixPlan& plan = *plans[at];
        if (stop.stop_requested()) {
            told({plan.path, false, Done{}});
            continue;
        }
        if (at % step == 0)
            progress(at, plans.size(), plan.name);
        files::SaveOrder order;
        order.path = plan.path;
        order.bytes = plan.fixed.bytes;
        order.expected = files::KnownContent{plan.before};
        told({plan.path, true, store.save(order)});
    }
}

} // namespace pw::app
