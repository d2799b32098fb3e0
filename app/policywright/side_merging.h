#pragma once
// Takes into the open text of a comparison what the other side changed since their base.

#include "app/policywright/three_way_controller.h"

#include <QObject>

namespace pw::app {

class ComparisonTab;
class Session;

class SideMerging : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    SideMerging(Session& session, QWidget& window, QObject* parent = nullptr);

    /// Of a tab that can merge; shows what it becomes before the text is touched. Of several
    /// documents the first one that gets anything.
    void start(const ComparisonTab& tab);
    [[nodiscard]] bool isIdle() const { return m_threeWay.isIdle() && !m_looking.isRunning(); }

Q_SIGNALS:
    void messageRequested(const QString& message);

private:
    ThreeWayController m_threeWay;
    Job m_looking;
};

} // namespace pw::app
