#include "tests/crash/faulty_disk.h"

#include <csignal>
#include <sqlite3.h>

namespace pw::tests {
namespace {

constexpr const char* vfsName = "faulty-disk";

struct State
{
    sqlite3_vfs* real = nullptr;
    Fault fault;
    std::size_t operations = 0;

    /// Counts an operation. True when it meets the fault; does not return from Kind::Kill.
    bool meets()
    {
        ++operations;
        if (fault.kind == Fault::Kind::None || operations < fault.at)
            return false;
        if (fault.kind == Fault::Kind::Kill)
            (void)std::raise(SIGKILL);
        return true;
    }
    /// The code of a failed operation, `broken` being the one of a broken disk.
    [[nodiscard]] int failure(bool needsSpace, int broken) const
    {
        if (fault.kind == Fault::Kind::Broken)
            return broken;
        return needsSpace ? SQLITE_FULL : SQLITE_OK;
    }
};

/// The real file lies behind it in memory.
struct File
{
    sqlite3_file base;
    State* state;

    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    [[nodiscard]] const sqlite3_io_methods* methods() { return real()->pMethods; }
};

File* fileOf(sqlite3_file* file)
{
    return reinterpret_cast<File*>(file);
}

State& stateOf(sqlite3_vfs* vfs)
{
    return *static_cast<State*>(vfs->pAppData);
}

int write(sqlite3_file* base, const void* bytes, int size, sqlite3_int64 at)
{
    File* const file = fileOf(base);
    State& state = *file->state;
    if (state.fault.kind == Fault::Kind::Kill && state.operations + 1 >= state.fault.at)
        (void)file->methods()->xWrite(file->real(), bytes, size / 2, at);
    if (state.meets()) {
        if (const int code = state.failure(true, SQLITE_IOERR_WRITE); code != SQLITE_OK)
            return code;
    }
    return file->methods()->xWrite(file->real(), bytes, size, at);
}

int truncate(sqlite3_file* base, sqlite3_int64 size)
{
    File* const file = fileOf(base);
    if (file->state->meets()) {
        if (const int code = file->state->failure(false, SQLITE_IOERR_TRUNCATE); code != SQLITE_OK)
            return code;
    }
    return file->methods()->xTruncate(file->real(), size);
}

int sync(sqlite3_file* base, int flags)
{
    File* const file = fileOf(base);
    if (file->state->meets()) {
        if (const int code = file->state->failure(false, SQLITE_IOERR_FSYNC); code != SQLITE_OK)
            return code;
    }
    return file->methods()->xSync(file->real(), flags);
}

int shmMap(sqlite3_file* base, int page, int size, int extend, volatile void** memory)
{
    File* const file = fileOf(base);
    if (file->state->meets() && extend != 0) {
        if (const int code = file->state->failure(true, SQLITE_IOERR_SHMSIZE); code != SQLITE_OK)
            return code;
    }
    return file->methods()->xShmMap(file->real(), page, size, extend, memory);
}

int shmLock(sqlite3_file* base, int offset, int count, int flags)
{
    File* const file = fileOf(base);
    (void)file->state->meets();
    return file->methods()->xShmLock(file->real(), offset, count, flags);
}

void shmBarrier(sqlite3_file* base)
{
    File* const file = fileOf(base);
    (void)file->state->meets();
    file->methods()->xShmBarrier(file->real());
}

int remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
{
    State& state = stateOf(vfs);
    if (state.meets()) {
        if (const int code = state.failure(false, SQLITE_IOERR_DELETE); code != SQLITE_OK)
            return code;
    }
    return state.real->xDelete(state.real, name, syncFolder);
}

const sqlite3_io_methods& fileMethods()
{
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods out{};
        out.iVersion = 2;
        out.xClose
            = [](sqlite3_file* f) { return fileOf(f)->methods()->xClose(fileOf(f)->real()); };
        out.xRead = [](sqlite3_file* f, void* bytes, int size, sqlite3_int64 at) {
            return fileOf(f)->methods()->xRead(fileOf(f)->real(), bytes, size, at);
        };
        out.xWrite = write;
        out.xTruncate = truncate;
        out.xSync = sync;
        out.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
            return fileOf(f)->methods()->xFileSize(fileOf(f)->real(), size);
        };
        out.xLock = [](sqlite3_file* f, int lock) {
            return fileOf(f)->methods()->xLock(fileOf(f)->real(), lock);
        };
        out.xUnlock = [](sqlite3_file* f, int lock) {
            return fileOf(f)->methods()->xUnlock(fileOf(f)->real(), lock);
        };
        out.xCheckReservedLock = [](sqlite3_file* f, int* out_) {
            return fileOf(f)->methods()->xCheckReservedLock(fileOf(f)->real(), out_);
        };
        out.xFileControl = [](sqlite3_file* f, int what, void* value) {
            return fileOf(f)->methods()->xFileControl(fileOf(f)->real(), what, value);
        };
        out.xSectorSize
            = [](sqlite3_file* f) { return fileOf(f)->methods()->xSectorSize(fileOf(f)->real()); };
        out.xDeviceCharacteristics = [](sqlite3_file* f) {
            return fileOf(f)->methods()->xDeviceCharacteristics(fileOf(f)->real());
        };
        out.xShmMap = shmMap;
        out.xShmLock = shmLock;
        out.xShmBarrier = shmBarrier;
        out.xShmUnmap = [](sqlite3_file* f, int removeIt) {
            return fileOf(f)->methods()->xShmUnmap(fileOf(f)->real(), removeIt);
        };
        return out;
    }();
    return methods;
}

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags, int* outFlags)
{
    State& state = stateOf(vfs);
    File* const file = fileOf(base);
    file->state = &state;
    const int code = state.real->xOpen(state.real, name, file->real(), flags, outFlags);
    file->base.pMethods = file->real()->pMethods != nullptr ? &fileMethods() : nullptr;
    return code;
}

} // namespace

