// Times of a line diff beside git's and GNU diff's, by hand: build/release/tests/bench_diff
//
// The other programs are timed from start to end, output thrown away, and so is their bare start
// (`--version`), which is taken off: ours is the reading of both files and the diff. Best of some.

#include "core/text/line_diff.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace pw;

namespace {

using Lines = std::vector<std::string>;

struct Pair
{
    const char* name;
    std::function<Lines(std::size_t)> left;
    std::function<Lines(std::size_t, const Lines&)> right;
};

/// Processes as a policy has them: most lines stand in it many times.
Lines policyLike(std::size_t count)
{
    Lines out;
    for (std::size_t i = 0; out.size() < count; ++i) {
        const std::string id = std::to_string(i);
        const Lines process{"  - name: worker-" + id, "    exe:",   "    - /usr/bin/tool-" + id,
                            "    id: worker_" + id,   "    euser:", "    - root",
                            "    children:"};
        out.insert(out.end(), process.begin(), process.end());
    }
    out.resize(count);
    return out;
}

Lines everyTenthChanged(Lines lines, std::size_t step)
{
    for (std::size_t i = 0; i < lines.size(); i += step)
        lines[i] += " # changed";
    return lines;
}

Lines randomOf(std::size_t count, std::uint32_t kinds, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Lines out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back("line " + std::to_string(random() % kinds));
    return out;
}

std::vector<Pair> pairs()
{
    return {
        {"similar: 1 line of 100 changed", policyLike,
         [](std::size_t, const Lines& left) { return everyTenthChanged(left, 100); }},
        {"similar: 1 line of 5 changed", policyLike,
         [](std::size_t, const Lines& left) { return everyTenthChanged(left, 5); }},
        {"one block moved to the end", policyLike,
         [](std::size_t count, Lines left) {
             std::ranges::rotate(left, left.begin() + static_cast<std::ptrdiff_t>(count / 3));
             return left;
         }},
        {"dissimilar: no line in common",
         [](std::size_t count) { return randomOf(count, 4'000'000'000, 1); },
         [](std::size_t count, const Lines&) { return randomOf(count, 4'000'000'000, 2); }},
        {"pathological: 10 lines, at random",
         [](std::size_t count) { return randomOf(count, 10, 3); },
         [](std::size_t count, const Lines&) { return randomOf(count, 10, 4); }},
        {"pathological: lines in turn, reversed",
         [](std::size_t count) {
             Lines out;
             for (std::size_t i = 0; i < count; ++i)
                 out.push_back("line " + std::to_string(i));
             return out;
         },
         [](std::size_t, Lines left) {
             std::ranges::reverse(left);
             return left;
         }},
        {"pathological: all the same, twice as long",
         [](std::size_t count) { return Lines(count / 2, "    - root"); },
         [](std::size_t count, const Lines&) { return Lines(count, "    - root"); }},
    };
}

std::string write(const std::filesystem::path& path, const Lines& lines)
{
    std::ofstream file(path, std::ios::binary);
    for (const std::string& line : lines)
        file << line << '\n';
    return path.string();
}

std::string bytesOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The shortest of several runs; long ones are not repeated.
double milliseconds(const std::function<void()>& work)
{
    using Clock = std::chrono::steady_clock;
    double best = std::numeric_limits<double>::max();
    double spent = 0;
    for (int run = 0; run < 15 && spent < 3000; ++run) {
        const auto start = Clock::now();
        work();
        const double took = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
        best = std::min(best, took);
        spent += took;
    }
    return best;
}

double ofProgram(const std::string& command, double start)
{
    const double whole = milliseconds([&] {
        if (std::system((command + " >/dev/null 2>&1").c_str()) < 0)
            std::perror("cannot start a shell");
    });
    return std::max(whole - start, 0.0);
}

} // namespace

int main()
{
    const std::filesystem::path folder = std::filesystem::temp_directory_path()
        / ("policywright-bench-diff-" + std::to_string(std::random_device{}()));
    std::filesystem::create_directory(folder);
    const double gitStart = ofProgram("git --version", 0);
    const double gnuStart = ofProgram("diff --version", 0);
    std::printf("%-42s %7s %9s %9s %9s %7s   (ms)\n", "", "lines", "ours", "git", "diff", "x git");
    for (const Pair& pair : pairs()) {
        for (const std::size_t count : {1'000UL, 10'000UL, 100'000UL}) {
            const Lines lines = pair.left(count);
            const std::string left = write(folder / "left", lines);
            const std::string right = write(folder / "right", pair.right(count, lines));
            const double ours = milliseconds([&] {
                const std::string a = bytesOf(left);
                const std::string b = bytesOf(right);
                static_cast<void>(text::lineDiff(a, b));
            });
            const std::string both = " '" + left + "' '" + right + "'";
            const double git
                = ofProgram("git diff --no-index --histogram --no-color" + both, gitStart);
            const double gnu = ofProgram("timeout 20 diff -u" + both, gnuStart);
            std::printf("%-42s %7zu %9.2f %9.2f %9.2f %7.2f\n", pair.name, count, ours, git, gnu,
                        ours / std::max(git, 0.01));
            std::fflush(stdout);
        }
    }
    std::filesystem::remove_all(folder);
    return 0;
}
