#include "core/files/same_file.h"

#include <filesystem>
#include <system_error>

namespace pw::files {

namespace fs = std::filesystem;

bool sameFile(const std::string& a, const std::string& b)
{
    std::error_code failed;
    if (fs::equivalent(a, b, failed))
        return true;
    // One of them at least does not exist: then the names decide.
    std::error_code failedA;
    std::error_code failedB;
    const fs::path fullA = fs::weakly_canonical(fs::absolute(a, failedA), failedA);
    const fs::path fullB = fs::weakly_canonical(fs::absolute(b, failedB), failedB);
    return !failedA && !failedB && !fullA.empty() && fullA == fullB;
}

bool isRegularFile(const std::string& path)
{
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

} // namespace pw::files
