#include "core/policy/process_ids.h"

#include <algorithm>
#include <string_view>

namespace pw::policy {
namespace {

bool isDigits(std::string_view text)
{
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string increased(std::string digits)
{
    std::size_t at = digits.size();
    while (at > 0 && digits[at - 1] == '9')
        digits[--at] = '0';
    if (at == 0)
        digits.insert(0, 1, '1');
    else
        ++digits[at - 1];
    const std::size_t firstKept = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return digits.substr(firstKept);
}

} // namespace

std::string followingId(const std::string& id)
{
    const std::size_t bar = id.rfind('_');
    if (bar == std::string::npos || bar == 0 || !isDigits(std::string_view(id).substr(bar + 1)))
        return id + "_0";
    return id.substr(0, bar + 1) + increased(id.substr(bar + 1));
}

std::string freeId(std::string id, const std::set<std::string>& taken)
{
    while (taken.contains(id))
        id = followingId(id);
    return id;
}

} // namespace pw::policy
