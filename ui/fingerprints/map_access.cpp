#include "ui/fingerprints/map_access.h"

#include "ui/fingerprints/connection_map.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QWindow>

#include <vector>

namespace pw::ui {
namespace {

using Role = MapNode::Role;

class NodeAccess : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    NodeAccess(ConnectionMap* map, int node) : m_map(map), m_node(node) { }

    [[nodiscard]] int place() const { return m_node; }
    [[nodiscard]] bool isValid() const override
    {
        return m_map != nullptr && m_node < static_cast<int>(m_map->picture().nodes.size());
    }
    [[nodiscard]] QObject* object() const override { return nullptr; }
    [[nodiscard]] QWindow* window() const override { return m_map->window()->windowHandle(); }
    [[nodiscard]] QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_map);
    }
    [[nodiscard]] QAccessibleInterface* child(int /*index*/) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface* childAt(int /*x*/, int /*y*/) const override
    {
        return nullptr;
    }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* /*child*/) const override
    {
        return -1;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? nodeSentence(m_map->subject(), node()) : QString();
    }
    void setText(QAccessible::Text /*kind*/, const QString& /*text*/) override { }
    [[nodiscard]] QRect rect() const override
    {
        const QRect box = m_map->boxOf(m_node);
        return {m_map->viewport()->mapToGlobal(box.topLeft()), box.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }

    [[nodiscard]] QStringList actionNames() const override;
    void doAction(const QString& name) override;
    [[nodiscard]] QStringList keyBindingsForAction(const QString& /*name*/) const override
    {
        return {};
    }

private:
    [[nodiscard]] const MapNode& node() const
    {
        return m_map->picture().nodes[static_cast<std::size_t>(m_node)];
    }

    QPointer<ConnectionMap> m_map;
    int m_node;
};

QAccessible::State NodeAccess::state() const
{
    QAccessible::State out;
    const bool current = m_map->currentNode() == m_node;
    out.focusable = true;
    out.selectable = true;
    out.selected = current;
    out.focused = current && m_map->hasFocus();
    out.expandable = node().role == Role::Bundle;
    out.expanded = node().open;
    out.collapsed = node().role == Role::Bundle && !node().open;
    return out;
}

QStringList NodeAccess::actionNames() const
{
    QStringList out{setFocusAction()};
    if (node().role == Role::Bundle || node().role == Role::Rest)
        out += pressAction();
    return out;
}

void NodeAccess::doAction(const QString& name)
{
    if (name == setFocusAction()) {
        m_map->setFocus(Qt::OtherFocusReason);
        m_map->setCurrentNode(m_node);
    } else if (name == pressAction()) {
        m_map->activate(m_node);
    }
}

class MapAccess : public QAccessibleWidget
{
public:
    explicit MapAccess(ConnectionMap* map) : QAccessibleWidget(map, QAccessible::List) { }
    ~MapAccess() override
    {
        for (const QAccessible::Id id : m_items)
            QAccessible::deleteAccessibleInterface(id);
    }
    MapAccess(const MapAccess&) = delete;
    MapAccess& operator=(const MapAccess&) = delete;

    [[nodiscard]] int childCount() const override
    {
        return static_cast<int>(map()->picture().nodes.size());
    }
    [[nodiscard]] QAccessibleInterface* child(int index) const override;
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPoint place = map()->viewport()->mapFromGlobal(QPoint(x, y));
        for (int at = childCount() - 1; at >= 0; --at) {
            if (map()->boxOf(at).contains(place))
                return child(at);
        }
        return nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* item) const override
    {
        const auto* const node = dynamic_cast<const NodeAccess*>(item);
        return node == nullptr ? -1 : node->place();
    }
    [[nodiscard]] QAccessibleInterface* focusChild() const override
    {
        return map()->hasFocus() ? child(map()->currentNode()) : nullptr;
    }

private:
    [[nodiscard]] ConnectionMap* map() const { return static_cast<ConnectionMap*>(widget()); }

    mutable std::vector<QAccessible::Id> m_items; ///< by place; made when first asked for
};

QAccessibleInterface* MapAccess::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    while (static_cast<int>(m_items.size()) <= index) {
        auto* const item = new NodeAccess(map(), static_cast<int>(m_items.size()));
        m_items.push_back(QAccessible::registerAccessibleInterface(item));
    }
    return QAccessible::accessibleInterface(m_items[static_cast<std::size_t>(index)]);
}

QAccessibleInterface* makeAccess(const QString& /*className*/, QObject* object)
{
    auto* const map = qobject_cast<ConnectionMap*>(object);
    return map == nullptr ? nullptr : new MapAccess(map);
}

} // namespace

void installMapAccess()
{
    static const bool once = (QAccessible::installFactory(makeAccess), true);
    Q_UNUSED(once)
}

void tellFocus(ConnectionMap& map)
{
    QAccessibleEvent focus(&map, QAccessible::Focus);
    focus.setChild(map.currentNode());
    QAccessible::updateAccessibility(&focus);
}

} // namespace pw::ui
