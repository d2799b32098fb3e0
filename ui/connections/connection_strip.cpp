#include "ui/connections/connection_strip.h"

namespace pw::ui {

ConnectionStrip::ConnectionStrip(QWidget* parent) : NoticeStrip(parent)
{
    setObjectName(QStringLiteral("connectionStrip"));
    connect(this, &NoticeStrip::answered, this, [this](int button) {
        hideNotice();
        if (button == 0)
            Q_EMIT connectRequested();
        else if (button == 1)
            Q_EMIT importRequested();
        else
            Q_EMIT dismissed();
    });
}

void ConnectionStrip::showOffers(const QString& sentence)
{
    showNotice(sentence,
               QList<NoticeButton>{{tr("Connect to Spyderbat…"), QStringLiteral("plug"), true},
                                   {tr("Import fingerprints…"), QStringLiteral("import"), false},
                                   {tr("Keep exploring"), {}, false}});
}

QFrame* makeProductionStrip(QWidget* parent)
{
    auto* const strip = new QFrame(parent);
    strip->setObjectName(QStringLiteral("productionStrip"));
    strip->setAccessibleName(QFrame::tr("Production"));
    strip->setProperty("kind", QStringLiteral("production"));
    return strip;
}

} // namespace pw::ui
