#pragma once
// A list of lines of a diff: folds open with Return or a click, F7 and Shift+F7 ask for another
// change, and the current one is framed.

#include "ui/diff/change_runs.h"

#include <QListView>

#include <string>

namespace pw::ui {

class DiffList : public QListView
{
    Q_OBJECT
public:
    explicit DiffList(QWidget* parent = nullptr);

    /// The selected lines as they are in their text, a fold as its lines; without signs.
    [[nodiscard]] QString selectedText() const;

Q_SIGNALS:
    void changeRequested(bool backwards); ///< the next one, or the one before

protected:
    /// False: there is no fold in that row.
    virtual bool openFold(int row) = 0;
    [[nodiscard]] virtual RowRange changeAt(int row) const = 0;
    [[nodiscard]] virtual std::string_view wholeText(int row) const = 0;

    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace pw::ui
