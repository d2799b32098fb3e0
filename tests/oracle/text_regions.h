#pragma once
// Which bytes and comments of a text a change may touch, and whether it kept to them.

#include "tests/oracle/decorated_text.h"

#include <string>
#include <vector>

namespace pw::oracle {

struct Region
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The regions of a text by the places in its value.
class TextRegions
{
public:
    TextRegions(const DecoratedText& text, const yaml::Value& value) : m_text(text), m_value(value)
    {
    }

    [[nodiscard]] const Part& part(const Path& path) const { return m_text.parts.at(path); }
    [[nodiscard]] Region of(const Path& path) const;
    /// The bytes that change when the child goes: of a line that it shares, more.
    [[nodiscard]] Region without(const Path& path) const;
    /// The bytes around a place between children.
    [[nodiscard]] Region gap(const Path& parent, std::size_t index) const;
    /// Every place between children.
    [[nodiscard]] std::vector<Region> gaps(const Path& parent) const;
    /// What stands in the collection, without what stands on the line of its key.
    [[nodiscard]] Region inside(const Path& path) const;
    [[nodiscard]] bool hasComment(Region region) const;

private:
    const DecoratedText& m_text;
    const yaml::Value& m_value;
};

/// Comments that stand in it go, or may go.
struct Gone
{
    Region region;
    bool goes = false; ///< they have to
};

/// Nothing but the regions differs; empty when all is well.
[[nodiscard]] std::string differenceOutside(const std::string& before, std::vector<Region> touched,
                                            const std::string& after);
/// Every comment is there once; empty when all is well.
[[nodiscard]] std::string lostComment(const DecoratedText& before, const std::vector<Gone>& gone,
                                      const std::string& after);

} // namespace pw::oracle
