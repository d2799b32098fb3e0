#pragma once
// The server's text and the one that would be applied, line by line.

#include "ui/diff/diff_rows.h"

#include <QWidget>

class QToolButton;

namespace pw::ui {

class PanelTitle;
class StatePage;
class UnifiedView;

class TextPanel : public QWidget
{
    Q_OBJECT
public:
    explicit TextPanel(QWidget* parent = nullptr);

    /// None: it is still being compared.
    void setDiff(const TextDiffPtr& diff);
    /// There is nothing to compare with.
    void showNotKnown();
    /// `v2 on the server, this text`.
    void setSentence(const QString& sentence);
    /// Without a copy on the server there is nothing to open beside this text.
    void setHasServerCopy(bool has);

Q_SIGNALS:
    void sideBySideRequested(); ///< the server's text in a page of its own

private:
    TextDiffPtr m_shown;
    PanelTitle* m_title = nullptr;
    QToolButton* m_sideBySide = nullptr;
    UnifiedView* m_view = nullptr;
    StatePage* m_state = nullptr;
};

} // namespace pw::ui
