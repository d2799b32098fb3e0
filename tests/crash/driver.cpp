// Takes steps on a database file until it is done or killed:
// crash_driver DATABASE SEED WRITER FIRST END OPERATION
// Steps FIRST to END (without it) of stepsOf, or of stepsOfWriter when there is a WRITER; killed at
// the OPERATION of the disk of that number, 0 for none. Says so on its output when it has opened
// the file and when a step is done; each line is written at once.

#include "tests/crash/faulty_disk.h"
#include "tests/crash/steps.h"

#include <cstdio>
#include <cstdlib>
#include <string>

using namespace pw;
using namespace pw::tests;

namespace {

int failed(const Error& error)
{
    std::printf("failed: %s\n", error.text().c_str());
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 7)
        return 2;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const std::string writer = argv[3];
    const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
    const std::vector<Step> steps = writer.empty() ? stepsOf(seed) : stepsOfWriter(seed, writer);
    const std::size_t end = std::strtoul(argv[5], nullptr, 10);
    const std::size_t operation = std::strtoul(argv[6], nullptr, 10);

    FaultyDisk disk;
    if (operation > 0)
        disk.set({Fault::Kind::Kill, operation});
    {
        const auto store = organization::Store::open(argv[1], {systemTime, disk.name()});
        if (!store)
            return failed(store.error());
        std::printf("open\n");
        for (std::size_t i = std::strtoul(argv[4], nullptr, 10); i < end && i < steps.size(); ++i) {
            if (const Result<Done> done = take(**store, steps[i]); !done)
                return failed(done.error());
            std::printf("done %zu\n", i);
        }
    }
    std::printf("operations %zu\n", disk.operations());
    return 0;
}
