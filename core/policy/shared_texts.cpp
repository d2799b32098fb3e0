#include "core/policy/shared_texts.h"

#include <utility>

namespace pw::policy {

SharedTexts::SharedTexts(std::vector<std::string> texts)
    : m_texts(texts.empty() ? nullptr
                            : std::make_shared<const std::vector<std::string>>(std::move(texts)))
{
}

const std::vector<std::string>& SharedTexts::get() const
{
    static const std::vector<std::string> none;
    return m_texts == nullptr ? none : *m_texts;
}

bool SharedTexts::operator==(const SharedTexts& other) const
{
    return isSameAs(other) || get() == other.get();
}

void SharedTextsPool::share(SharedTexts& texts)
{
    if (!texts.empty())
        texts = *m_known.insert(texts).first;
}

} // namespace pw::policy
