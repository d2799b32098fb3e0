#pragma once
// A value or an Error. The names are those of std::expected, which C++20 lacks.

#include "core/base/error.h"

#include <cassert>
#include <utility>
#include <variant>

namespace pw {

template <typename T> class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { } // NOLINT implicit
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { } // NOLINT implicit

    [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value. Asking a failed result is a programming error.
    [[nodiscard]] T& value() &
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] const T& value() const&
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T&& value() &&
    {
        assert(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }
    [[nodiscard]] T value_or(T fallback) const { return has_value() ? value() : fallback; }

private:
    std::variant<T, Error> m_state;
};

/// A success without a value.
struct Done
{
    bool operator==(const Done&) const = default;
};

} // namespace pw
