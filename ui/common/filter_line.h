#pragma once
// A line of words above a list: funnel on the left, a cross that empties it on the right.

#include <QLineEdit>

namespace pw::ui {

class FilterLine : public QLineEdit
{
    Q_OBJECT
public:
    FilterLine(const QString& objectName, const QString& placeholder, QWidget* parent);
    /// All of it selected, to be typed over.
    void take();
};

} // namespace pw::ui
