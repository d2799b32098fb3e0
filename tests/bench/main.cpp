// Times of the main job for growing inputs, by hand: build/release/tests/bench [runs]

#include "core/ops/merge.h"
#include "core/ops/validate.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"
#include "tests/bench/bare_readers.h"
#include "tests/bench/shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace pw;

namespace {

/// Seconds of each step, and what the process needed at most.
struct Figures
{
    double read = 0;
    double decode = 0;
    double merge = 0;
    double write = 0;
    double validate = 0;
    double bare = 0; ///< the bare parser over the same bytes
    double megabytes = 0; ///< of the text
    double peak = 0; ///< in megabytes, of a process that did nothing else

    [[nodiscard]] double total() const { return read + decode + merge + write; }
};

/// Time of the processor, which other programs on the machine disturb less. All runs on one thread.
double secondsOf(const std::function<void()>& work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    const double start = now();
    work();
    return now() - start;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

[[noreturn]] void fail(const std::string& why)
{
    std::fprintf(stderr, "bench: %s\n", why.c_str());
    std::_Exit(1);
}

std::string textOf(const yaml::Value& value, yaml::Format format)
{
    return format == yaml::Format::Yaml ? writeYaml(value) : writeJson(value);
}

Figures once(const std::string& bytes, yaml::Format format)
{
    Figures out;
    out.megabytes = static_cast<double>(bytes.size()) / 1e6;
    const text::SourceText source = *text::SourceText::make(bytes, "bench");
    std::unique_ptr<yaml::Document> document;
    out.read = secondsOf([&] { document = std::make_unique<yaml::Document>(yaml::read(source)); });
    if (!document->problems().empty())
        fail(document->problems().front().message);
    std::vector<ops::MergeInput> inputs;
    out.decode = secondsOf([&] {
        for (const policy::Unit& unit : policy::unitsOf(*document, true))
            inputs.push_back(
                {policy::decodeGuardian(yaml::NodeRef(*document, unit.root)), unit.label});
    });
    ops::CreateOptions options;
    options.name = "bench";
    ops::MergeOutcome outcome;
    out.merge = secondsOf([&] {
        auto merged = ops::createPolicy(inputs, options);
        if (!merged)
            fail(merged.error().text());
        outcome = *std::move(merged);
    });
    std::string written;
    out.write = secondsOf([&] { written = textOf(policy::encode(outcome.document), format); });
    std::vector<text::Diagnostic> diagnostics;
    out.validate = secondsOf([&] { diagnostics = ops::validate(*document); });
    if (text::hasErrors(diagnostics))
        fail(diagnostics.front().message);
    out.bare = secondsOf([&] {
        if (!(format == yaml::Format::Yaml ? bench::bareYamlPass(bytes)
                                           : bench::bareJsonPass(bytes)))
            fail("the bare parser refuses the text");
    });
    return out;
}

std::string contentOf(std::FILE* file)
{
    std::fseek(file, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(std::ftell(file)), '\0');
    std::rewind(file);
    if (std::fread(bytes.data(), 1, bytes.size(), file) != bytes.size())
        fail("the generated text cannot be read");
    return bytes;
}

Figures measured(std::FILE* file, yaml::Format format, int runs)
{
    const std::string bytes = contentOf(file);
    std::vector<Figures> all;
    for (int i = 0; i < runs; ++i)
        all.push_back(once(bytes, format));
    const auto of = [&](double Figures::*field) {
        std::vector<double> values;
        for (const Figures& figures : all)
            values.push_back(figures.*field);
        return median(std::move(values));
    };
    Figures out;
    for (double Figures::*field :
         {&Figures::read, &Figures::decode, &Figures::merge, &Figures::write, &Figures::validate,
          &Figures::bare, &Figures::megabytes})
        out.*field = of(field);
    return out;
}

/// Measures in a process of its own, so that its peak of memory is its own.
Figures apart(const std::function<Figures()>& work)
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0)
        fail("no pipe");
    const pid_t child = fork();
    if (child == 0) {
        const Figures figures = work();
        const bool sent
            = write(ends[1], &figures, sizeof figures) == static_cast<ssize_t>(sizeof figures);
        std::_Exit(sent ? 0 : 1);
    }
    close(ends[1]);
    Figures out;
    const bool received = read(ends[0], &out, sizeof out) == static_cast<ssize_t>(sizeof out);
    close(ends[0]);
    rusage usage{};
    int status = 0;
    wait4(child, &status, 0, &usage);
    if (!received || status != 0)
        fail("a measurement failed");
    out.peak = static_cast<double>(usage.ru_maxrss) / 1024;
    return out;
}

void printRow(bench::Shape shape, std::size_t count, const char* format, const Figures& figures)
{
    std::printf("%-10s %6zu  %-4s %7.2f  %8.2f %8.2f %8.2f %8.2f %8.2f   %5.2f  %7.0f\n",
                std::string(bench::toString(shape)).c_str(), count, format, figures.megabytes,
                figures.read * 1e3, figures.decode * 1e3, figures.merge * 1e3, figures.write * 1e3,
                figures.validate * 1e3, figures.read / figures.bare, figures.peak);
    std::fflush(stdout);
}

void printGrowth(const Figures& small, const Figures& large)
{
    const auto exponent = [](double from, double to) { return std::log10(to / from); };
    std::printf("%-10s %6s  %-4s %7s  %8.2f %8.2f %8.2f %8s %8.2f   %5s  %7s   whole %.2f = %.1f "
                "times\n\n",
                "  exponent", "", "", "", exponent(small.read, large.read),
                exponent(small.decode, large.decode), exponent(small.merge, large.merge), "",
                exponent(small.validate, large.validate), "", "",
                exponent(small.total(), large.total()), large.total() / small.total());
}

} // namespace

int main(int argc, char** argv)
{
    const int runs = argc > 1 ? std::atoi(argv[1]) : 5;
    if (runs < 1) {
        std::fprintf(stderr, "usage: bench [runs]\n");
        return 2;
    }
    std::printf("Milliseconds of processor time, median of %d runs; bare: our read against the "
                "parser underneath; "
                "peak: of the whole process, in MB.\n\n",
                runs);
    std::printf("%-10s %6s  %-4s %7s  %8s %8s %8s %8s %8s   %5s  %7s\n", "shape", "count", "", "MB",
                "read", "decode", "merge", "write", "validate", "bare", "peak");
    for (const bench::Shape shape : bench::shapes) {
        for (const yaml::Format format : {yaml::Format::Yaml, yaml::Format::Json}) {
            const char* name = format == yaml::Format::Yaml ? "yaml" : "json";
            Figures figures[2];
            for (const int at : {0, 1}) {
                const std::size_t count = at == 0 ? 1000 : 10000;
                std::FILE* file = std::tmpfile();
                if (file == nullptr)
                    fail("no temporary file");
                apart([&] {
                    const std::string text = textOf(bench::fingerprints(shape, count), format);
                    if (std::fwrite(text.data(), 1, text.size(), file) != text.size()
                        || std::fflush(file) != 0)
                        fail("the generated text cannot be kept");
                    return Figures();
                });
                figures[at] = apart([&] { return measured(file, format, runs); });
                std::fclose(file);
                printRow(shape, count, name, figures[at]);
            }
            printGrowth(figures[0], figures[1]);
        }
    }
    return 0;
}
