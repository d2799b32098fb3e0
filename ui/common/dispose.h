#pragma once
// Big values go away from the thread of the window: freeing 100,000 rows takes longer than a frame.

#include <QThreadPool>

#include <memory>
#include <utility>

namespace pw::ui {

/// Lets go of the value on another thread. Whoever else has it keeps it.
template <typename T> void disposeElsewhere(std::shared_ptr<const T> value)
{
    if (value != nullptr)
        QThreadPool::globalInstance()->start([gone = std::move(value)]() mutable { gone.reset(); });
}

} // namespace pw::ui
