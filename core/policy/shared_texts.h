#pragma once
// Lists of texts that many rows have in common: the labels of pods, the policies that cover them.

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace pw::policy {

/// Copies share one list. Values compare by what they hold.
class SharedTexts
{
public:
    SharedTexts() = default;
    explicit SharedTexts(std::vector<std::string> texts);

    [[nodiscard]] const std::vector<std::string>& get() const;
    [[nodiscard]] auto begin() const { return get().begin(); }
    [[nodiscard]] auto end() const { return get().end(); }
    [[nodiscard]] std::size_t size() const { return get().size(); }
    [[nodiscard]] bool empty() const { return m_texts == nullptr; }
    /// They are one list in memory.
    [[nodiscard]] bool isSameAs(const SharedTexts& other) const { return m_texts == other.m_texts; }
    bool operator==(const SharedTexts& other) const;

private:
    std::shared_ptr<const std::vector<std::string>> m_texts; ///< none for an empty list
};

/// Gives equal lists one place in memory.
class SharedTextsPool
{
public:
    /// Makes the list share what an equal one has been given before.
    void share(SharedTexts& texts);

private:
    struct ByContent
    {
        bool operator()(const SharedTexts& a, const SharedTexts& b) const
        {
            return a.get() < b.get();
        }
    };
    std::set<SharedTexts, ByContent> m_known;
};

} // namespace pw::policy
