#include "ui/form/form_document.h"

#include <string_view>

namespace pw::ui {
namespace {

/// The keys at the front of a path, as far as they tell the tab. Items and quoted keys end it.
std::vector<policy::Step> firstSteps(std::string_view path)
{
    std::vector<policy::Step> out;
    while (!path.empty()) {
        const std::size_t end = path.find_first_of(".[");
        if (end == 0)
            break;
        out.push_back({std::string(path.substr(0, end)), 0, false});
        if (end == std::string_view::npos || path[end] == '[')
            break;
        path.remove_prefix(end + 1);
    }
    return out;
}

} // namespace

ops::FormTab FormDocument::tabOf(const text::Diagnostic& problem) const
{
    std::string_view path = problem.path;
    const std::string front = root().path();
    if (!front.empty() && path.starts_with(front))
        path.remove_prefix(std::min(path.size(), front.size() + 1));
    return ops::tabOf(type(), firstSteps(path));
}

} // namespace pw::ui