struct FaultyDisk::Parts
{
    State state;
    sqlite3_vfs vfs{};
};

FaultyDisk::FaultyDisk() : m_parts(std::make_unique<Parts>())
{
    sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
    m_parts->state.real = real;
    sqlite3_vfs& vfs = m_parts->vfs;
    vfs = *real;
    vfs.pNext = nullptr;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    vfs.zName = vfsName;
    vfs.pAppData = &m_parts->state;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = [](sqlite3_vfs* v, const char* name, int flags, int* out) {
        return stateOf(v).real->xAccess(stateOf(v).real, name, flags, out);
    };
    vfs.xFullPathname = [](sqlite3_vfs* v, const char* name, int size, char* out) {
        return stateOf(v).real->xFullPathname(stateOf(v).real, name, size, out);
    };
    vfs.xRandomness = [](sqlite3_vfs* v, int size, char* out) {
        return stateOf(v).real->xRandomness(stateOf(v).real, size, out);
    };
    vfs.xSleep = [](sqlite3_vfs* v, int microseconds) {
        return stateOf(v).real->xSleep(stateOf(v).real, microseconds);
    };
    vfs.xCurrentTime = [](sqlite3_vfs* v, double* now) {
        return stateOf(v).real->xCurrentTime(stateOf(v).real, now);
    };
    vfs.xCurrentTimeInt64 = [](sqlite3_vfs* v, sqlite3_int64* now) {
        return stateOf(v).real->xCurrentTimeInt64(stateOf(v).real, now);
    };
    vfs.xGetLastError = [](sqlite3_vfs* v, int size, char* out) {
        return stateOf(v).real->xGetLastError(stateOf(v).real, size, out);
    };
    (void)sqlite3_vfs_register(&vfs, 0);
}

FaultyDisk::~FaultyDisk()
{
    (void)sqlite3_vfs_unregister(&m_parts->vfs);
}

const char* FaultyDisk::name() const
{
    return vfsName;
}

void FaultyDisk::set(Fault fault)
{
    m_parts->state.fault = fault;
    m_parts->state.operations = 0;
}

std::size_t FaultyDisk::operations() const
{
    return m_parts->state.operations;
}

} // namespace pw::tests
