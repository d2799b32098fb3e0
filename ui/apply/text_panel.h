#pragma once
// The server's text and the one that would be applied, line by line.

#include "ui/diff/diff_rows.h"

#include <QWidget>

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
    /// `v2 on the server, this text`.
    void setSentence(const QString& sentence);

Q_SIGNALS:
    void compareRequested(); ///< in a page of its own

private:
    TextDiffPtr m_shown;
    PanelTitle* m_title = nullptr;
    UnifiedView* m_view = nullptr;
    StatePage* m_state = nullptr;
};

} // namespace pw::ui
