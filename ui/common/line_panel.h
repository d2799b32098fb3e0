#pragma once
// A titled table of lines: what could be killed, the problems of a file, fixes to tick.

#include "ui/common/line_model.h"
#include "ui/common/row_tree.h"

#include <QWidget>

namespace pw::ui {

class PanelTitle;
class StatePage;

class LinePanel : public QWidget
{
    Q_OBJECT
public:
    struct Look
    {
        QString objectName; ///< of the table; the panel's has `Panel` behind it
        QString icon;
        QString title;
        QStringList columns;
        QList<ColumnWidth> widths;
        bool ticks = false; ///< room for a box before each line
    };
    explicit LinePanel(const Look& look, QWidget* parent = nullptr);

    void setLines(std::vector<Line> lines, const QString& sentence);
    [[nodiscard]] StatePage& state() const { return *m_state; }
    [[nodiscard]] PanelTitle& title() const { return *m_title; }
    [[nodiscard]] const Line& line(int row) const { return m_model->line(row); }
    [[nodiscard]] RowTree& tree() const { return *m_tree; }
    [[nodiscard]] int currentLine() const; ///< -1: none
    void setCurrentLine(int line);
    /// High enough for that many lines, and no higher.
    void setFixedLines(int lines);

Q_SIGNALS:
    void currentChanged(int line);
    /// By a click on its link, or by Return.
    void activated(int line);
    void tickRequested(const std::string& key, bool on);

private:
    LineModel* m_model = nullptr;
    PanelTitle* m_title = nullptr;
    RowTree* m_tree = nullptr;
    StatePage* m_state = nullptr;
};

} // namespace pw::ui
