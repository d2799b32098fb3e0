#pragma once
// The form beside a text: made when it is first wanted, kept up to date while it is on screen.

#include "core/snapshot.h"

#include <QObject>

namespace pw::ui {
class FormView;
class PolicyPage;
} // namespace pw::ui

namespace pw::app {

class FormSide : public QObject
{
    Q_OBJECT
public:
    explicit FormSide(ui::PolicyPage& page, QObject* parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot);
    /// Shows what the text says: a wish was not made.
    void showAgain();

private:
    void make();
    void show();

    ui::PolicyPage& m_page;
    ui::FormView* m_form = nullptr;
    SnapshotPtr m_newest;
    SnapshotPtr m_given; ///< to the form
};

} // namespace pw::app
