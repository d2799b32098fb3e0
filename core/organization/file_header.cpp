#include "core/organization/file_header.h"

#include <algorithm>
#include <memory>
#include <sqlite3.h>

namespace pw::organization {

Result<std::string> fileHeader(const std::string& path, const char* vfs)
{
    sqlite3* opened = nullptr;
    int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, vfs);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closed(opened, sqlite3_close);
    sqlite3_file* file = nullptr;
    if (code == SQLITE_OK)
        code = sqlite3_file_control(opened, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    sqlite3_int64 size = 0;
    if (code == SQLITE_OK)
        code = file->pMethods->xFileSize(file, &size);
    std::string bytes(std::min<std::size_t>(static_cast<std::size_t>(size), fileHeaderBytes), '\0');
    if (code == SQLITE_OK && !bytes.empty())
        code = file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), 0);
    if (code != SQLITE_OK)
        return Error{"cannot-open", path + " cannot be read: " + sqlite3_errstr(code), {}};
    return bytes;
}

} // namespace pw::organization
