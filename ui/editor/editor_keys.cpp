#include "ui/editor/editor_keys.h"

#include "ui/editor/qsci.h"

#include <algorithm>
#include <array>

namespace pw::ui {
namespace {

constexpr std::array keptCommands{
    QsciCommand::LineDown,
    QsciCommand::LineDownExtend,
    QsciCommand::LineDownRectExtend,
    QsciCommand::LineScrollDown,
    QsciCommand::LineUp,
    QsciCommand::LineUpExtend,
    QsciCommand::LineUpRectExtend,
    QsciCommand::LineScrollUp,
    QsciCommand::CharLeft,
    QsciCommand::CharLeftExtend,
    QsciCommand::CharLeftRectExtend,
    QsciCommand::CharRight,
    QsciCommand::CharRightExtend,
    QsciCommand::CharRightRectExtend,
    QsciCommand::WordLeft,
    QsciCommand::WordLeftExtend,
    QsciCommand::WordRight,
    QsciCommand::WordRightExtend,
    QsciCommand::DocumentStart,
    QsciCommand::DocumentStartExtend,
    QsciCommand::DocumentEnd,
    QsciCommand::DocumentEndExtend,
    QsciCommand::VCHome,
    QsciCommand::VCHomeExtend,
    QsciCommand::LineEnd,
    QsciCommand::LineEndExtend,
    QsciCommand::PageUp,
    QsciCommand::PageUpExtend,
    QsciCommand::PageDown,
    QsciCommand::PageDownExtend,
    QsciCommand::Delete,
    QsciCommand::DeleteBack,
    QsciCommand::DeleteWordLeft,
    QsciCommand::DeleteWordRight,
    QsciCommand::Undo,
    QsciCommand::Redo,
    QsciCommand::SelectionCut,
    QsciCommand::SelectionCopy,
    QsciCommand::Paste,
    QsciCommand::SelectAll,
    QsciCommand::Tab,
    QsciCommand::Backtab,
    QsciCommand::Newline,
    QsciCommand::ZoomIn,
    QsciCommand::ZoomOut,
};

} // namespace

void keepPlainBindings(QsciScintilla& editor)
{
    for (QsciCommand* const command : editor.standardCommands()->commands()) {
        if (std::ranges::find(keptCommands, command->command()) == keptCommands.end()) {
            command->setKey(0);
            command->setAlternateKey(0);
        }
    }
    QsciCommand* const redo = editor.standardCommands()->find(QsciCommand::Redo);
    redo->setKey((Qt::CTRL | Qt::SHIFT | Qt::Key_Z).toCombined());
    redo->setAlternateKey((Qt::CTRL | Qt::Key_Y).toCombined());
}

int indentAfter(std::string_view line, yaml::Format format)
{
    std::size_t column = 0;
    while (column < line.size() && line[column] == ' ')
        ++column;
    const std::size_t outer = column;
    std::string_view rest = line.substr(column);
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t'))
        rest.remove_suffix(1);
    const auto opens = [&rest](std::string_view signs) {
        return !rest.empty() && signs.find(rest.back()) != std::string_view::npos;
    };
    if (format != yaml::Format::Yaml)
        return static_cast<int>(outer) + (opens("{[") ? indentStep : 0);
    if (rest.starts_with('#'))
        return static_cast<int>(outer);
    // `- name: x` goes on below `name`; `- /usr/bin/x` with the next dash.
    while (rest.starts_with("- ")) {
        std::size_t skip = 1;
        while (skip < rest.size() && rest[skip] == ' ')
            ++skip;
        column += skip;
        rest.remove_prefix(skip);
    }
    const bool hasKey = rest.ends_with(':') || rest.find(": ") != std::string_view::npos;
    if (!hasKey)
        column = outer;
    if (rest.ends_with(':') || opens("{[|>") || rest.ends_with("|-") || rest.ends_with(">-"))
        column += indentStep;
    return static_cast<int>(column);
}

} // namespace pw::ui
