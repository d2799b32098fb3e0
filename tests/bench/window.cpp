// Times of the policy's text in a window, by hand: build/release/tests/bench_window [keys]
//
// Runs without a screen unless QT_QPA_PLATFORM says otherwise.

#include "core/snapshot.h"
#include "tests/bench/waiting.h"
#include "tests/bench/window_file.h"
#include "ui/common/theme.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"

#include <QApplication>
#include <QEventLoop>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

using namespace pw;

namespace {

using bench::Clock;
using bench::millisecondsSince;

constexpr int manyLines = 50000;

struct Times
{
    double half = 0;
    double most = 0; ///< of twenty, nineteen are faster
};

Times timesOf(std::vector<double> all)
{
    std::ranges::sort(all);
    return {all.at(all.size() / 2), all.at(all.size() * 95 / 100)};
}

/// From the key's event until its repaint is done, cursor in the middle of the text.
Times typed(QsciScintilla& editor, int keys)
{
    editor.setCursorPosition(editor.lines() / 2, 6);
    editor.ensureCursorVisible();
    QApplication::processEvents();
    std::vector<double> all;
    const QString letters = QStringLiteral("policy");
    for (int key = 0; key < keys; ++key) {
        const QChar letter = letters.at(key % letters.size());
        QKeyEvent press(QEvent::KeyPress, letter.toUpper().unicode(), Qt::NoModifier, letter);
        const Clock::time_point start = Clock::now();
        QApplication::sendEvent(&editor, &press);
        editor.viewport()->repaint();
        all.push_back(millisecondsSince(start));
        QApplication::processEvents();
    }
    return timesOf(std::move(all));
}

void print(const char* what, const Times& times)
{
    std::printf("%-44s %8.2f %8.2f\n", what, times.half, times.most);
    std::fflush(stdout);
}

/// The same lexer and folding, and nothing of ours.
Times bare(const std::string& bytes, const QSize& size, int keys)
{
    QsciLexerYAML lexer;
    QsciScintilla editor;
    editor.setUtf8(true);
    editor.setLexer(&lexer);
    editor.setFolding(QsciScintilla::PlainFoldStyle, 2);
    editor.setMarginType(0, QsciScintilla::NumberMargin);
    editor.setMarginWidth(0, 46);
    editor.resize(size);
    editor.show();
    editor.setText(QString::fromStdString(bytes));
    QApplication::processEvents();
    return typed(editor, keys);
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const int keys = argc > 1 ? std::atoi(argv[1]) : 200;
    if (keys < 1) {
        std::fprintf(stderr, "usage: bench_window [keys]\n");
        return 2;
    }
    ui::applyTheme(ui::ThemeChoice::Light);
    const std::string bytes = bench::policyOf(manyLines);
    std::printf("A policy of %d lines, %.2f MB; milliseconds.\n\n%-44s %8s %8s\n", manyLines,
                static_cast<double>(bytes.size()) / 1e6, "", "p50", "p95");

    ui::PolicyPage page;
    page.resize(1000, 900);
    page.show();
    QApplication::processEvents();
    print("key to repaint, bare QScintilla", bare(bytes, page.editor().size(), keys));
    const auto source = text::SourceText::make(bytes, "bench");
    if (!source)
        return 1;
    const Clock::time_point opening = Clock::now();
    page.editor().load(*source);
    while (page.editor().isLoading())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    page.editor().viewport()->repaint();
    const double opened = millisecondsSince(opening);
    const Clock::time_point analysing = Clock::now();
    const auto snapshot
        = std::make_shared<const Snapshot>(analyse(*source, page.editor().revision()));
    const double analysed = millisecondsSince(analysing);
    const Clock::time_point showing = Clock::now();
    page.setSnapshot(snapshot);
    page.repaint();
    const double shown = millisecondsSince(showing);
    print("key to repaint, policy page with problems", typed(page.editor(), keys));
    print("key to repaint, bare QScintilla once more", bare(bytes, page.editor().size(), keys));

    std::vector<double> copies;
    for (int run = 0; run < 20; ++run) {
        const Clock::time_point start = Clock::now();
        if (page.editor().bytes().size() < bytes.size())
            return 1;
        copies.push_back(millisecondsSince(start));
    }
    print("copy of the text for the analysis", timesOf(std::move(copies)));
    std::printf(
        "\nload and paint %.1f, analyse (another thread's work) %.1f, show %zu problems %.1f\n",
        opened, analysed, snapshot->diagnostics.size(), shown);

    page.replaceText();
    page.findChild<QLineEdit*>(QStringLiteral("findField"))->setText(QStringLiteral("process-1"));
    page.findChild<QLineEdit*>(QStringLiteral("replaceField"))->setText(QStringLiteral("p-1"));
    const std::string before = page.editor().bytes();
    const Clock::time_point replacing = Clock::now();
    page.findChild<QPushButton*>(QStringLiteral("replaceAll"))->click();
    page.editor().viewport()->repaint();
    const double replaced = millisecondsSince(replacing);
    constexpr std::size_t shorter = 6; // letters, by each replacement
    std::printf("%zu replacements in one go, with the repaint: %.1f\n",
                (before.size() - page.editor().bytes().size()) / shorter, replaced);

    std::printf("\nFrom a file to a file\n");
    page.hide();
    return bench::measureFile(manyLines) && bench::measureFile(5 * manyLines) ? 0 : 1;
}
