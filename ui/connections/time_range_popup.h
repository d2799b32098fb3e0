#pragma once
// The choices under the time range: usual lengths of time, everything, and two fields to type in.

#include "ui/connections/time_range_choice.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace pw::ui {

class MessageLine;

class TimeRangePopup : public QWidget
{
    Q_OBJECT
public:
    explicit TimeRangePopup(QWidget* parent = nullptr);

    /// Marks it; one that is between two times stands in the fields.
    void setChoice(const TimeRangeChoice& choice);
    /// Epoch seconds, for what is typed.
    void setNow(double now);
    [[nodiscard]] QWidget* chosenWidget() const;

Q_SIGNALS:
    void chosen(const pw::ui::TimeRangeChoice& choice);

private:
    struct Preset
    {
        TimeRangeChoice choice;
        QPushButton* row = nullptr;
    };
    struct Field
    {
        QLineEdit* edit = nullptr;
        MessageLine* problem = nullptr;
    };
    void addPreset(QVBoxLayout& column, const char* objectName, const QString& text,
                   const TimeRangeChoice& choice);
    Field addField(QVBoxLayout& column, const char* objectName, const QString& label,
                   const QString& example);
    static void showProblem(const Field& field, const QString& problem);
    [[nodiscard]] QString problemOf(const QString& typed) const;
    void check();
    void chooseTyped();

    std::vector<Preset> m_presets;
    Field m_start;
    Field m_end;
    QPushButton* m_show = nullptr;
    double m_now = 0;
};

} // namespace pw::ui
