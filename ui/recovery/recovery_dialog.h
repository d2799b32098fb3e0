#pragma once
// Texts that were not saved when a window ended in the middle: what is in them that is not in their
// files, before anything is opened or thrown away.

#include "ui/common/cell.h"
#include "ui/diff/diff_rows.h"

#include <QDialog>

#include <string>
#include <vector>

class QLabel;
class QPushButton;

namespace pw::ui {

class LineModel;
class PanelTitle;
class RowTree;
class UnifiedView;

struct RecoverableText
{
    std::string key; ///< unique among them
    QString title;
    std::string path; ///< of its file; empty: it was never kept in one
    enum class File : std::uint8_t {
        None, ///< never kept in one
        AsItWas, ///< as it was when the text was last read or saved
        Changed, ///< by another program
        Gone,
    };
    File file = File::None;
    std::string typedAt; ///< epoch seconds of what was typed last
    TextDiffPtr diff; ///< from the file, or from nothing, to the text
    bool cut = false; ///< what was typed at the very last is missing
};

class RecoveryDialog : public QDialog
{
    Q_OBJECT
public:
    explicit RecoveryDialog(QWidget* parent = nullptr);

    /// All are ticked. The dialog ends when there are none any more.
    void setTexts(std::vector<RecoverableText> texts);
    void remove(const std::vector<std::string>& keys);

Q_SIGNALS:
    /// The ticked ones are to be opened, as texts that are not saved.
    void restoreRequested(const std::vector<std::string>& keys);
    /// The ticked ones are to be thrown away; nobody has asked yet whether that is meant.
    void discardRequested(const std::vector<std::string>& keys);

private:
    QWidget* makeHead();
    QWidget* makeCentre();
    QWidget* makeFoot();
    void tick(const std::string& key, bool on);
    void showTexts();
    void showCurrent();
    [[nodiscard]] std::vector<std::string> ticked() const;

    struct Row
    {
        RecoverableText text;
        bool ticked = true;
    };
    std::vector<Row> m_rows;
    QLabel* m_sentence = nullptr;
    LineModel* m_lines = nullptr;
    RowTree* m_list = nullptr;
    PanelTitle* m_diffTitle = nullptr;
    UnifiedView* m_diff = nullptr;
    QLabel* m_kept = nullptr;
    QPushButton* m_restore = nullptr;
    QPushButton* m_discard = nullptr;
};

} // namespace pw::ui
