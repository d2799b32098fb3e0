#pragma once
// What the sources that draw wishes have in common.

#include "tests/oracle/plain_value.h"
#include "tests/oracle/wish_case.h"

#include <functional>

namespace pw::oracle {

class WishDrawer
{
protected:
    WishDrawer(WishCase& made, std::mt19937_64& random) : m_case(made), m_random(random)
    {
        m_case.after = m_case.before;
    }

    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    bool chance(std::size_t n) { return pick(n) == 0; }
    template <typename T> const T& oneOf(const std::vector<T>& list)
    {
        return list[pick(list.size())];
    }

    [[nodiscard]] TextRegions regions() const { return {m_case.text, m_case.before}; }
    [[nodiscard]] const yaml::Value& before(const Path& path) const
    {
        return valueAt(m_case.before, path);
    }
    yaml::Value& after(const Path& path) { return valueAt(m_case.after, path); }
    [[nodiscard]] policy::Place place(const Path& path) const;
    /// Below the root of the unit, where it holds.
    [[nodiscard]] std::vector<Path>
    pathsWhere(const std::function<bool(const Path&, const yaml::Value&)>& fits) const;
    [[nodiscard]] std::vector<Path> everywhere() const;
    [[nodiscard]] std::vector<Path> ofKind(yaml::Value::Kind kind) const;
    /// Mappings and the root of the unit; nulls, where a mapping may come to be.
    [[nodiscard]] std::vector<Path> mappings() const;
    /// One that the mapping does not have; empty when it has the one that was drawn.
    std::string freshKey(const yaml::Value& mapping);
    void touch(const Region& region) { m_case.touched.push_back(region); }
    void touchAll(const std::vector<Region>& regions);
    /// What changes when they go together.
    void touchWithout(const std::vector<Path>& gone);
    /// A new entry of the mapping, or the first one of a null.
    void touchForEntry(const Path& mapping, const std::string& key);
    /// Some of them, of which none stands in another.
    std::vector<Path> someApart(const std::vector<Path>& candidates, std::size_t most);
    void eraseAll(std::vector<Path> paths);
    /// The entry with that value, also where its mapping is null.
    void addEntry(const Path& mapping, const std::string& key, yaml::Value value);

    WishCase& m_case;
    std::mt19937_64& m_random;
};

} // namespace pw::oracle
