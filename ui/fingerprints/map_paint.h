#pragma once
// Draws the connection map.

#include "ui/fingerprints/map_layout.h"

#include <QFont>
#include <QString>

#include <vector>

class QPainter;

namespace pw::ui {

struct Theme;

/// The texts of a node; of each node at the same place as in the layout.
struct NodeLabel
{
    QString icon;
    QString title;
    QString note;
    QString rare; ///< in the colour of what is rare
    QString figure;
};

struct MapLook
{
    QFont font;
    int current = -1; ///< node with the band of the selection
    bool focused = false; ///< it has the ring too
    int hovered = -1;
    std::size_t of = 0; ///< fingerprints taken together
    QString ingress; ///< over the columns
    QString egress;
    QString empty; ///< in the place of the columns when there is no peer
};

/// Only what touches `part` of the picture.
void paintMap(QPainter& painter, const MapLayout& layout, const std::vector<NodeLabel>& labels,
              const MapLook& look, const Theme& theme, const QRectF& part);

} // namespace pw::ui
