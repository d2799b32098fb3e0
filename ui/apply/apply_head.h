#pragma once
// What is applied where: name, the server's version and the one after, organization and uid.

#include "ui/apply/apply_types.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace pw::ui {

class ElidedLabel;
class IconLabel;
class StatusChip;

class ApplyHead : public QWidget
{
    Q_OBJECT
public:
    explicit ApplyHead(QWidget* parent = nullptr);

    void setTarget(const ApplyTarget& target);
    void showReview(const ops::ApplyReview& review);
    /// For several documents, whose versions stand in their list.
    void showDocuments(int count);
    /// The one that the server gave; empty: none yet.
    void setUid(const QString& uid);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showVersions(bool on);
    void makeRoom();

    IconLabel* m_icon = nullptr;
    ElidedLabel* m_title = nullptr;
    QLabel* m_nowWords = nullptr;
    QLabel* m_now = nullptr;
    StatusChip* m_nowStatus = nullptr;
    IconLabel* m_arrow = nullptr;
    QLabel* m_afterWords = nullptr;
    QLabel* m_after = nullptr;
    StatusChip* m_afterStatus = nullptr;
    QLabel* m_to = nullptr;
    StatusChip* m_production = nullptr;
    ElidedLabel* m_organization = nullptr;
    ElidedLabel* m_host = nullptr;
    ElidedLabel* m_uid = nullptr;
    QToolButton* m_copy = nullptr;
};

} // namespace pw::ui
