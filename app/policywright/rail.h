#pragma once
// The narrow bar of places at the left; each button shows its page.

#include "app/policywright/actions.h"

#include <QToolBar>

#include <cstdint>

class QToolButton;

namespace pw::app {

class Rail : public QToolBar
{
    Q_OBJECT
public:
    Rail(const Actions& actions, QWidget* parent);

    enum class Place : std::uint8_t { Fingerprints, Policies, Compare, Documents };
    /// Which place is in front.
    void setPlace(Place place);
    /// Without documents their place is not shown.
    void setDocuments(int count);

private:
    class PlaceButton;
    PlaceButton* add(QAction* action, const QString& iconName);

    PlaceButton* m_fingerprints = nullptr;
    PlaceButton* m_policies = nullptr;
    PlaceButton* m_compare = nullptr;
    PlaceButton* m_documents = nullptr;
    QAction* m_documentsEntry = nullptr;
};

} // namespace pw::app
