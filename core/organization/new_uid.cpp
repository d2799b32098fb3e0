#include "core/organization/new_uid.h"

#include <random>

namespace pw::organization {

std::string newUid(std::string_view prefix)
{
    constexpr std::string_view signs
        = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr int length = 11;
    std::random_device random;
    std::uniform_int_distribution<std::size_t> place(0, signs.size() - 1);
    std::string out(prefix);
    for (int i = 0; i < length; ++i)
        out += signs[place(random)];
    return out;
}

} // namespace pw::organization
