#pragma once
// The narrow bar of places at the left; each button shows its page.

#include "app/policywright/actions.h"

#include <QToolBar>

class QToolButton;

namespace pw::app {

class Rail : public QToolBar
{
    Q_OBJECT
public:
    Rail(const Actions& actions, QWidget* parent);

    /// Which place is in front.
    void setDocumentShown(bool shown);
    /// Without documents their place is not shown.
    void setDocuments(int count);

private:
    class PlaceButton;
    PlaceButton* add(QAction* action, const QString& iconName);

    PlaceButton* m_fingerprints = nullptr;
    PlaceButton* m_documents = nullptr;
    QAction* m_documentsEntry = nullptr;
};

} // namespace pw::app
