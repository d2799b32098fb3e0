#pragma once
// The states that every list has beside being filled: empty, loading, failed. One look for all.

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedLayout;

namespace pw::ui {

class IconLabel;

class StatePage : public QWidget
{
    Q_OBJECT
public:
    explicit StatePage(QWidget* content, QWidget* parent = nullptr);

    enum class State : std::uint8_t { Content, Empty, Loading, Failed };
    [[nodiscard]] State state() const { return m_state; }

    void showContent();
    /// One line why, and the texts of the buttons that help (none when empty).
    void showEmpty(const QString& why, const QString& help = {},
                   const QString& iconName = QStringLiteral("fingerprint"),
                   const QString& other = {});
    /// `total` 0: unknown.
    void showLoading(const QString& what, int done, int total);
    /// What failed, and the outside world's own words; `other` is the text of a second button.
    void showFailed(const QString& what, const QString& details, const QString& help,
                    const QString& other = {});

Q_SIGNALS:
    void helpRequested(); ///< the button of the empty or failed state
    void otherRequested(); ///< the second button
    void cancelRequested();

private:
    void showMessage(State state, const QString& icon, const QString& sentence,
                     const QString& details, const QString& help, const QString& other = {});

    State m_state = State::Content;
    QWidget* m_content = nullptr;
    QWidget* m_message = nullptr;
    IconLabel* m_icon = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_details = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_help = nullptr;
    QPushButton* m_other = nullptr;
    QPushButton* m_cancel = nullptr;
    QStackedLayout* m_stack = nullptr;
};

} // namespace pw::ui
