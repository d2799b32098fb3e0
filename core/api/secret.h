#pragma once
// A key that goes to the server and nowhere else.

#include <string>
#include <string_view>

namespace pw::api {

/// Has no way into a stream, a message or a comparison by accident, and leaves no copy in memory
/// that is given back.
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string text) : m_text(std::move(text)) { }
    Secret(const Secret&) = default;
    Secret& operator=(const Secret& other)
    {
        if (this != &other) {
            wipe(m_text);
            m_text = other.m_text;
        }
        return *this;
    }
    Secret(Secret&& other) noexcept : m_text(other.m_text) { wipe(other.m_text); }
    Secret& operator=(Secret&& other) noexcept
    {
        if (this != &other) {
            wipe(m_text);
            m_text = other.m_text;
            wipe(other.m_text);
        }
        return *this;
    }
    ~Secret() { wipe(m_text); }

    [[nodiscard]] bool empty() const { return m_text.empty(); }
    /// For the header of a request and for the keyring alone.
    [[nodiscard]] std::string_view reveal() const { return m_text; }
    /// What may be shown of it: `****` and, of a long one, the last four signs.
    [[nodiscard]] std::string hint() const
    {
        constexpr std::size_t shown = 4;
        return m_text.size() < 4 * shown ? "****" : "****" + m_text.substr(m_text.size() - shown);
    }

    /// Overwrites the bytes, short ones inside the object, too, and empties the text.
    static void wipe(std::string& text)
    {
        text.resize(text.capacity());
        volatile char* bytes = text.data();
        for (std::size_t i = 0; i < text.size(); ++i)
            bytes[i] = '\0';
        text.clear();
    }

private:
    std::string m_text;
};

} // namespace pw::api
