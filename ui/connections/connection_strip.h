#pragma once
// What the first start offers, and the strip that marks a production organization.

#include "ui/common/notice_strip.h"

namespace pw::ui {

class ConnectionStrip : public NoticeStrip
{
    Q_OBJECT
public:
    explicit ConnectionStrip(QWidget* parent = nullptr);
    /// The three offers. Each of them, once taken, hides the strip.
    void showOffers(const QString& sentence);

Q_SIGNALS:
    void connectRequested();
    void importRequested(); ///< of fingerprints
    void dismissed(); ///< the person goes on exploring
};

/// 3 pixels high, under the top bar; its owner shows it while the organization is marked.
[[nodiscard]] QFrame* makeProductionStrip(QWidget* parent);

} // namespace pw::ui
