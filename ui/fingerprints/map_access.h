#pragma once
// The connection map for readers of the screen: a list with an item for each node.

namespace pw::ui {

class ConnectionMap;

void installMapAccess();
/// The current node has the focus.
void tellFocus(ConnectionMap& map);

} // namespace pw::ui
