#pragma once
// What the connection map says about its nodes, on them and aloud.

#include "ui/fingerprints/map_layout.h"

#include <QString>

namespace pw::ui {

/// The graph with the name of its workload: `nginx:latest`.
struct MapSubject
{
    MapGraph graph;
    QString name;
};

/// What stands on a node: `192.168.4.31`, `38 private addresses`, `12 more`.
[[nodiscard]] QString nodeTitle(const MapSubject& subject, const MapNode& node);
/// Behind it: `TCP 80`, `3 ports`, `14 instances`.
[[nodiscard]] QString nodeNote(const MapSubject& subject, const MapNode& node);
/// At the end: `9/14`; empty for the workload.
[[nodiscard]] QString nodeFigure(const MapSubject& subject, const MapNode& node);
/// Before the figure: `3 rare`, when the most common hides that others are not.
[[nodiscard]] QString nodeRare(const MapSubject& subject, const MapNode& node);
[[nodiscard]] QString nodeIcon(const MapNode& node);

/// `ingress, 192.168.4.31, TCP 80, nginx_1, seen in 9 of 14`
[[nodiscard]] QString nodeSentence(const MapSubject& subject, const MapNode& node);
/// The sentence, and every process with its own count when several talk with the peer.
[[nodiscard]] QString nodeToolTip(const MapSubject& subject, const MapNode& node);
/// `mongo:latest: 2 ingress peers on TCP 27017, 1 egress peer on UDP 53; 1 peer is hidden`
[[nodiscard]] QString mapSentence(const MapSubject& subject, const MapLayout& layout);

/// `ingress`
[[nodiscard]] QString wayWord(policy::Direction way);
/// `3 peers are hidden`
[[nodiscard]] QString hiddenSentence(std::size_t count);

} // namespace pw::ui
