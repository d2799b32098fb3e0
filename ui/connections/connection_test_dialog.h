#pragma once
// What a test of a connection found, step by step, and what to do about it.

#include "core/api/client_types.h"
#include "ui/common/cell.h"

#include <QDialog>
#include <QString>

#include <array>
#include <vector>

class QLabel;
class QLayout;
class QPushButton;

namespace pw::ui {

class IconLabel;
class MessageLine;
class ToneLabel;

class ConnectionTestDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ConnectionTestDialog(QWidget* parent = nullptr);

    /// Which connection is tested; the server is empty for the organization inside the program.
    void setTarget(const QString& name, const QString& server);
    void showRunning();
    /// The steps in their order. Those that are missing were not reached.
    void showSteps(const std::vector<api::ConnectionStep>& steps);
    /// The test itself could not be made.
    void showFailed(const QString& why);
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// All of it as text, for the clipboard.
    [[nodiscard]] QString report() const;

Q_SIGNALS:
    void testRequested(); ///< once more
    void cancelRequested(); ///< of the running test, also by closing

public Q_SLOTS:
    void done(int result) override;

private:
    static constexpr std::size_t stepCount = 5;
    struct Row
    {
        QWidget* whole = nullptr;
        IconLabel* glyph = nullptr;
        QLabel* name = nullptr;
        ToneLabel* word = nullptr;
        QLabel* message = nullptr;
        MessageLine* advice = nullptr;
    };
    Row makeRow(std::size_t step);
    QLayout* makeFoot();
    void showStep(const api::ConnectionStep& step);
    void showWord(const Row& row, const QString& icon, Tone tone, const QString& word);
    void setRunning(bool running);
    void summarize(const std::vector<api::ConnectionStep>& steps);

    QLabel* m_target = nullptr;
    MessageLine* m_summary = nullptr;
    std::array<Row, stepCount> m_rows;
    QPushButton* m_copy = nullptr;
    QPushButton* m_again = nullptr;
    QPushButton* m_close = nullptr;
    QString m_name;
    bool m_running = false;
};

} // namespace pw::ui
